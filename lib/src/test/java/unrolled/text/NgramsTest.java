package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.math.Rng;

class NgramsTest {

    @Test void countsAreMixedWithThoseOfShorterPieces() {
        var counts = new Ngrams(2, 3, 0, 2);
        counts.read(0, 1, 0, 2);

        double p0 = 1.0 / 3;
        double one = (2 + 2 * p0) / 6;                     // token 0 stands there twice of 4
        double two = (1 + 2 * p0) / 6;
        assertThat(counts.probabilities()).containsExactly(new double[] {one, two, two}, within(1e-15));
        // after 0 came 1 and 2
        assertThat(counts.probabilities(1, 0)).containsExactly(
                new double[] {2 * one / 4, (1 + 2 * two) / 4, (1 + 2 * two) / 4}, within(1e-15));
    }

    @Test void probabilitiesSumToOne() {
        var counts = new Ngrams(4, 5, 1, 1);
        counts.read(4, 0, 1, 2, 0, 1, 3);

        assertThat(Arrays.stream(counts.probabilities(4, 0, 1)).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(counts.probabilities(3, 2, 2)).sum()).isCloseTo(1, within(1e-12));
    }

    @Test void theHeadIsAlwaysInSight() {
        var counts = new Ngrams(2, 4, 1, 1e-9);
        counts.read(2, 0, 0, 0, 1);
        counts.read(3, 1, 1, 1, 0);

        assertThat(counts.probabilities(2, 0)[0]).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(counts.probabilities(3, 1)[1]).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(counts.probabilities(3)[1]).isCloseTo(3.0 / 4, within(1e-6));
    }

    @Test void itWritesUntilTheStop() {
        var counts = new Ngrams(3, 4, 0, 1e-9);
        counts.read(0, 1, 2, 3);

        assertThat(counts.write(new int[] {0}, 10, 3, Sampler.greedy(), new Rng(1))).containsExactly(1, 2);
        assertThat(counts.write(new int[] {0}, 1, 3, Sampler.greedy(), new Rng(1))).containsExactly(1);
    }

    @Test void whatItReadSurprisesItLess() {
        var counts = new Ngrams(3, 4, 0, 1);
        for (int k = 0; k < 20; k++) counts.read(0, 1, 2, 3);

        assertThat(counts.perplexity(List.of(new int[] {0, 1, 2, 3}))).isBetween(1.0, 1.8);
        assertThat(counts.perplexity(List.of(new int[] {3, 2, 1, 0}))).isGreaterThan(4);
    }

    @ParameterizedTest @CsvSource({"0,3,0,1", "2,0,0,1", "2,3,-1,1", "2,3,0,0", "2,3,0,NaN"})
    void sizesThatMakeNoTableAreRefused(int order, int tokens, int head, double beta) {
        assertThatThrownBy(() -> new Ngrams(order, tokens, head, beta)).hasMessageContaining("Ngrams expects");
    }

    @Test void aTextShorterThanItsHeadIsRefused() {
        assertThatThrownBy(() -> new Ngrams(2, 3, 2, 1).probabilities(1))
                .hasMessageContaining("a head of 2 tokens, got 1");
    }
}
