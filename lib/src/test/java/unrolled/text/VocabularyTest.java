package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final List<List<String>> TEXTS = List.of(List.of("b", "a", "c", "a"), List.of("d", "b", "a"));

    @Test void theMostFrequentTokenComesFirstAfterTheMarks() {
        var vocabulary = Vocabulary.of(TEXTS);

        assertThat(vocabulary.tokens()).containsExactly("<pad>", "<unk>", "<s>", "</s>", "a", "b", "c", "d");
        assertThat(vocabulary.size()).isEqualTo(8);
        assertThat(vocabulary).hasToString("Vocabulary of 8 tokens");
    }

    @Test void rareTokensAreUnknown() {
        var vocabulary = Vocabulary.of(TEXTS, 2);

        assertThat(vocabulary.tokens()).endsWith("a", "b").hasSize(6);
        assertThat(vocabulary.ids(List.of("a", "c", "b", "new")))
                .containsExactly(4, Vocabulary.UNKNOWN, 5, Vocabulary.UNKNOWN);
    }

    @Test void idsAndTokensAreInverse() {
        var vocabulary = Vocabulary.of(TEXTS);

        assertThat(vocabulary.tokens(vocabulary.ids(List.of("d", "a", "b")))).containsExactly("d", "a", "b");
        for (int id = 0; id < vocabulary.size(); id++) assertThat(vocabulary.id(vocabulary.token(id))).isEqualTo(id);
    }

    @Test void readingStopsAtTheEndAndPassesOverPaddingAndStart() {
        assertThat(Vocabulary.of(TEXTS)
                .tokens(Vocabulary.START, 4, Vocabulary.PADDING, Vocabulary.UNKNOWN, 5, Vocabulary.END, 4))
                .containsExactly("a", "<unk>", "b");
    }

    @Test void aMarkInATextIsTheMark() {
        var vocabulary = Vocabulary.of(List.of(List.of("<unk>", "<unk>", "a")));

        assertThat(vocabulary.size()).isEqualTo(5);
        assertThat(vocabulary.id("<unk>")).isEqualTo(Vocabulary.UNKNOWN);
    }

    @Test void itsTokensMakeItAgain() {
        var vocabulary = Vocabulary.of(TEXTS);

        assertThat(Vocabulary.ofTokens(vocabulary.tokens()).tokens()).isEqualTo(vocabulary.tokens());
    }

    @Test void refusesWhatMakesNoVocabulary() {
        assertThatThrownBy(() -> Vocabulary.of(TEXTS, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Vocabulary expects a minimum count of 1 or more, got 0");
        assertThatThrownBy(() -> Vocabulary.of(TEXTS, 9))
                .hasMessage("Vocabulary expects a token that stands in the texts "
                + "9 times or more, got none (of 4 tokens in 2 texts)");
        assertThatThrownBy(() -> Vocabulary.of(List.of())).hasMessageContaining("got none (of 0 tokens in 0 texts)");
        assertThatThrownBy(() -> Vocabulary.ofTokens(List.of("a", "b")))
                .hasMessage("Vocabulary expects tokens that begin with [<pad>, <unk>, <s>, </s>], got [a, b]");
        assertThatThrownBy(() -> Vocabulary.ofTokens(List.of("<pad>", "<unk>", "<s>", "</s>", "a", "a")))
                .hasMessage("Vocabulary expects each token once, got 'a' twice (ids 4 and 5)");
    }

    @Test void refusesAnUnknownId() {
        var vocabulary = Vocabulary.of(TEXTS);

        assertThatThrownBy(() -> vocabulary.token(8)).hasMessage("Vocabulary expects an id from 0 to 7, got 8");
        assertThatThrownBy(() -> vocabulary.tokens(-1)).hasMessage("Vocabulary expects an id from 0 to 7, got -1");
    }
}
