package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.math.Initializer;
import unrolled.math.Parameter;

class OptimizerTest {

    static Stream<Supplier<Optimizer>> all() {
        return Stream.of(() -> Optimizer.sgd(0.1),
                () -> Optimizer.momentum(0.1, 0.9), () -> Optimizer.nesterov(0.1, 0.9),
                () -> Optimizer.adagrad(0.1), () -> Optimizer.rmsprop(0.1),
                () -> Optimizer.adam(0.1), () -> Optimizer.adamW(0.1));
    }

    @ParameterizedTest @MethodSource("all")
    void whatThawsLateBeginsWithItsFirstStep(Supplier<Optimizer> make) {
        var late = parameter("late");
        var early = parameter("early");
        var optimizer = make.get();
        late.freeze(true);
        for (int k = 0; k < 5; k++) optimizer.step(List.of(early, late));
        late.freeze(false);

        optimizer.step(List.of(early, late));

        var alone = parameter("alone");
        make.get().step(List.of(alone));
        assertThat(late.value().data).containsExactly(alone.value().data, within(1e-15));
    }

    @ParameterizedTest @MethodSource("all")
    void aFrozenParameterStays(Supplier<Optimizer> make) {
        var x = parameter("x");
        x.freeze(true);

        make.get().step(List.of(x));

        assertThat(x.value().data).containsOnly(3);
    }

    @ParameterizedTest @MethodSource("all")
    void aStepGoesDownhill(Supplier<Optimizer> make) {
        var x = parameter("x");

        make.get().step(List.of(x));

        assertThat(x.value().data[0]).isLessThan(3);
    }

    @Test void theRateCanBeChanged() {
        var optimizer = Optimizer.sgd(0.1);

        optimizer.setRate(0.5);

        assertThat(optimizer.rate()).isEqualTo(0.5);
    }

    @ParameterizedTest @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatIsNotAPositiveNumberIsRefused(double rate) {
        assertThatThrownBy(() -> Optimizer.sgd(rate)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Optimizer expects a positive learning rate, got " + rate);
    }

    private static Parameter parameter(String name) {
        var x = new Parameter(name, 2, 1, Initializer.zeros());
        x.value().fill(3);
        x.gradient().fill(0.5);
        return x;
    }
}
