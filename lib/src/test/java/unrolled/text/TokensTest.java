package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unrolled.seq.Sequence;

class TokensTest {

    private static final int[] TEXT = {10, 11, 12, 13, 14, 15, 16, 17};

    @Test void aSequenceHoldsOneIdAStep() {
        var s = Tokens.sequence(4, 7);

        assertThat(s).hasToString("T=2, B=1, D=1");
        assertThat(s.series(0, 0)).containsExactly(4, 7);
    }

    @Test void shortExamplesArePadded() {
        var s = Tokens.padded(List.of(new int[] {5}, new int[] {6, 7, 8}));

        assertThat(s).hasToString("T=3, B=2, D=1");
        assertThat(s.lengths()).containsExactly(1, 3);
        assertThat(s.get(2, 0, 0)).isEqualTo(Vocabulary.PADDING);
    }

    @Test void anEmptySentenceIsToldByItsPlace() {
        assertThatThrownBy(() -> Tokens.padded(List.of(new int[] {5}, new int[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tokens expects one id or more in each example, got none (example 1, counted from 0); is a"
                        + " sentence empty?");
        assertThatThrownBy(() -> Tokens.sequence()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got none (example 0");
    }

    @Test void theTargetOfAWindowIsTheNextToken() {
        var batch = Tokens.windows(TEXT, 3, 2);

        assertThat(columns(batch.input())).containsExactly(new double[] {10, 11, 12}, new double[] {12, 13, 14},
                new double[] {14, 15, 16});
        assertThat(columns(batch.target())).containsExactly(new double[] {11, 12, 13}, new double[] {13, 14, 15},
                new double[] {15, 16, 17});
    }

    @Test void windowsDropTheIncompleteEnd() {
        assertThat(columns(Tokens.windows(TEXT, 4, 4).input())).containsExactly(new double[] {10, 11, 12, 13});
        assertThat(Tokens.windows(TEXT, 7, 1).size()).isEqualTo(1);
        assertThat(Tokens.windows(TEXT, 1, 1).size()).isEqualTo(7);
    }

    @Test void streamsGoOnFromStepToStep() {
        var batch = Tokens.streams(TEXT, 2);

        assertThat(columns(batch.input())).containsExactly(new double[] {10, 11, 12}, new double[] {13, 14, 15});
        assertThat(columns(batch.target())).containsExactly(new double[] {11, 12, 13}, new double[] {14, 15, 16});
        for (int streams = 1; streams <= 7; streams++) {
            assertThat(Tokens.streams(TEXT, streams).size()).isEqualTo(streams);
            assertThat(Tokens.streams(TEXT, streams).input().steps()).isEqualTo(7 / streams);
        }
    }

    @Test void sentencesStandBetweenStartAndEnd() {
        var batch = Tokens.sentences(List.of(new int[] {7, 8}, new int[] {9}, new int[0]));

        assertThat(columns(batch.input())).containsExactly(new double[] {Vocabulary.START, 7, 8},
                new double[] {Vocabulary.START, 9}, new double[] {Vocabulary.START});
        assertThat(columns(batch.target())).containsExactly(new double[] {7, 8, Vocabulary.END},
                new double[] {9, Vocabulary.END}, new double[] {Vocabulary.END});
    }

    @Test void refusesTextsThatAreTooShort() {
        assertThatThrownBy(() -> Tokens.windows(TEXT, 8, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tokens.windows expects 9 tokens or more, got 8; is the text too short?");
        assertThatThrownBy(() -> Tokens.streams(TEXT, 8)).hasMessage(
                "Tokens.streams expects 9 tokens or more, got 8; is the text too short?");
        assertThatThrownBy(() -> Tokens.windows(TEXT, Integer.MAX_VALUE, 1))
                .hasMessageContaining("expects 2147483648 tokens");
    }

    @Test void refusesSizesThatAreNotPositive() {
        assertThatThrownBy(() -> Tokens.windows(TEXT, 0, 1)).hasMessage(
                "Tokens.windows expects 1 or more steps and a stride of 1 or more, got 0 and 1");
        assertThatThrownBy(() -> Tokens.windows(TEXT, 1, 0)).hasMessageContaining("got 1 and 0");
        assertThatThrownBy(() -> Tokens.streams(TEXT, 0)).hasMessage("Tokens.streams expects 1 or more streams, got 0");
        assertThatThrownBy(() -> Tokens.sequence()).hasMessageContaining("expects one id or more in each example");
        assertThatThrownBy(() -> Tokens.sentences(List.of())).hasMessageContaining("expects an example, got none");
    }

    private static List<double[]> columns(Sequence s) {
        return IntStream.range(0, s.batch()).mapToObj(n -> s.series(n, 0)).toList();
    }
}
