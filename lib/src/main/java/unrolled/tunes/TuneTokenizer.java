package unrolled.tunes;

import java.util.ArrayList;
import java.util.List;
import unrolled.text.Tokenizer;

/**
 * Cuts a tune in ABC notation into what a network reads: first its metre and its key, a token each, then its letters.
 *
 * <pre>{@code
 *   new TuneTokenizer().tokens("X:1\nM:6/8\nL:1/8\nK:G\nGAB c2d|")     // M:6/8, K:G, G, A, B, c, 2, d, |
 * }</pre>
 *
 * <p>Number, title and white space are dropped; the unit of lengths must be the eighth.
 */
public final class TuneTokenizer implements Tokenizer {

    private static final String UNIT = "L:1/8";

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the text has no lines M:, L:1/8 and K:
     */
    @Override public List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        tokens.add("M:" + Metre.of(field(text, "M:")));
        expectUnit(text);
        tokens.add("K:" + Key.of(field(text, "K:")));
        int notes = text.indexOf('\n', text.indexOf("\nK:") + 1);
        if (notes < 0) return tokens;
        text.substring(notes).chars().filter(c -> !Character.isWhitespace(c))
                .forEach(c -> tokens.add(String.valueOf((char) c)));
        return tokens;
    }

    private static void expectUnit(String text) {
        if (text.lines().map(String::strip).noneMatch(UNIT::equals)) {
            throw new IllegalArgumentException("TuneTokenizer expects a line " + UNIT + ", got none");
        }
    }

    private static String field(String text, String name) {
        return text.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("TuneTokenizer expects a line " + name + ", got none")).substring(2)
                .strip();
    }

    /** The tune as {@link Abc} reads it. */
    @Override public String text(List<String> tokens) {
        var fields = new StringBuilder();
        var notes = new StringBuilder();
        for (var token : tokens) {
            if (token.startsWith("M:")) fields.append(token).append('\n').append(UNIT).append('\n');
            else if (token.startsWith("K:")) fields.append(token).append('\n');
            else notes.append(token);
        }
        return fields.append(notes).append('\n').toString();
    }
}
