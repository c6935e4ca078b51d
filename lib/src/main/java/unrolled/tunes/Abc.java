package unrolled.tunes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads tunes of one voice in ABC notation.
 *
 * <pre>
 *   X:1                    number                  C D E F G A B c d e f g a b c' …   notes, upwards; z a rest
 *   T:A Tune               title                   ^ = _       sharp, natural, flat, to the end of the bar
 *   M:6/8                  metre                   A2 A/ A3/2  twice, half, three halves of the unit L
 *   L:1/8                  unit of lengths         A&gt;B  A&lt;B    A longer by half and B shorter; or turned round
 *   K:Em                   key; then the notes     (3ABC       three in the time of two
 *   | || |: :| ::          bar lines, repeats      |1 … :|2    first and second ending
 * </pre>
 *
 * <p>Slurs, ornaments, chords, words and a second voice are not read but refused: {@code data/README.md} says how the
 * tunes of the course lost theirs. An accidental holds for its line of the staff to the end of the bar, as in print;
 * the standard's default is every octave.
 *
 * @see <a href="https://abcnotation.com/wiki/abc:standard:v2.1">The abc music standard 2.1</a>
 */
public final class Abc {

    private static final Pattern FIELD = Pattern.compile("([A-Z]):(.*)");
    private static final Pattern UNIT = Pattern.compile("1/(\\d{1,3})");

    private final String text;
    private final int start;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    private Abc(String text, int start) {
        this.text = text;
        this.start = start;
    }

    /**
     * The tune of a text.
     *
     * @throws AbcException if the text holds something else, with the place of the first character that does not fit
     */
    public static Tune read(String text) {
        return new Abc(text, 0).tune();
    }

    /**
     * All tunes of a text; each begins with a line {@code X:}.
     *
     * @throws AbcException as {@link #read}
     */
    public static List<Tune> readAll(String text) {
        var tunes = new ArrayList<Tune>();
        int from = text.startsWith("X:") ? 0 : text.indexOf("\nX:") + 1;
        if (!text.startsWith("X:", from)) throw new AbcException("Abc expects a line X:, got none", 0);
        while (from < text.length()) {
            int next = text.indexOf("\nX:", from) + 1;
            int to = next == 0 ? text.length() : next;
            tunes.add(new Abc(text.substring(0, to), from).tune());
            from = to;
        }
        return tunes;
    }

    private Tune tune() {
        int body = readFields();
        var metre = field("M", Metre::of);
        var key = field("K", Key::of);
        int number = fields.containsKey("X") ? field("X", Abc::number) : 0;
        var music = new AbcMusic(text, body, key, metre, unit(metre));
        return new Tune(number, fields.getOrDefault("T", ""), metre, key, music.bars());
    }

    /** Reads the lines up to K:, and says where the notes begin. */
    private int readFields() {
        int at = start;
        while (at < text.length() && !fields.containsKey("K")) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            var line = text.substring(at, end < 0 ? text.length() : end).strip();
            var field = FIELD.matcher(line);
            if (field.matches()) {
                fields.putIfAbsent(field.group(1), field.group(2).strip());
                places.putIfAbsent(field.group(1), at);
            } else if (!line.isEmpty() && !line.startsWith("%")) {
                throw new AbcException("Abc expects a field, such as M:6/8, before the notes, got '" + line + "'"
                        + AbcMusic.where(text, at), at);
            }
            at = next;
        }
        return at;
    }

    private <V> V field(String name, java.util.function.Function<String, V> reader) {
        var value = fields.get(name);
        if (value == null) {
            throw new AbcException("Abc expects a line " + name + ":, got only " + fields.keySet()
                    + AbcMusic.where(text, start), start);
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            int at = places.get(name);
            throw new AbcException(e.getMessage() + AbcMusic.where(text, at), at);
        }
    }

    /** The ticks of a length of 1: as L: says, else a sixteenth for metres below 3/4 and an eighth for the others. */
    private int unit(Metre metre) {
        if (fields.containsKey("L")) return field("L", Abc::unitOf);
        return 4 * metre.beats() < 3 * metre.unit() ? Note.EIGHTH / 2 : Note.EIGHTH;
    }

    private static int unitOf(String written) {
        var found = UNIT.matcher(written);
        int below = found.matches() ? Integer.parseInt(found.group(1)) : 0;
        if (below < 1 || 8 * Note.EIGHTH % below != 0) {
            throw new IllegalArgumentException("Abc expects a unit such as L:1/8, got '" + written + "'");
        }
        return 8 * Note.EIGHTH / below;
    }

    private static int number(String written) {
        if (!written.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("Abc expects a number after X:, got '" + written + "'");
        }
        return Integer.parseInt(written);
    }
}
