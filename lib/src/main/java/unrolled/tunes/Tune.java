package unrolled.tunes;

import java.util.ArrayList;
import java.util.List;

/**
 * A tune of one voice.
 *
 * @param number what stands after {@code X:}, 0 for none
 * @param title what stands after {@code T:}, which may be nothing
 * @param bars as they are written, repeats not unfolded; none is without notes
 */
public record Tune(int number, String title, Metre metre, Key key, List<Bar> bars) {

    /** The notes as they are written, repeats not unfolded. */
    public List<Note> notes() {
        return bars.stream().flatMap(bar -> bar.notes().stream()).toList();
    }

    /**
     * The notes as they are played: every part with a sign for a repeat twice, with its first and its second ending. A
     * part with endings lasts until the next such sign.
     */
    public List<Note> played() {
        var played = new ArrayList<Note>();
        int from = 0;
        boolean again = false;
        for (int k = 0; k < bars.size(); k++) {
            played.addAll(bars.get(k).notes());
            var end = bars.get(k).end();
            if (again && end.endsWith("1")) {                   // the second time: on behind the first ending
                k = firstEndingOf(k);
            } else if (goesBack(end) && !again) {
                k = from - 1;
                again = true;
            } else if (end.contains(":")) {
                again = false;
                from = k + 1;
            }
        }
        return played;
    }

    private static boolean goesBack(String end) {
        return end.startsWith(":");
    }

    /** The last bar of the first ending that begins behind bar k; the last of the tune when nothing ends it. */
    private int firstEndingOf(int k) {
        int last = k + 1;
        while (last < bars.size() - 1 && !goesBack(bars.get(last).end())) last++;
        return last;
    }

    /**
     * Which bars are as long as the metre says.
     *
     * <p>A bar may be cut in two where a part ends: the tune begins with an upbeat, and the last bar of the part lacks
     * what the upbeat had. Such a piece is right when it and a piece at the beginning (or end) of its own part or one
     * beside it make a whole bar.
     */
    public boolean[] right() {
        var right = new boolean[bars.size()];
        var firsts = new ArrayList<Integer>();
        var lasts = new ArrayList<Integer>();
        for (int k = 0; k < right.length; k++) {
            right[k] = bars.get(k).ticks() == metre.ticks();
            if (k == 0 || bars.get(k - 1).endsSection()) firsts.add(k);
            if (k == right.length - 1 || bars.get(k).endsSection()) lasts.add(k);
        }
        for (int part = 0; part < firsts.size(); part++) {
            for (int other = Math.max(0, part - 1); other <= Math.min(part + 1, lasts.size() - 1); other++) {
                int first = firsts.get(part);
                int last = lasts.get(other);
                if (first == last || bars.get(first).ticks() + bars.get(last).ticks() != metre.ticks()) continue;
                right[first] = true;
                right[last] = true;
            }
        }
        return right;
    }

    /** How many bars are as long as the metre says, of all. */
    public int rightBars() {
        int count = 0;
        for (boolean right : right()) if (right) count++;
        return count;
    }

    /** The notes as they are written, without the rests. */
    public List<Note> sounding() {
        return notes().stream().filter(note -> !note.isRest()).toList();
    }

    /** The share of its notes, rests aside, that are of the key; 1 where there is none but rests. */
    public double inKey() {
        var notes = sounding();
        if (notes.isEmpty()) return 1;
        return (double) notes.stream().filter(note -> key.holds(note.pitch())).count() / notes.size();
    }

    /** Whether its last note is the tonic; a tune of rests has none. */
    public boolean endsOnTonic() {
        var notes = sounding();
        return !notes.isEmpty() && key.isTonic(notes.get(notes.size() - 1).pitch());
    }

    /** The share of its bars whose notes stand in an earlier bar, too. */
    public double repeatedBars() {
        long repeated = 0;
        var seen = new ArrayList<List<Note>>();
        for (var bar : bars) {
            if (seen.contains(bar.notes())) repeated++;
            seen.add(bar.notes());
        }
        return (double) repeated / bars.size();
    }
}
