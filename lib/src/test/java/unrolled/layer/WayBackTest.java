package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** What every layer refuses on the way back, before a gradient changes. */
class WayBackTest {

    static Stream<Supplier<Layer>> layers() {
        return Stream.of(() -> new Recurrent(new ElmanCell(3, 2)), () -> new Dense(3, 2), LastStep::new,
                MeanOverTime::new, () -> new LayerNorm(3), () -> new Dropout(0.5), () -> new Residual(new Dense(3, 3)),
                () -> new Bidirectional(new ElmanCell(3, 2), new ElmanCell(3, 4)), WayBackTest::attention);
    }

    private static Layer attention() {
        var attention = Attention.additive(3, 2, 4);
        attention.attendTo(Samples.sequence(4, 5, 2, 1));
        attention.startBack();
        return attention;
    }

    @ParameterizedTest @MethodSource("layers")
    void refusesAGradientOfAnotherShape(Supplier<Layer> made) {
        var layer = made.get();
        assertRefused(layer, Samples.run(layer, Samples.sequence(4, 5, 3, 1)));
    }

    @ParameterizedTest @MethodSource("layers")
    void refusesAWayBackThatNoWayForwardPrecedes(Supplier<Layer> made) {
        assertThatThrownBy(() -> made.get().backward(new Sequence(1, 1, 3), State.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expects a way forward before the way back, got none");
    }

    @ParameterizedTest @MethodSource("otherInputs")
    void refusesItWhereTheInputIsAnother(Layer layer, Sequence x) {
        assertThatThrownBy(() -> layer.backward(new Sequence(1, 1, 3), State.ZERO))
                .isInstanceOf(IllegalStateException.class);
        assertRefused(layer, Samples.run(layer, x));
    }

    static Stream<Arguments> otherInputs() {
        return Stream.of(Arguments.of(new Embedding(3, 2), Samples.ids(4, 5, 3, 1)),
                Arguments.of(new RepeatStep(4), Samples.sequence(1, 5, 3, 1)));
    }

    private static void assertRefused(Layer layer, Sequence y) {
        var dy = Samples.sequence(y.batch(), y.steps(), y.features(), 2);              // T and B swapped

        assertThatThrownBy(() -> layer.backward(dy, State.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(layer + " expects a gradient of " + y + ", as its output, got " + dy);
        for (var parameter : layer.parameters()) assertThat(parameter.gradient().data).containsOnly(0);
    }
}
