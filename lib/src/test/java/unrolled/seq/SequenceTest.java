package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceTest {

    /** T=3, B=2, D=2: entry (t, n, d) is 100 t + 10 n + d. */
    private static Sequence counted() {
        var x = new Sequence(3, 2, 2);
        for (int t = 0; t < 3; t++) {
            for (int n = 0; n < 2; n++) {
                for (int d = 0; d < 2; d++) x.set(t, n, d, 100 * t + 10 * n + d);
            }
        }
        return x;
    }

    @Test void aNewSequenceHoldsZerosAndIsFull() {
        var x = new Sequence(4, 3, 2);

        assertThat(x).hasToString("T=4, B=3, D=2");
        assertThat(x.matrix().data).hasSize(24).containsOnly(0);
        assertThat(x.lengths()).isNull();
        assertThat(x.validSteps()).isEqualTo(12);
    }

    @Test void stepsAreContiguousBlocksOfTheMatrix() {
        var x = counted();

        assertThat(x.matrix().numRows).isEqualTo(6);
        assertThat(x.matrix().get(1 * 2 + 1, 0)).isEqualTo(110);      // row t·B + n
        assertThat(x.at(2).get(1, 1)).isEqualTo(211);
        assertThat(x.all().get(4, 1)).isEqualTo(201);
    }

    @Test void aSeriesIsOneExampleWithOneFeature() {
        var x = Sequence.of(3, 1, 4);

        assertThat(x).hasToString("T=3, B=1, D=1");
        assertThat(x.series(0, 0)).containsExactly(3, 1, 4);
    }

    @Test void rowsAreTheStepsOfOneExample() {
        var x = Sequence.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});

        assertThat(x).hasToString("T=3, B=1, D=2");
        assertThat(x.get(2, 0, 1)).isEqualTo(6);
    }

    @Test void timeMajorArraysGoInAndOut() {
        double[][][] array = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}};

        var x = Sequence.of(array);

        assertThat(x.get(1, 0, 2)).isEqualTo(9);
        assertThat(x.toArray()).isDeepEqualTo(array);
    }

    @Test void batchMajorArraysAreTurned() {
        var x = Sequence.fromBatchMajor(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}});

        assertThat(x).hasToString("T=3, B=1, D=2");
        assertThat(x.get(1, 0, 0)).isEqualTo(3);
    }

    @Test void batchMajorExamplesKeepTheirPlace() {
        var x = Sequence.fromBatchMajor(new double[][][] {{{1}, {2}, {3}}, {{4}, {5}, {6}}});

        assertThat(x).hasToString("T=3, B=2, D=1");
        assertThat(x.series(1, 0)).containsExactly(4, 5, 6);
    }

    @Test void shorterExamplesArePaddedWithZeros() {
        var x = Sequence.padded(List.of(new double[][] {{1}}, new double[][] {{2}, {3}, {4}}));

        assertThat(x.lengths()).containsExactly(1, 3);
        assertThat(x.toArray()).isDeepEqualTo(new double[][][] {{{1}, {2}}, {{0}, {3}}, {{0}, {4}}});
        assertThat(x.series(0, 0)).containsExactly(1);
    }

    @Test void examplesOfEqualLengthNeedNoPadding() {
        assertThat(Sequence.padded(List.of(new double[][] {{1}, {2}}, new double[][] {{3}, {4}})).lengths()).isNull();
        assertThat(new Sequence(2, 2, 1).withLengths(new int[] {2, 2}).lengths()).isNull();
    }

    @Test void lengthsSayWhatIsValid() {
        var x = counted().withLengths(new int[] {3, 1});

        assertThat(x.length(1)).isEqualTo(1);
        assertThat(x.valid(0, 1)).isTrue();
        assertThat(x.valid(1, 1)).isFalse();
        assertThat(x.valid(2, 0)).isTrue();
        assertThat(x.validSteps()).isEqualTo(4);
    }

    @Test void lengthsAreCopiedInAndTakenAway() {
        int[] lengths = {3, 1};
        var x = counted().withLengths(lengths);
        lengths[1] = 3;

        assertThat(x.lengths()).containsExactly(3, 1);
        assertThat(x.withLengths(null).lengths()).isNull();
        assertThat(x.lengths()).as("the first is not changed").containsExactly(3, 1);
    }

    @ParameterizedTest @CsvSource({"0, 1", "4, 1"})
    void lengthsOutsideAreRefused(int first, int second) {
        assertThatThrownBy(() -> counted().withLengths(new int[] {first, second}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence expects 2 lengths from 1 to 3, got [" + first + ", " + second
                        + "] (sequence of T=3, B=2, D=2)");
    }

    @Test void aLengthForEachExampleIsExpected() {
        assertThatThrownBy(() -> counted().withLengths(new int[] {1})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects 2 lengths from 1 to 3, got [1]");
    }

    @ParameterizedTest @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1"})
    void sizesMustBePositive(int steps, int batch, int features) {
        assertThatThrownBy(() -> new Sequence(steps, batch, features)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence expects positive sizes, got T=" + steps + ", B=" + batch + ", D=" + features);
    }

    @Test void emptyArraysAreRefused() {
        assertThatThrownBy(() -> Sequence.of(new double[0])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects positive sizes, got T=0");
        assertThatThrownBy(() -> Sequence.of(new double[0][][]))
                .hasMessage("Sequence.of expects a full array of three dimensions, got an empty one");
        assertThatThrownBy(() -> Sequence.fromBatchMajor(new double[][][] {{{}}}))
                .hasMessage("Sequence.fromBatchMajor expects a full array of three dimensions, got an empty one");
        assertThatThrownBy(() -> Sequence.padded(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence.padded expects an example, got none");
        assertThatThrownBy(() -> Sequence.padded(List.of(new double[][] {{1}}, new double[0][])))
                .hasMessage("Sequence.padded expects a step or more in each example, got lengths [1, 0]");
    }

    @Test void raggedArraysAreRefused() {
        assertThatThrownBy(() -> Sequence.of(new double[][][] {{{1}, {2}}, {{3}}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence.of expects a full array of three dimensions, got rows of 2 and 1");
        assertThatThrownBy(() -> Sequence.of(new double[][] {{1, 2}, {3}}))
                .hasMessage("Sequence expects 2 features at every step, got 1 (step 1, example 0)");
    }

    @Test void aCopyIsIndependent() {
        var x = counted().withLengths(new int[] {3, 2});
        var copy = x.copy();

        x.set(0, 0, 0, -1);

        assertThat(copy.get(0, 0, 0)).isZero();
        assertThat(copy.lengths()).containsExactly(3, 2);
    }

    @Test void someStepsAreCopiedOut() {
        var part = counted().withLengths(new int[] {3, 2}).steps(1, 3);

        assertThat(part).hasToString("T=2, B=2, D=2");
        assertThat(part.get(0, 1, 0)).isEqualTo(110);
        assertThat(part.lengths()).containsExactly(2, 1);
    }

    @Test void stepsInWhichAnExampleHasEndedAreRefused() {
        assertThatThrownBy(() -> counted().withLengths(new int[] {3, 1}).steps(1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence expects 2 lengths from 1 to 2, got [2, 0] (sequence of T=2, B=2, D=2)");
    }

    @ParameterizedTest @CsvSource({"-1, 2", "0, 4", "2, 2"})
    void stepsOutsideAreRefused(int from, int to) {
        assertThatThrownBy(() -> counted().steps(from, to)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence.steps expects 0 ≤ from < to ≤ 3, got " + from + " and " + to);
    }

    @Test void someExamplesAreCopiedOut() {
        var part = counted().withLengths(new int[] {3, 1}).examples(1, 2);

        assertThat(part).hasToString("T=3, B=1, D=2");
        assertThat(part.get(2, 0, 1)).isEqualTo(211);
        assertThat(part.lengths()).containsExactly(1);
    }

    @ParameterizedTest @CsvSource({"-1, 2", "0, 3", "1, 1"})
    void examplesOutsideAreRefused(int from, int to) {
        assertThatThrownBy(() -> counted().examples(from, to)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sequence.examples expects 0 ≤ from < to ≤ 2, got " + from + " and " + to);
    }

    @Test void aBufferTakesAnotherShapeAndKeepsItsMemory() {
        var x = new Sequence(4, 3, 2);
        double[] memory = x.matrix().data;

        x.resize(2, 2, new int[] {1, 2});
        assertThat(x).hasToString("T=2, B=2, D=2");
        assertThat(x.all().rows).isEqualTo(4);
        assertThat(x.lengths()).containsExactly(1, 2);

        x.resizeLike(new Sequence(4, 3, 9));
        assertThat(x).hasToString("T=4, B=3, D=2");
        assertThat(x.matrix().data).isSameAs(memory);
        assertThat(x.lengths()).isNull();
    }

    @Test void aBufferGrows() {
        var x = new Sequence(1, 1, 2);

        x.resize(3, 2, null);
        x.set(2, 1, 1, 7);

        assertThat(x.at(2).get(1, 1)).isEqualTo(7);
        assertThatThrownBy(() -> x.resize(0, 1, null)).hasMessageContaining("got T=0, B=1, D=2");
    }

    @Test void paddingIsCleared() {
        var x = counted().withLengths(new int[] {3, 1});

        x.clearPadding();

        assertThat(x.toArray()).isDeepEqualTo(new double[][][] {
                {{0, 1}, {10, 11}}, {{100, 101}, {0, 0}}, {{200, 201}, {0, 0}}});
    }

    @Test void aFullSequenceHasNoPaddingToClear() {
        var x = counted();

        x.clearPadding();

        assertThat(x.toArray()).isDeepEqualTo(counted().toArray());
    }
}
