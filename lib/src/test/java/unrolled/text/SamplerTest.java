package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.math.Rng;

class SamplerTest {

    private static final Offset<Double> EXACT = within(1e-15);
    /** log of 1, 4, 2, 8, 1: the probabilities are sixteenths. */
    private static final double[] LOGITS = {0, Math.log(4), Math.log(2), Math.log(8), 0};

    @Test void temperatureOneIsTheSoftmax() {
        assertThat(Sampler.temperature(1).probabilities(LOGITS)).containsExactly(sixteenths(1, 4, 2, 8, 1), EXACT);
    }

    @Test void aHalfTemperatureSquaresTheOdds() {
        double sum = 1 + 16 + 4 + 64 + 1;

        assertThat(Sampler.temperature(0.5).probabilities(LOGITS))
                .containsExactly(new double[] {1 / sum, 16 / sum, 4 / sum, 64 / sum, 1 / sum}, EXACT);
    }

    @Test void greedyIsCertain() {
        assertThat(Sampler.greedy().probabilities(LOGITS)).containsExactly(0, 0, 0, 1, 0);
        assertThat(Sampler.greedy().probabilities(5, 7, 7)).containsExactly(0, 1, 0);
        assertThat(Sampler.temperature(1e-300).probabilities(LOGITS)).containsExactly(0, 0, 0, 1, 0);
    }

    @Test void topKKeepsTheKLikeliest() {
        assertThat(Sampler.temperature(1).topK(2).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 12.0, 0, 8 / 12.0, 0}, EXACT);
        assertThat(Sampler.temperature(1).topK(4).probabilities(LOGITS))
                .containsExactly(new double[] {1 / 15.0, 4 / 15.0, 2 / 15.0, 8 / 15.0, 0}, EXACT);
        assertThat(Sampler.temperature(1).topK(99).probabilities(LOGITS))
                .containsExactly(sixteenths(1, 4, 2, 8, 1), EXACT);
    }

    @Test void topPKeepsTheSmallestSetThatReachesP() {
        assertThat(Sampler.temperature(1).topP(0.4).probabilities(LOGITS)).containsExactly(0, 0, 0, 1, 0);
        assertThat(Sampler.temperature(1).topP(0.74).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 12.0, 0, 8 / 12.0, 0}, EXACT);
        assertThat(Sampler.temperature(1).topP(0.8).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 14.0, 2 / 14.0, 8 / 14.0, 0}, EXACT);
        assertThat(Sampler.temperature(1).topP(1).probabilities(LOGITS))
                .containsExactly(sixteenths(1, 4, 2, 8, 1), EXACT);
    }

    @Test void theNucleusIsTakenAfterTemperatureAndTopK() {
        // top 3 of 4, 2, 8 sixteenths become 4/14, 2/14, 8/14; 0.85 is reached by the first two of them
        assertThat(Sampler.temperature(1).topK(3).topP(0.85).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 12.0, 0, 8 / 12.0, 0}, EXACT);
        assertThat(Sampler.temperature(0.5).topP(0.74).probabilities(LOGITS)).containsExactly(0, 0, 0, 1, 0);
    }

    @Test void excludedTokensNeverCome() {
        assertThat(Sampler.temperature(1).without(3, 0).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 7.0, 2 / 7.0, 0, 1 / 7.0}, EXACT);
        assertThat(Sampler.greedy().without(3).probabilities(LOGITS)).containsExactly(0, 1, 0, 0, 0);
        assertThat(Sampler.temperature(1).probabilities(0, Double.NEGATIVE_INFINITY, 0)).containsExactly(0.5, 0, 0.5);
    }

    @Test void oneExclusionDoesNotLiftAnother() {
        assertThat(Sampler.temperature(1).without(3).without(0).probabilities(LOGITS))
                .containsExactly(new double[] {0, 4 / 7.0, 2 / 7.0, 0, 1 / 7.0}, EXACT);
    }

    @Test void drawsAsOftenAsLikely() {
        var rng = new Rng(3);
        var sampler = Sampler.temperature(1).topK(3);
        var counts = new int[LOGITS.length];

        for (int k = 0; k < 70_000; k++) counts[sampler.draw(LOGITS, rng)]++;

        assertThat(counts[0] + counts[4]).isZero();
        assertThat(counts[1]).isCloseTo(20_000, within(600));
        assertThat(counts[2]).isCloseTo(10_000, within(500));
        assertThat(counts[3]).isCloseTo(40_000, within(700));
    }

    @Test void theSameSeedDrawsTheSame() {
        var first = new Rng(5);
        var second = new Rng(5);

        for (int k = 0; k < 100; k++) {
            assertThat(Sampler.temperature(2).draw(LOGITS, first))
                    .isEqualTo(Sampler.temperature(2).draw(LOGITS, second));
        }
    }

    @Test void hugeLogitsDoNotOverflow() {
        assertThat(Sampler.temperature(1).probabilities(1e308, -1e308, 1e308)).containsExactly(0.5, 0, 0.5);
        assertThat(Sampler.temperature(0.01).probabilities(1e308, -1e308)).containsExactly(1, 0);
    }

    @Test void theLogitsStayAsTheyAre() {
        var logits = LOGITS.clone();

        Sampler.temperature(0.5).without(1).draw(logits, new Rng(1));

        assertThat(logits).isEqualTo(LOGITS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesATemperatureThatIsNone(double tau) {
        assertThatThrownBy(() -> Sampler.temperature(tau)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Sampler expects a temperature above 0, got " + tau);
    }

    @Test void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> Sampler.temperature(0)).hasMessageEndingWith("do you mean greedy()?");
        assertThatThrownBy(() -> Sampler.greedy().topK(0))
                .hasMessage("Sampler expects top k with 1 or more tokens, got 0");
        assertThatThrownBy(() -> Sampler.greedy().topP(0)).hasMessage("Sampler expects top p with 0 < p ≤ 1, got 0.0");
        assertThatThrownBy(() -> Sampler.greedy().topP(90)).hasMessageEndingWith("got 90.0; is it a percentage?");
        assertThatThrownBy(() -> Sampler.greedy().topP(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> Sampler.greedy().without(2).probabilities(0, 1))
                .hasMessage("Sampler expects ids from 0 to 1 that must not come, got 2");
    }

    @Test void refusesLogitsThatSayNothing() {
        var sampler = Sampler.temperature(1);

        assertThatThrownBy(() -> sampler.probabilities(0, Double.NaN)).hasMessage(
                "Sampler expects finite logits, got NaN (token 1)");
        assertThatThrownBy(() -> sampler.draw(new double[] {Double.POSITIVE_INFINITY}, new Rng(1)))
                .hasMessage("Sampler expects finite logits, got Infinity (token 0)");
        assertThatThrownBy(() -> sampler.without(0).probabilities(1)).hasMessage(
                "Sampler expects a token that may come, got none (of 1)");
        assertThatThrownBy(() -> sampler.probabilities()).hasMessageContaining("got none (of 0)");
    }

    @Test void saysWhatItDoes() {
        assertThat(Sampler.greedy()).hasToString("Sampler greedy");
        assertThat(Sampler.temperature(0.8).topK(5).topP(0.9))
                .hasToString("Sampler temperature 0.8, top k 5, top p 0.9");
    }

    private static double[] sixteenths(double... counts) {
        for (int k = 0; k < counts.length; k++) counts[k] /= 16;
        return counts;
    }
}
