package unrolled.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/** A token for each piece between two Unicode word boundaries that is not white space. */
final class WordTokenizer implements Tokenizer {

    private static final String CLOSING = ".,;:!?)]}%…’”";
    private static final String OPENING = "([{“‘";

    @Override public List<String> tokens(String text) {
        var words = BreakIterator.getWordInstance(ULocale.ROOT);
        words.setText(text);
        var tokens = new ArrayList<String>();
        int from = words.first();
        for (int to = words.next(); to != BreakIterator.DONE; from = to, to = words.next()) {
            var token = text.substring(from, to);
            if (!token.isBlank()) tokens.add(token);
        }
        return tokens;
    }

    @Override public String text(List<String> tokens) {
        var text = new StringBuilder();
        for (var token : tokens) {
            if (text.length() > 0 && !CLOSING.contains(token) && OPENING.indexOf(text.charAt(text.length() - 1)) < 0) {
                text.append(' ');
            }
            text.append(token);
        }
        return text.toString();
    }
}
