package unrolled.text;

import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into tokens and joins tokens to a text.
 *
 * <pre>{@code
 *   Tokenizer.characters().tokens("Snow!")            // S, n, o, w, !
 *   Tokenizer.words().tokens("It didn't snow.")       // It, didn't, snow, .
 * }</pre>
 */
public interface Tokenizer {

    /** The tokens of a text, in its order; none of an empty text. */
    List<String> tokens(String text);

    /** The text that the tokens make. */
    String text(List<String> tokens);

    /** A token for each Unicode code point, spaces and line ends included; joining gives the text back exactly. */
    static Tokenizer characters() {
        return new CharacterTokenizer();
    }

    /**
     * A token for each word, number and punctuation mark by the Unicode rules for word boundaries; spaces and line
     * ends are dropped. Joining puts a space between tokens, except before closing punctuation and after an opening
     * bracket.
     *
     * @see <a href="https://www.unicode.org/reports/tr29/#Word_Boundaries">Unicode Standard Annex 29, as ICU4J has
     *       it</a>
     */
    static Tokenizer words() {
        return new WordTokenizer();
    }

    /** This tokenizer on a text made lower-case: a smaller vocabulary, and no way back to the capitals. */
    default Tokenizer lowerCase() {
        var cased = this;
        return new Tokenizer() {
            @Override public List<String> tokens(String text) {
                return cased.tokens(text.toLowerCase(Locale.ROOT));
            }

            @Override public String text(List<String> tokens) {
                return cased.text(tokens);
            }
        };
    }
}
