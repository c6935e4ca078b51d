package unrolled.tunes;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The same tune in another key: every letter goes as many steps up or down as the tonic does.
 *
 * <p>What an accidental says is said relative to the key: {@code =c} in D lowers the letter by a semitone, as
 * {@code _B} does in C.
 */
public final class Transposition {

    private static final Pattern NOTE = Pattern.compile("(\\^\\^?|__?|=)?([A-Ga-g])([,']*)");
    private static final Map<Integer, String> SIGNS = Map.of(1, "^", 2, "^^", -1, "_", -2, "__", 0, "=");
    private static final String LETTERS = "CDEFGAB";

    private final Key from;
    private final Key to;
    private final int steps;

    private Transposition(Key from, int steps) {
        this.from = from;
        this.steps = steps;
        to = simplest(from, steps);
    }

    /**
     * The tune some letters higher, or lower where the number is negative, in the key with the fewest sharps or flats
     * whose tonic is that letter.
     *
     * @return nothing where a note would need three sharps or flats
     * @throws AbcException if the text is no tune
     */
    public static Optional<String> of(String abc, int steps) {
        var tune = Abc.read(abc);
        int notes = abc.indexOf('\n', abc.indexOf("K:", abc.indexOf("\nK:"))) + 1;
        var transposition = new Transposition(tune.key(), steps);
        var written = NOTE.matcher(abc.substring(notes)).replaceAll(transposition::note);
        if (written.contains("?")) return Optional.empty();
        return Optional.of(abc.substring(0, abc.lastIndexOf("K:", notes)) + "K:" + transposition.to + "\n" + written);
    }

    private static Key simplest(Key from, int steps) {
        char letter = LETTERS.charAt(Math.floorMod(LETTERS.indexOf(from.tonic().charAt(0)) + steps, 7));
        return Stream.of("", "#", "b").map(sign -> new Key(letter + sign, from.mode()))
                .min((a, b) -> Integer.compare(Math.abs(a.sharps()), Math.abs(b.sharps()))).orElseThrow();
    }

    private String note(MatchResult written) {
        char sign = written.group(2).charAt(0);
        char letter = Character.toUpperCase(sign);
        int octave = sign == letter ? 0 : 1;
        for (char mark : written.group(3).toCharArray()) octave += mark == ',' ? -1 : 1;
        int place = LETTERS.indexOf(letter) + 7 * octave + steps;
        char moved = LETTERS.charAt(Math.floorMod(place, 7));
        int high = Math.floorDiv(place, 7);
        return accidental(written.group(1), letter, moved)
                + (high <= 0 ? moved + ",".repeat(-high) : Character.toLowerCase(moved) + "'".repeat(high - 1));
    }

    private String accidental(String written, char letter, char moved) {
        if (written == null) return "";
        return SIGNS.getOrDefault(to.shift(moved) + AbcMusic.ACCIDENTALS.get(written) - from.shift(letter), "?");
    }
}
