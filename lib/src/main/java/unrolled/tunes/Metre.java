package unrolled.tunes;

import java.util.regex.Pattern;

/**
 * How long a bar is: 6/8 is six eighths.
 *
 * @param beats the upper number
 * @param unit the lower one: 1, 2, 4, 8 or 16
 */
public record Metre(int beats, int unit) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2})/(1|2|4|8|16)");

    /**
     * The metre as it is written after {@code M:}; {@code C} is 4/4 and {@code C|} is 2/2.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Metre of(String written) {
        if (written.equals("C")) return new Metre(4, 4);
        if (written.equals("C|")) return new Metre(2, 2);
        var found = WRITTEN.matcher(written);
        if (!found.matches() || found.group(1).matches("0+")) {
            throw new IllegalArgumentException("Metre expects beats and unit, such as 6/8, C or C|, got '" + written
                    + "'");
        }
        return new Metre(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }

    /** The ticks of a bar. */
    public int ticks() {
        return beats * 8 * Note.EIGHTH / unit;
    }

    /** Whether its beats are of three, as in 6/8, 9/8 and 12/8. */
    public boolean compound() {
        return beats % 3 == 0 && beats > 3;
    }

    @Override public String toString() {
        return beats + "/" + unit;
    }
}
