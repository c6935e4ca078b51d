package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import unrolled.math.Rng;

class SyntheticTest {

    @Test void withoutNoiseASineIsExact() {
        assertThat(Synthetic.sine(5, 4, 0.5, 0, new Rng(1))).containsExactly(new double[] {0, 1.5, 1, 0.5, 2},
                within(1e-15));
    }

    @Test void theNoiseHasTheVarianceAskedFor() {
        var clean = Synthetic.sine(20_000, 50, 0.001, 0, new Rng(1));
        var noisy = Synthetic.sine(20_000, 50, 0.001, 0.3, new Rng(1));
        for (int t = 0; t < clean.length; t++) noisy[t] -= clean[t];

        assertThat(StatUtils.mean(noisy)).isCloseTo(0, within(0.01));
        assertThat(Math.sqrt(StatUtils.variance(noisy))).isCloseTo(0.3, within(0.01));
    }

    @Test void theSameSeedGivesTheSameSeries() {
        assertThat(Synthetic.sine(50, 7, 0, 1, new Rng(9))).containsExactly(Synthetic.sine(50, 7, 0, 1, new Rng(9)));
        assertThat(Synthetic.sine(50, 7, 0, 1, new Rng(9))).isNotEqualTo(Synthetic.sine(50, 7, 0, 1, new Rng(8)));
    }

    @Test void aRandomWalkStartsAtZeroAndDrifts() {
        assertThat(Synthetic.randomWalk(4, 2, 0, new Rng(1))).containsExactly(0, 2, 4, 6);
        var steps = Differencing.of(1).apply(Synthetic.randomWalk(20_000, 0.5, 2, new Rng(3)));
        assertThat(StatUtils.mean(steps)).isCloseTo(0.5, within(0.05));
        assertThat(StatUtils.variance(steps)).isCloseTo(4, within(0.15));
    }

    @Test void anArmaProcessHasTheVarianceOfTheory() {
        var ar = Synthetic.arma(50_000, new double[] {0.8}, new double[0], new Rng(5));
        var ma = Synthetic.arma(50_000, new double[0], new double[] {0.5}, new Rng(5));

        assertThat(StatUtils.variance(ar)).isCloseTo(1 / (1 - 0.64), within(0.15));
        assertThat(StatUtils.variance(ma)).isCloseTo(1.25, within(0.05));
    }

    @Test void aProcessWithoutBoundIsRefused() {
        assertThatThrownBy(() -> Synthetic.arma(9, new double[] {1}, new double[0], new Rng(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Synthetic expects a stationary process, got φ = [1.0]");
    }

    @Test void stationarityIsDecidedByTheRoots() {
        assertThat(Stationarity.holds()).isTrue();
        assertThat(Stationarity.holds(0.99)).isTrue();
        assertThat(Stationarity.holds(-1.01)).isFalse();
        assertThat(Stationarity.holds(1.5, -0.75)).isTrue();            // |roots| = 1 / √0.75
        assertThat(Stationarity.holds(0.5, 0.6)).isFalse();             // φ_1 + φ_2 > 1
        assertThat(Stationarity.holds(1.2, -0.1, -0.05)).isFalse();     // 1 − 1.2 + 0.1 + 0.05 < 0
        assertThat(Stationarity.holds(Double.NaN)).isFalse();
    }

    @Test void sizesAreChecked() {
        assertThatThrownBy(() -> Synthetic.sine(0, 1, 0, 0, new Rng(1))).hasMessageContaining("1 step or more, got 0");
        assertThatThrownBy(() -> Synthetic.sine(5, 0, 0, 0, new Rng(1)))
                .hasMessageContaining("positive period, got 0.0");
        assertThatThrownBy(() -> Synthetic.sine(5, 1, 0, -1, new Rng(1)))
                .hasMessageContaining("noise of 0 or more, got -1");
        assertThatThrownBy(() -> Synthetic.randomWalk(-1, 0, 0, new Rng(1))).hasMessageContaining("got -1");
    }
}
