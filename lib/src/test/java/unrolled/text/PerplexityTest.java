package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Softmax;
import unrolled.model.Network;

class PerplexityTest {

    private final Network net = Network.of(1, new Embedding(6, 3), new Recurrent(new ElmanCell(3, 4)), new Dense(4, 6));

    @Test void anEvenGuessHasThePerplexityOfTheVocabulary() {
        net.parameter("dense.W").value().zero();

        assertThat(Perplexity.of(net, Tokens.windows(new int[] {1, 2, 3, 4, 5}, 2, 1))).isCloseTo(6, within(1e-12));
    }

    @Test void aCertainAndRightModelHasOne() {
        net.parameter("dense.W").value().zero();
        net.parameter("dense.b").value().set(2, 0, 1000);

        assertThat(Perplexity.of(net, Tokens.windows(new int[] {5, 2, 2, 2}, 3, 1))).isEqualTo(1);
    }

    @Test void isTheExponentialOfTheMeanOverValidTokens() {
        var batch = Tokens.sentences(List.of(new int[] {4, 5, 4}, new int[] {5}));
        var logits = net.predict(batch.input());
        double sum = 0;
        for (int n = 0; n < 2; n++) {
            for (int t = 0; t < batch.input().length(n); t++) {
                sum += Softmax.logSumExp(logits.at(t), n) - logits.get(t, n, (int) batch.target().get(t, n, 0));
            }
        }

        assertThat(Perplexity.of(net, batch)).isCloseTo(Math.exp(sum / 6), within(1e-12));
    }

    @Test void severalBatchesCountTokenByToken() {
        var whole = Tokens.sentences(List.of(new int[] {4, 5, 4, 4}, new int[] {5}, new int[] {4, 4}));
        var buckets = new Buckets(whole, 2);

        assertThat(Perplexity.of(net, List.of(buckets.get(0), buckets.get(1))))
                .isCloseTo(Perplexity.of(net, whole), within(1e-12));
    }

    @Test void refusesNoBatchAndUnknownTokens() {
        assertThatThrownBy(() -> Perplexity.of(net, List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Perplexity expects a batch or more, got none");
        assertThatThrownBy(() -> Perplexity.of(net, Tokens.windows(new int[] {1, 6}, 1, 1)))
                .hasMessageContaining("expects a class from 0 to 5, got 6");
    }
}
