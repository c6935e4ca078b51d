package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.seq.Sequence;

class LossTest {

    private static final Sequence Y = Sequence.of(new double[][][] {{{1, 2}, {0, 5}}, {{3, 4}, {9, 9}}});
    private static final Sequence TARGET = Sequence.of(new double[][][] {{{0, 2}, {0, 1}}, {{3, 1}, {7, 7}}});

    @Test void aMeanIsOverStepsExamplesAndFeatures() {
        assertThat(Loss.mse().value(Y, TARGET)).isCloseTo((1 + 0 + 0 + 16 + 0 + 9 + 4 + 4) / 8.0, within(1e-15));
    }

    @Test void paddingCountsForNothing() {
        var y = Y.withLengths(new int[] {2, 1});

        assertThat(Loss.mse().value(y, TARGET)).isCloseTo((1 + 0 + 0 + 16 + 0 + 9) / 6.0, within(1e-15));
    }

    @Test void aSumIsTheMeanTimesTheEntries() {
        for (var loss : List.of(Loss.mse(), Loss.mae(), Loss.huber(1))) {
            assertThat(loss.summed().value(Y, TARGET)).isCloseTo(8 * loss.value(Y, TARGET), within(1e-12));
        }
    }

    @Test void aTargetOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> Loss.mse().value(Y, new Sequence(2, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Loss MSE expects a target of T=2, B=2, D=2, got T=2, B=2, D=3");
    }

    @Test void aTargetOfEveryStepForOneAnswerIsRefusedWithAHint() {
        assertThatThrownBy(() -> Loss.mse().value(Y.steps(0, 1), TARGET))
                .hasMessageEndingWith("got T=2, B=2, D=2; "
                        + "does the model end in LastStep while the target has every step?");
    }

    @Test void aTargetWithOtherLengthsIsRefused() {
        var shorter = TARGET.withLengths(new int[] {1, 2});

        assertThatThrownBy(() -> Loss.mse().value(Y, shorter)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Loss MSE expects a target with the lengths of the output, null, got [1, 2]; "
                        + "does the input lack its lengths?");
        assertThatThrownBy(() -> Loss.mse().value(Y.withLengths(new int[] {2, 1}), shorter))
                .hasMessageContaining("[2, 1], got [1, 2]");
    }

    @Test void aClassThatDoesNotExistIsRefused() {
        var classes = Sequence.of(new double[][][] {{{0}, {1}}, {{2}, {1}}});

        assertThatThrownBy(() -> Loss.softmaxCrossEntropy().value(Y, classes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects a class from 0 to 1, got 2");
    }
}
