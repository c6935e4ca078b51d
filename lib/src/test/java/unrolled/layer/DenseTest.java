package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Samples;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

class DenseTest {

    private final Dense dense = new Dense(2, 3);
    private final Sequence x = Sequence.of(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});

    @BeforeEach void weights() {
        dense.parameters().get(0).set(new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {2, -1}}));
        dense.parameters().get(1).set(new DMatrixRMaj(new double[][] {{0.5}, {0}, {-1}}));
    }

    @Test void everyStepIsMappedAlike() {
        var y = dense.forward(x, State.ZERO, Pass.PREDICT);

        assertThat(y.toArray()).isDeepEqualTo(new double[][][] {
                {{1.5, 2, -1}, {3.5, 4, 1}}, {{5.5, 6, 3}, {7.5, 8, 5}}});
    }

    @Test void paddingComesOutAsZero() {
        var y = dense.forward(x.withLengths(new int[] {2, 1}), State.ZERO, Pass.PREDICT);

        assertThat(y.toArray()).isDeepEqualTo(new double[][][] {{{1.5, 2, -1}, {3.5, 4, 1}}, {{5.5, 6, 3}, {0, 0, 0}}});
    }

    @Test void whatComesBackAtPaddingIsIgnored() {
        dense.forward(x.withLengths(new int[] {2, 1}), State.ZERO, Pass.PREDICT);
        var dy = new Sequence(2, 2, 3);
        dy.all().fill(1);
        dy.at(1).rows(1, 2).fill(Double.NaN);

        var dx = dense.backward(dy, State.ZERO);

        assertThat(dx.get(1, 1, 0)).isZero();
        assertThat(dense.parameters().get(1).gradient().data).containsExactly(3, 3, 3);
    }

    @ParameterizedTest @EnumSource(names = "RELU", mode = EnumSource.Mode.EXCLUDE)
    void theWayBackBelongsToTheWayForward(Activation sigma) {
        var rng = new Rng(3);
        var net = Network.of(3, new Dense(2, 4, sigma));
        Samples.randomize(net.parameters(), rng);
        var batch = new Batch(Samples.sequence(3, 5, 2, rng).withLengths(new int[] {3, 1, 2, 3, 1}),
                Samples.sequence(3, 5, 4, rng));

        var check = GradientCheck.of(net, Loss.mse(), batch);

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @Test void reluLetsTheGradientThroughWhereItIsPositive() {
        var relu = new Dense(2, 1, Activation.RELU);
        relu.parameters().get(0).set(new DMatrixRMaj(new double[][] {{1, -1}}));
        var input = Sequence.of(new double[][] {{3, 1}, {1, 3}});
        var y = relu.forward(input, State.ZERO, Pass.PREDICT).copy();
        var dy = Sequence.of(2, 2);

        var dx = relu.backward(dy, State.ZERO);

        assertThat(y.series(0, 0)).containsExactly(2, 0);
        assertThat(dx.toArray()).isDeepEqualTo(new double[][][] {{{2, -2}}, {{0, 0}}});
    }

    @Test void theGradientGivenIsOnlyRead() {
        dense.forward(x, State.ZERO, Pass.PREDICT);
        var dy = new Sequence(2, 2, 3);
        dy.all().fill(0.5);

        dense.backward(dy, State.ZERO);

        assertThat(dy.matrix().data).containsOnly(0.5);
        assertThat(x.get(1, 1, 1)).isEqualTo(8);
    }

    @Test void gradientsAddUp() {
        dense.forward(x, State.ZERO, Pass.PREDICT);
        var dy = new Sequence(2, 2, 3);
        dy.all().fill(1);

        dense.backward(dy, State.ZERO);
        dense.backward(dy, State.ZERO);

        assertThat(dense.parameters().get(0).gradient().data)
                .containsExactly(new double[] {32, 40, 32, 40, 32, 40}, within(1e-12));
        assertThat(dense.parameters().get(1).gradient().data).containsExactly(8, 8, 8);
    }

    @Test void wrongFeaturesAreRefused() {
        assertThatThrownBy(() -> dense.named("head").forward(new Sequence(24, 8, 16), State.ZERO, Pass.PREDICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dense 'head' expects 2 features, got 16 (sequence of T=24, B=8, D=16)");
    }

    @Test void aGradientOfAnotherShapeIsRefused() {
        dense.forward(x, State.ZERO, Pass.PREDICT);

        assertThatThrownBy(() -> dense.backward(new Sequence(2, 1, 3), State.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dense 'dense' expects a gradient of T=2, B=2, D=3, as its output, got T=2, B=1, D=3");
    }

    @Test void aWayBackNeedsAWayForward() {
        assertThatThrownBy(() -> new Dense(2, 3).backward(new Sequence(1, 1, 3), State.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Dense 'dense' expects a way forward before the way back, got none");
    }

    @Test void sizesMustBePositive() {
        assertThatThrownBy(() -> new Dense(0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects positive sizes");
    }

    @Test void itHasNoState() {
        assertThat(dense.lastState().isZero()).isTrue();
        assertThat(dense.initialGradient().isZero()).isTrue();
    }
}
