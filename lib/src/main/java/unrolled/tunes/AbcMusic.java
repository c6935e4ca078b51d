package unrolled.tunes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notes and bar lines of a tune, read from left to right. */
final class AbcMusic {

    private static final Pattern NOTE =
            Pattern.compile("(\\^\\^?|__?|=)?([A-Ga-gz])([,']*)(\\d{0,2})(/{0,3})(\\d{0,2})(-?)");
    private static final Pattern BAR =
            Pattern.compile("(:\\|\\|?:|::|:\\|[|\\]]?|\\|{1,2}:|\\|\\||\\|\\]|\\[\\||\\|(?!:)|(?=\\[[12]))"
                    + "\\s*(?:\\[?([12]))?");
    private static final Pattern TUPLET = Pattern.compile("\\(([2-6])");
    private static final Pattern BROKEN = Pattern.compile("<{1,2}|>{1,2}");
    private static final Pattern SILENT = Pattern.compile("\\s+|\\\\|%[^\\n]*");

    /** What they add, in semitones. */
    static final Map<String, Integer> ACCIDENTALS = Map.of("^", 1, "^^", 2, "_", -1, "__", -2, "=", 0);
    private static final int MIDDLE_C = 60;
    private static final int HIGHEST = 127;

    private final String text;
    private final Key key;
    private final Metre metre;
    private final int unit;
    private final List<Bar> bars = new ArrayList<>();

    // the bar that is being read
    private final List<Note> notes = new ArrayList<>();
    private final Map<Integer, Integer> accidentals = new HashMap<>();      // by the pitch without them
    private int begin;

    private int at;
    private Matcher found;
    private double shorter = 1;               // what > or < makes of the next note
    private int inTuplet;                     // notes that a tuplet still takes
    private double tuplet = 1;

    AbcMusic(String text, int begin, Key key, Metre metre, int unit) {
        this.text = text;
        this.begin = begin;
        at = begin;
        this.key = key;
        this.metre = metre;
        this.unit = unit;
    }

    List<Bar> bars() {
        while (at < text.length()) {
            if (comes(SILENT)) at = found.end();
            else readSign();
        }
        if (!notes.isEmpty()) endBar("");
        if (bars.isEmpty()) throw refusal("a note", "none");
        return List.copyOf(bars);
    }

    private void readSign() {
        if (comes(BAR)) readBar();
        else if (comes(TUPLET)) readTuplet();
        else if (comes(BROKEN)) readBroken();
        else if (comes(NOTE)) readNote();
        else throw refusal("a note, a rest or a bar line", "'" + text.charAt(at) + "'");
        at = found.end();
    }

    private boolean comes(Pattern sign) {
        found = sign.matcher(text).region(at, text.length());
        return found.lookingAt();
    }

    // ---- bar lines

    private void readBar() {
        if (shorter != 1 || inTuplet > 0) throw refusal("another note in this bar", "'" + found.group() + "'");
        var ending = found.group(2) == null ? "" : found.group(2);
        endBar(plain(found.group(1)) + ending);
    }

    /** One sign for those that mean the same. */
    private static String plain(String sign) {
        return switch (sign) {
            case ":|:", ":||:", "::" -> "::";
            case ":||", ":|]", ":|" -> ":|";
            case "|]", "[|", "||" -> "||";
            case "|:", "||:" -> "|:";
            default -> "|";
        };
    }

    /** A line with nothing before it belongs to the bar before it, if it says more than that one's own. */
    private void endBar(String end) {
        if (!notes.isEmpty()) bars.add(new Bar(List.copyOf(notes), end, text.substring(begin, at).strip()));
        else if (!bars.isEmpty() && !end.equals("|")) replaceEnd(end);
        notes.clear();
        accidentals.clear();
        begin = found.end();
    }

    private void replaceEnd(String end) {
        var last = bars.remove(bars.size() - 1);
        bars.add(new Bar(last.notes(), last.end().startsWith(":") && end.startsWith("|:") ? "::" : end, last.text()));
    }

    // ---- notes

    private void readNote() {
        double ticks = unit * written() * shorter * (inTuplet > 0 ? tuplet : 1);
        if (ticks < 1 || ticks != Math.rint(ticks)) {
            throw refusal("a length of 1/" + 8 * Note.EIGHTH + " or a multiple of it", "'" + found.group() + "'");
        }
        boolean rest = found.group(2).equals("z");
        notes.add(new Note(rest ? Note.REST : pitch(), (int) ticks, !found.group(7).isEmpty()));
        shorter = 1;
        if (inTuplet > 0) inTuplet--;
    }

    /** The length in units: A is 1, A2 is 2, A/ is 1/2, A3/4 is 3/4. */
    private double written() {
        double above = found.group(4).isEmpty() ? 1 : Integer.parseInt(found.group(4));
        double below = Math.pow(2, found.group(5).length());
        if (!found.group(6).isEmpty()) below = Integer.parseInt(found.group(6));
        return below == 0 ? 0 : above / below;
    }

    private int pitch() {
        char written = found.group(2).charAt(0);
        char letter = Character.toUpperCase(written);
        int natural = MIDDLE_C + Key.natural(letter) + (written == letter ? 0 : 12);
        for (char mark : found.group(3).toCharArray()) natural += mark == ',' ? -12 : 12;
        if (found.group(1) != null) accidentals.put(natural, ACCIDENTALS.get(found.group(1)));
        int pitch = natural + accidentals.getOrDefault(natural, key.shift(letter));
        if (pitch < 0 || pitch > HIGHEST) throw refusal("a pitch from 0 to " + HIGHEST, "'" + found.group() + "'");
        return pitch;
    }

    /** A&gt;B: A is 3/2 as long and B 1/2; A&gt;&gt;B: 7/4 and 1/4. */
    private void readBroken() {
        if (notes.isEmpty() || shorter != 1) throw refusal("a note before it", "'" + found.group() + "'");
        double part = Math.pow(2, -found.group().length());
        double before = found.group().startsWith(">") ? 2 - part : part;
        var last = notes.remove(notes.size() - 1);
        notes.add(new Note(last.pitch(), (int) Math.round(last.ticks() * before), last.tied()));
        shorter = 2 - before;
    }

    private void readTuplet() {
        if (inTuplet > 0) throw refusal("the end of the tuplet before it", "'" + found.group() + "'");
        inTuplet = Integer.parseInt(found.group(1));
        int time = switch (inTuplet) {
            case 2, 4 -> 3;
            case 5 -> metre.compound() ? 3 : 2;
            default -> 2;
        };
        tuplet = (double) time / inTuplet;
    }

    // ---- what does not fit

    private AbcException refusal(String expected, String got) {
        return new AbcException("Abc expects " + expected + ", got " + got + where(text, at), at);
    }

    /** The place for a message, line and column counted from 1. */
    static String where(String text, int at) {
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return " (line " + line + ", character " + (at - text.lastIndexOf('\n', at - 1)) + ")";
    }
}
