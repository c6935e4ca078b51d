package unrolled.text;

import java.util.List;

/** A token for each code point. */
final class CharacterTokenizer implements Tokenizer {

    @Override public List<String> tokens(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    @Override public String text(List<String> tokens) {
        return String.join("", tokens);
    }
}
