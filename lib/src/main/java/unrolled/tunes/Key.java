package unrolled.tunes;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A key: which letters are sharp or flat throughout a tune.
 *
 * <pre>
 *   sharps = place of the tonic in the fifths F C G D A E B, counted from C, 7 for each ♯, −7 for each ♭
 *            + 0 major, −1 mixolydian, −2 dorian, −3 minor
 * </pre>
 *
 * @param tonic a letter from A to G, with {@code #} or {@code b} behind it or nothing
 * @param mode {@code ""} for major, {@code m} for minor, {@code dor} or {@code mix}
 */
public record Key(String tonic, String mode) {

    private static final Pattern WRITTEN = Pattern.compile("([A-G][#b]?)\\s*([A-Za-z]*)");
    private static final Map<String, String> MODES = Map.of("", "", "maj", "", "m", "m", "min", "m", "dor", "dor",
            "mix", "mix");
    private static final Map<String, Integer> FIFTHS = Map.of("", 0, "mix", -1, "dor", -2, "m", -3);
    private static final String ORDER = "FCGDAEB";
    private static final int[] NATURAL = {9, 11, 0, 2, 4, 5, 7};          // A B C D E F G, semitones above C

    /**
     * The key as it is written after {@code K:}: {@code G}, {@code Em}, {@code A Dorian}, {@code Dmix}.
     *
     * @throws IllegalArgumentException if it is none of these kinds
     */
    public static Key of(String written) {
        var found = WRITTEN.matcher(written);
        if (found.matches()) {
            var said = found.group(2).toLowerCase(Locale.ROOT);
            var mode = MODES.get(said.length() > 3 ? said.substring(0, 3) : said);
            if (mode != null) return new Key(found.group(1), mode);
        }
        throw new IllegalArgumentException("Key expects a tonic and a mode, such as G, Em, Ador or Dmix, got '"
                + written + "'");
    }

    /** The sharps of its signature; negative for flats. */
    public int sharps() {
        int sharps = ORDER.indexOf(tonic.charAt(0)) - 1 + FIFTHS.get(mode);
        return sharps + (tonic.endsWith("#") ? 7 : tonic.endsWith("b") ? -7 : 0);
    }

    /** By how many semitones the signature moves a letter from A to G. */
    public int shift(char letter) {
        int place = ORDER.indexOf(letter);
        int sharps = sharps();
        return sharps > 0 ? (sharps - 1 - place + 7) / 7 : -((-sharps - 1 - (6 - place) + 7) / 7);
    }

    /** The tonic in semitones above C, from 0 to 11. */
    public int tonicPitch() {
        int letter = NATURAL[tonic.charAt(0) - 'A'];
        return Math.floorMod(letter + (tonic.endsWith("#") ? 1 : tonic.endsWith("b") ? -1 : 0), 12);
    }

    /** Whether a pitch is the tonic, in any octave. */
    public boolean isTonic(int pitch) {
        return Math.floorMod(pitch - tonicPitch(), 12) == 0;
    }

    /** Whether a pitch is one of the seven of the key, in any octave. */
    public boolean holds(int pitch) {
        for (char letter = 'A'; letter <= 'G'; letter++) {
            if (Math.floorMod(natural(letter) + shift(letter) - pitch, 12) == 0) return true;
        }
        return false;
    }

    /** A letter without its signature, in semitones above C. */
    static int natural(char letter) {
        return NATURAL[letter - 'A'];
    }

    @Override public String toString() {
        return tonic + mode;
    }
}
