package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "It snows.\n\tA lot\r\n", "naïve café", "𝄞 and 🌨️", "e\u0301"})
    void charactersGiveTheTextBack(String text) {
        var characters = Tokenizer.characters();

        assertThat(characters.text(characters.tokens(text))).isEqualTo(text);
    }

    @Test void aCharacterIsACodePoint() {
        assertThat(Tokenizer.characters().tokens("a𝄞\n")).containsExactly("a", "𝄞", "\n");
    }

    @Test void wordsKeepPunctuationAndDropSpaces() {
        assertThat(Tokenizer.words().tokens("It didn't snow (much), said  Mr. O'Neil:\n3.14 °F at 10:30!"))
                .containsExactly("It", "didn't", "snow", "(", "much", ")", ",", "said", "Mr", ".", "O'Neil", ":",
                        "3.14", "°", "F", "at", "10", ":", "30", "!");
        assertThat(Tokenizer.words().tokens("Grüße, мир!")).containsExactly("Grüße", ",", "мир", "!");
        assertThat(Tokenizer.words().tokens(" \n\t ")).isEmpty();
        assertThat(Tokenizer.words().tokens("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"It didn't snow (much), said he: no!", "One. Two; three?", "[a {b} c] costs 5%", "word"})
    void wordsJoinToReadableText(String text) {
        var words = Tokenizer.words();

        assertThat(words.text(words.tokens(text))).isEqualTo(text);
    }

    @Test void lowerCaseComesBeforeTheTokens() {
        var words = Tokenizer.words().lowerCase();

        assertThat(words.tokens("It SNOWS in ÅRE")).containsExactly("it", "snows", "in", "åre");
        assertThat(words.text(List.of("it", "snows", "."))).isEqualTo("it snows.");
    }
}
