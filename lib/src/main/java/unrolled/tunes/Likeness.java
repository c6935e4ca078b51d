package unrolled.tunes;

import java.util.List;

/**
 * How much of a tune stands in the tunes of a book, note by note: what was copied, whatever the key.
 *
 * <pre>
 *   a run    successive notes with the same lengths and the same steps from note to note as in a tune of the book
 *   bars     the length of the longest run / the length of a bar
 * </pre>
 */
public final class Likeness {

    /**
     * The longest run.
     *
     * @param bars its length, in bars of the tune that was judged
     * @param tune the number of the tune of the book in which it stands, from 0
     * @param note its first note in the tune that was judged, from 0
     */
    public record Run(double bars, int tune, int note) {}

    private static final int NOTHING_BEFORE = Integer.MIN_VALUE;

    private final List<int[][]> book;

    /** @param book the tunes that may have been copied */
    public Likeness(List<Tune> book) {
        this.book = book.stream().map(Likeness::coded).toList();
    }

    /** The longest run of notes that the tune has in common with one of the book. */
    public Run longest(Tune tune) {
        var notes = coded(tune);
        int most = 0;
        int where = 0;
        int begin = 0;
        for (int k = 0; k < book.size(); k++) {
            int[] run = longest(notes, book.get(k));
            if (run[0] <= most) continue;
            most = run[0];
            begin = run[1];
            where = k;
        }
        return new Run((double) most / tune.metre().ticks(), where, begin);
    }

    /** The ticks of the longest run and its first note. */
    private static int[] longest(int[][] a, int[][] b) {
        var before = new int[b[0].length + 1];               // ticks of the run that ends at the last note and at j − 1
        var count = new int[b[0].length + 1];
        int most = 0;
        int begin = 0;
        for (int i = 0; i < a[0].length; i++) {
            for (int j = b[0].length; j > 0; j--) {          // downwards: j − 1 still belongs to the last note
                if (a[1][i] != b[1][j - 1]) {
                    before[j] = 0;
                    count[j] = 0;
                    continue;
                }
                boolean goesOn = a[0][i] == b[0][j - 1] && before[j - 1] > 0;
                before[j] = Math.abs(a[1][i]) + (goesOn ? before[j - 1] : 0);
                count[j] = 1 + (goesOn ? count[j - 1] : 0);
                if (before[j] <= most) continue;
                most = before[j];
                begin = i + 1 - count[j];
            }
        }
        return new int[] {most, begin};
    }

    /** For each note the step from the note before it, in semitones, and its ticks; those of a rest are negative. */
    private static int[][] coded(Tune tune) {
        var notes = tune.notes();
        var coded = new int[2][notes.size()];
        int before = NOTHING_BEFORE;
        for (int k = 0; k < notes.size(); k++) {
            var note = notes.get(k);
            coded[1][k] = note.isRest() ? -note.ticks() : note.ticks();
            if (note.isRest()) continue;
            coded[0][k] = before == NOTHING_BEFORE ? NOTHING_BEFORE : note.pitch() - before;
            before = note.pitch();
        }
        return coded;
    }
}
