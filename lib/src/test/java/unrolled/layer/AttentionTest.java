package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Samples;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class AttentionTest {

    private static final int[] LENGTHS = {2, 5, 4};

    static Stream<Attention> kinds() {
        var kinds = Stream.of(Attention.dot(3), Attention.dot(3, 3, 6), Attention.additive(3, 3, 6)).toList();
        kinds.forEach(kind -> Samples.randomize(kind.parameters(), 1));
        return kinds.stream();
    }

    @ParameterizedTest @MethodSource("kinds")
    void theWeightsOfAStepSumToOneAndPaddingHasExactlyNone(Attention attention) {
        attention.attendTo(encoder());
        attention.forward(Samples.sequence(4, 3, 3, 2), State.ZERO, Pass.PREDICT);

        for (int t = 0; t < 4; t++) {
            for (int n = 0; n < 3; n++) {
                double sum = 0;
                for (int s = 0; s < 5; s++) {
                    double p = attention.weights().get(t, n, s);
                    sum += p;
                    if (s < LENGTHS[n]) assertThat(p).isPositive();
                    else assertThat(p).isEqualTo(0.0);
                }
                assertThat(sum).isCloseTo(1, within(1e-14));
            }
        }
    }

    @ParameterizedTest @MethodSource("kinds")
    void paddingOfEitherSequenceNeverChangesTheResultNorTheGradients(Attention attention) {
        var x = Samples.sequence(4, 3, 3, 2).withLengths(new int[] {4, 1, 3});
        var clean = run(attention, x, encoder());
        var dx = attention.backward(dy(attention), State.ZERO).copy();
        var dEncoder = attention.finish().copy();
        var dW = attention.parameters().stream().map(p -> p.gradient().copy()).toList();
        attention.parameters().forEach(p -> p.zeroGradient());

        var dirty = run(attention, x, Samples.withRubbish(encoder(), Double.NaN));
        var dxDirty = attention.backward(Samples.withRubbish(dy(attention), 99), State.ZERO);

        assertThat(dirty.matrix().data).isEqualTo(clean.matrix().data);
        assertThat(dxDirty.matrix().data).isEqualTo(dx.matrix().data);
        assertThat(attention.finish().matrix().data).isEqualTo(dEncoder.matrix().data);
        for (int k = 0; k < dW.size(); k++) {
            assertThat(attention.parameters().get(k).gradient().data).isEqualTo(dW.get(k).data);
        }
        assertThat(dx.get(1, 1, 0)).isZero();
        assertThat(clean.get(1, 1, 5)).isZero();
        assertThat(dEncoder.get(2, 0, 0)).isZero();
    }

    private static Sequence dy(Attention attention) {
        return Samples.sequence(4, 3, attention.outputs(3), 3).withLengths(new int[] {4, 1, 3});
    }

    private static Sequence run(Attention attention, Sequence x, Sequence encoder) {
        attention.attendTo(encoder);
        var y = attention.forward(x, State.ZERO, Pass.PREDICT).copy();
        attention.startBack();
        return y;
    }

    @ParameterizedTest @MethodSource("kinds")
    void aBatchEqualsItsExamplesAlone(Attention attention) {
        var x = Samples.sequence(4, 3, 3, 2);
        var together = run(attention, x, encoder());

        for (int n = 0; n < 3; n++) {
            var alone = run(attention, x.examples(n, n + 1), encoder().examples(n, n + 1).steps(0, LENGTHS[n]));
            assertThat(together.examples(n, n + 1).matrix().data).containsExactly(alone.matrix().data, within(1e-14));
        }
    }

    @ParameterizedTest @MethodSource("kinds")
    void stepsOneByOneGiveTheGradientOfAllAtOnce(Attention attention) {
        var x = Samples.sequence(4, 3, 3, 2);
        var dy = Samples.sequence(4, 3, attention.outputs(3), 3);
        run(attention, x, encoder());
        attention.backward(dy, State.ZERO);
        var expected = attention.finish().copy();

        run(attention, x, encoder());
        for (int t = 3; t >= 0; t--) {
            attention.forward(x.steps(t, t + 1), State.ZERO, Pass.PREDICT);
            attention.backward(dy.steps(t, t + 1), State.ZERO);
        }

        assertThat(attention.finish().matrix().data).containsExactly(expected.matrix().data, within(1e-14));
    }

    @Test void putsOutItsInputBesideTheContext() {
        var attention = Attention.dot(3);
        var x = Samples.sequence(4, 3, 3, 2);

        var y = run(attention, x, encoder().steps(0, 1));

        for (int t = 0; t < 4; t++) {
            assertThat(y.at(t).cols(0, 3).toMatrix().data).isEqualTo(x.at(t).toMatrix().data);
            assertThat(y.at(t).cols(3, 6).toMatrix().data).isEqualTo(encoder().at(0).toMatrix().data);
        }
    }

    @Test void countsItsParametersAndOutputs() {
        assertThat(Attention.additive(2, 3, 7).parameters().stream().mapToInt(p -> p.size()).sum()).isEqualTo(7 * 6);
        assertThat(Attention.additive(2, 3, 7).outputs(2)).isEqualTo(5);
        assertThat(Attention.dot(2, 3, 7).parameters().stream().mapToInt(p -> p.size()).sum()).isEqualTo(7 * 8);
        assertThat(Attention.dot(2, 3, 7).outputs(2)).isEqualTo(9);
        assertThat(Attention.dot(4).parameters()).isEmpty();
    }

    @Test void refusesWhatDoesNotFit() {
        var attention = Attention.dot(3);
        var x = Samples.sequence(4, 3, 3, 2);

        assertThatThrownBy(() -> Samples.run(attention, x)).isInstanceOf(IllegalStateException.class)
                .hasMessage("Attention 'attention' expects attendTo(encoder) before forward, got no encoder");
        assertThatThrownBy(() -> attention.attendTo(Samples.sequence(5, 3, 4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Attention 'attention' expects an encoder of 3 features, got 4"
                        + " (sequence of T=5, B=3, D=4)");
        attention.attendTo(encoder());
        assertThatThrownBy(() -> Samples.run(attention, Samples.sequence(4, 2, 3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Attention 'attention' expects as many examples as the encoder's 3, got 2"
                        + " (sequence of T=4, B=2, D=3)");
        assertThatThrownBy(() -> Samples.run(attention, Samples.sequence(4, 3, 2, 1)))
                .hasMessage("Attention 'attention' expects 3 features, got 2 (sequence of T=4, B=3, D=2)");
        assertThatThrownBy(() -> Attention.dot(3, 0, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Attention expects positive sizes, got [3, 0, 2] (features, encoder, size)");
        assertThatThrownBy(() -> Attention.dot(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attention.additive(3, 1, -2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sequence encoder() {
        return Samples.sequence(5, 3, 3, 4).withLengths(LENGTHS);
    }
}
