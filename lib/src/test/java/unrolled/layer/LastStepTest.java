package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class LastStepTest {

    private final LastStep last = new LastStep();
    private final Sequence x = Sequence.of(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {0, 0}}})
            .withLengths(new int[] {3, 2});

    @Test void theGradientGoesToTheLastValidStepOnly() {
        last.forward(x, State.ZERO, Pass.PREDICT);

        var dx = last.backward(Sequence.of(new double[][][] {{{1, 2}, {3, 4}}}), State.ZERO);

        assertThat(dx.toArray()).isDeepEqualTo(new double[][][] {
                {{0, 0}, {0, 0}}, {{0, 0}, {3, 4}}, {{1, 2}, {0, 0}}});
    }

    @Test void theGradientOfAnEarlierRunIsGone() {
        last.forward(x, State.ZERO, Pass.PREDICT);
        last.backward(Sequence.of(new double[][][] {{{1, 2}, {3, 4}}}), State.ZERO);
        last.forward(x.withLengths(new int[] {1, 1}), State.ZERO, Pass.PREDICT);

        var dx = last.backward(Sequence.of(new double[][][] {{{5, 6}, {7, 8}}}), State.ZERO);

        assertThat(dx.toArray()).isDeepEqualTo(new double[][][] {
                {{5, 6}, {7, 8}}, {{0, 0}, {0, 0}}, {{0, 0}, {0, 0}}});
    }

    @Test void theOutputIsFull() {
        var y = last.forward(x, State.ZERO, Pass.PREDICT);

        assertThat(y).hasToString("T=1, B=2, D=2");
        assertThat(y.lengths()).isNull();
        assertThat(y.toArray()).isDeepEqualTo(new double[][][] {{{9, 10}, {7, 8}}});
    }

    @Test void aGradientOfEveryStepIsRefused() {
        last.forward(x, State.ZERO, Pass.PREDICT);

        assertThatThrownBy(() -> last.backward(new Sequence(3, 2, 2), State.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LastStep 'last' expects a gradient of T=1, B=2, D=2, as its output, got T=3, B=2, D=2");
    }
}
