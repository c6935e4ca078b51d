package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.model.Network;
import unrolled.seq.Sequence;

class LayerNormTest {

    @Test void givesEveryStepMeanZeroAndVarianceOne() {
        var net = Network.of(1, new LayerNorm(50));

        var y = net.predict(Samples.sequence(3, 2, 50, 1));

        for (int t = 0; t < 3; t++) {
            for (int n = 0; n < 2; n++) {
                double mean = 0;
                double square = 0;
                for (int j = 0; j < 50; j++) {
                    mean += y.get(t, n, j) / 50;
                    square += y.get(t, n, j) * y.get(t, n, j) / 50;
                }
                assertThat(mean).isCloseTo(0, within(1e-14));
                assertThat(square).isCloseTo(1, within(1e-4));
            }
        }
    }

    @Test void usesTheBiasedVarianceWithEpsilonInsideTheRoot() {
        var y = Network.of(1, new LayerNorm(2)).predict(Sequence.of(new double[][] {{1, 3}}));

        assertThat(y.get(0, 0, 1)).isEqualTo(1 / Math.sqrt(1 + LayerNorm.EPSILON));
    }

    @Test void theSizeOfTheFeaturesDoesNotMatterHoweverLargeTheyAre() {
        var net = Network.of(1, new LayerNorm(3));
        double[] at1e8 = net.predict(Sequence.of(new double[][] {{1e8, -2e8, 4e8}})).matrix().data.clone();

        for (double size : new double[] {1e154, 1e200, 1e307}) {
            var x = Sequence.of(new double[][] {{size, -2 * size, 4 * size}});
            assertThat(net.predict(x).matrix().data).containsExactly(at1e8, within(1e-12));
        }
    }

    @Test void equalFeaturesBecomeTheShift() {
        var net = Network.of(1, new LayerNorm(3));
        net.parameter("norm.shift").value().set(1, 0, 0.25);

        assertThat(net.predict(Sequence.of(new double[][] {{4, 4, 4}})).matrix().data).containsExactly(0, 0.25, 0);
    }

    @Test void refusesNoFeaturesAndWrongOnes() {
        assertThatThrownBy(() -> new LayerNorm(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LayerNorm expects 1 or more features, got 0 (D)");
        assertThatThrownBy(() -> Samples.run(new LayerNorm(4), Samples.sequence(4, 2, 3, 1)))
                .hasMessage("LayerNorm 'norm' expects 4 features, got 3 (sequence of T=4, B=2, D=3);"
                        + " are time and features swapped?");
    }
}
