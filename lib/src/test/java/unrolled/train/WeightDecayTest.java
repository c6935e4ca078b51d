package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Rng;

class WeightDecayTest {

    @Test void descentSeesTheGradientOfHalfTheSquaredNormToo() {
        var x = parameter(3, 0.5);

        Optimizer.sgd(0.1).weightDecay(0.2).step(List.of(x));

        assertThat(x.value().data[0]).isCloseTo(3 - 0.1 * (0.5 + 0.2 * 3), within(1e-15));
    }

    @Test void theDecayEntersTheVelocity() {
        var x = parameter(3, 0.5);
        var optimizer = Optimizer.momentum(0.1, 0.9).weightDecay(0.2);

        optimizer.step(List.of(x));                       // v = 1.1, x = 2.89
        optimizer.step(List.of(x));                       // v = 0.9 · 1.1 + 0.5 + 0.2 · 2.89 = 2.068

        assertThat(x.value().data[0]).isCloseTo(2.89 - 0.1 * 2.068, within(1e-14));
    }

    @Test void adamWShrinksTheValueNotThroughTheGradient() {
        var x = parameter(3, 0);

        Optimizer.adamW(0.1).step(List.of(x));            // no gradient, so Adam's step is 0

        assertThat(x.value().data[0]).isCloseTo(3 * (1 - 0.1 * Optimizer.ADAMW_DECAY), within(1e-15));
    }

    @Test void theGradientIsOnlyRead() {
        var x = parameter(3, 0.5);

        Optimizer.rmsprop(0.1).weightDecay(0.2).step(List.of(x));

        assertThat(x.gradient().data[0]).isEqualTo(0.5);
    }

    @Test void aFrozenParameterDoesNotDecay() {
        var x = parameter(3, 0.5);
        x.freeze(true);

        Optimizer.adamW(0.1).step(List.of(x));

        assertThat(x.value().data[0]).isEqualTo(3);
    }

    @Test void aNegativeDecayIsRefused() {
        assertThatThrownBy(() -> Optimizer.sgd(0.1).weightDecay(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Optimizer expects a weight decay of 0 or more, got -1.0");
        assertThatThrownBy(() -> Optimizer.sgd(0.1).weightDecay(Double.NaN)).hasMessageContaining("got NaN");
    }

    @Test void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> Optimizer.nesterov(0.1, 1)).hasMessage("Nesterov expects μ in [0, 1), got 1.0");
        assertThatThrownBy(() -> Optimizer.rmsprop(0.1, -0.1, 0)).hasMessage("RMSprop expects α in [0, 1), got -0.1");
        assertThatThrownBy(() -> Optimizer.rmsprop(0.1, 0.9, -1))
                .hasMessage("RMSprop expects an ε of 0 or more, got -1.0");
        assertThatThrownBy(() -> Optimizer.adagrad(0.1, Double.NaN))
                .hasMessage("Adagrad expects an ε of 0 or more, got NaN");
        assertThatThrownBy(() -> Optimizer.adam(0.1, 0.9, 0.99, -1))
                .hasMessage("Adam expects an ε of 0 or more, got -1.0");
    }

    private static Parameter parameter(double value, double gradient) {
        var x = new Parameter("x", 1, 1, Initializer.constant(value));
        x.initialize(new Rng(1));
        x.gradient().data[0] = gradient;
        return x;
    }
}
