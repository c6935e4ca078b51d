package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class LossGradientTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;
    private static final int OUTPUTS = 6;

    private enum Target { NUMBERS, SHARES, CLASSES }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(Loss.mse(), Target.NUMBERS),
                Arguments.of(Loss.mse().summed(), Target.NUMBERS),
                Arguments.of(Loss.mae(), Target.NUMBERS),
                Arguments.of(Loss.huber(0.4), Target.NUMBERS),
                Arguments.of(Loss.huber(0.4).summed(), Target.NUMBERS),
                Arguments.of(Loss.binaryCrossEntropy(), Target.SHARES),
                Arguments.of(Loss.softmaxCrossEntropy(), Target.CLASSES),
                Arguments.of(Loss.softmaxCrossEntropy(0.1), Target.CLASSES),
                Arguments.of(Loss.softmaxCrossEntropy(0.1).summed(), Target.CLASSES));
    }

    @ParameterizedTest(name = "{0}, {1}") @MethodSource("losses")
    void theGradientOfAnLstmIsRight(Loss loss, Target target) {
        var check = check(loss, target, null);

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @ParameterizedTest(name = "{0}, {1}") @MethodSource("losses")
    void theGradientOfAnLstmIsRightWithPadding(Loss loss, Target target) {
        var check = check(loss, target, new int[] {2, 4, 3});

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @ParameterizedTest(name = "{0}, {1}") @MethodSource("losses")
    void paddingCountsForNothing(Loss loss, Target target) {
        var rng = new Rng(3);
        var y = outputs(rng).withLengths(new int[] {2, 4, 3});
        var goal = target(target, rng);
        double before = loss.value(y, goal);

        y.set(2, 0, 1, Double.NaN);
        y.set(3, 2, 5, 1e300);
        goal.set(3, 0, 0, Double.NaN);

        assertThat(loss.value(y, goal)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}, {1}") @MethodSource("losses")
    void theSumIsTheMeanTimesWhatItIsAMeanOf(Loss loss, Target target) {
        var rng = new Rng(5);
        var y = outputs(rng).withLengths(new int[] {2, 4, 3});
        var goal = target(target, rng);
        int entries = (2 + 4 + 3) * (target == Target.CLASSES ? 1 : OUTPUTS);
        double expected = loss.mean() ? entries * loss.value(y, goal) : loss.value(y, goal);

        assertThat(loss.summed().value(y, goal)).isCloseTo(expected, within(1e-12 * expected));
        assertThat(loss.summed().toString()).endsWith(", summed").doesNotContain(", summed,");
    }

    @Test void huberIsHalfASquareInsideAndALineOutside() {
        var y = Sequence.of(0.5, -3);
        var zero = Sequence.of(0, 0);
        var dy = new Sequence(2, 1, 1);

        double value = Loss.huber(2).summed().gradient(y, zero, dy);

        assertThat(value).isEqualTo(0.5 * 0.25 + 2 * (3 - 1));
        assertThat(dy.series(0, 0)).containsExactly(0.5, -2);
    }

    @Test void absoluteErrorHasNoSlopeWhereItIsZero() {
        var dy = new Sequence(2, 1, 1);

        assertThat(Loss.mae().gradient(Sequence.of(1, 4), Sequence.of(1, 2), dy)).isEqualTo(1);
        assertThat(dy.series(0, 0)).containsExactly(0, 0.5);
    }

    @Test void smoothingByHand() {
        var logits = Sequence.of(new double[][] {{Math.log(1), Math.log(2), Math.log(5)}});   // p = 1/8, 2/8, 5/8
        var dy = new Sequence(1, 1, 3);

        double value = Loss.softmaxCrossEntropy(0.3).gradient(logits, Sequence.of(2), dy);

        double expected = -0.1 * Math.log(1 / 8.0) - 0.1 * Math.log(2 / 8.0) - 0.8 * Math.log(5 / 8.0);
        assertThat(value).isCloseTo(expected, within(1e-14));
        assertThat(dy.get(0, 0, 0)).isCloseTo(1 / 8.0 - 0.1, within(1e-15));
        assertThat(dy.get(0, 0, 2)).isCloseTo(5 / 8.0 - 0.8, within(1e-15));
    }

    @Test void aLogitOfZeroSaysOneHalf() {
        assertThat(Loss.binaryCrossEntropy().value(Sequence.of(0), Sequence.of(1)))
                .isCloseTo(Math.log(2), within(1e-15));
    }

    @Test void aHuberDeltaThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> Loss.huber(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Loss huber expects a positive δ, got 0.0");
        assertThatThrownBy(() -> Loss.huber(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> Loss.huber(Double.POSITIVE_INFINITY)).hasMessageContaining("got Infinity");
    }

    @Test void aSmoothingOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> Loss.softmaxCrossEntropy(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Loss softmax cross-entropy expects ε in [0, 1), got 1.0");
    }

    @Test void aYesOrNoOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> Loss.binaryCrossEntropy().value(Sequence.of(0.3), Sequence.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Loss binary cross-entropy expects targets from 0 to 1, got 2.0");
    }

    private static GradientCheck check(Loss loss, Target target, int[] lengths) {
        var rng = new Rng(11);
        var net = Network.of(12, new Recurrent(new LstmCell(FEATURES, HIDDEN)), new Dense(HIDDEN, OUTPUTS));
        var x = normal(FEATURES, rng).withLengths(lengths);
        return GradientCheck.of(net, loss, new Batch(x, target(target, rng)));
    }

    private static Sequence outputs(Rng rng) {
        return normal(OUTPUTS, rng);
    }

    private static Sequence target(Target target, Rng rng) {
        var goal = normal(target == Target.CLASSES ? 1 : OUTPUTS, rng);
        double[] data = goal.matrix().data;
        for (int j = 0; j < data.length; j++) {
            if (target == Target.SHARES) data[j] = rng.below(2);
            if (target == Target.CLASSES) data[j] = rng.below(OUTPUTS);
        }
        return goal;
    }

    private static Sequence normal(int features, Rng rng) {
        var x = new Sequence(STEPS, BATCH, features);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
