package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static unrolled.math.OutsideNumbers.outside;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Samples;

/** Numbers outside of Java's heap, in both precisions, against blocks. */
class OutsideTest {

    private final Rng rng = new Rng(4);

    @BeforeEach void whereThereAreAny() {
        OutsideNumbers.expectAvailable();
    }

    private Block random(int rows, int cols) {
        return Block.of(Samples.matrix(rows, cols, rng));
    }

    private static double[] read(Operand from) {
        return from.toMatrix().data;
    }

    @Test void theyHoldTheNumbersOrRoundedOnes() {
        var block = random(3, 5);
        var large = random(3, 9000);

        assertThat(read(outside(Precision.DOUBLE, block))).isEqualTo(block.data);
        assertThat(read(outside(Precision.SINGLE, block))).containsExactly(block.data, within(3e-7))
                .isNotEqualTo(block.data);
        assertThat(read(outside(Precision.SINGLE, large))).containsExactly(large.data, within(3e-7));
        assertThat(outside(Precision.SINGLE, block).inFloats()).isTrue();
        assertThat(outside(Precision.DOUBLE, block).precision()).isEqualTo(Precision.DOUBLE);
    }

    @Test void partsAreViews() {
        var whole = Outside.of(Precision.SINGLE, 4, 5);
        whole.fill(1);
        var part = whole.rows(1, 3).cols(2, 4);

        part.write(0, 2, new float[] {2, 3, 4, 5});

        assertThat(read(whole)).containsExactly(1, 1, 1, 1, 1, 1, 1, 2, 3, 1, 1, 1, 4, 5, 1, 1, 1, 1, 1, 1);
        float[] column = new float[2];
        part.read(1, 2, column);
        assertThat(column).containsExactly(3, 5);
        part.fillRows(new Block(new double[] {8, 9}, 0, 1, 2, 2));
        assertThat(read(part)).containsExactly(8, 9, 8, 9);
    }

    @ParameterizedTest @EnumSource
    void someRowsAreCopiedAndAddedTo(Precision precision) {
        var one = random(5, 3);
        var two = random(5, 3);
        var sum = Block.of(one.toMatrix());
        sum.addRow(1, two, 3);
        var mixed = Block.of(one.toMatrix());
        mixed.copyRows(1, 2, two, 3);

        var added = outside(precision, one);
        added.addRow(1, two, 3);
        var fromDoubles = outside(precision, one);
        fromDoubles.copyRows(1, 2, two, 3);
        var fromFloats = outside(precision, one);
        fromFloats.copyRows(1, 2, outside(precision, two), 3);

        assertThat(sum.data).startsWith(one.get(0, 0)).contains(one.get(1, 2) + two.get(3, 2)).endsWith(one.get(4, 2));
        assertThat(read(added)).containsExactly(sum.data, within(3e-7));
        added.clearRow(1);
        assertThat(read(added)).containsSequence(0, 0, 0);
        assertThat(read(fromDoubles)).containsExactly(mixed.data, within(3e-7)).isEqualTo(read(fromFloats));
    }

    @ParameterizedTest @EnumSource
    void rowsBecomeColumns(Precision precision) {
        var block = random(37, 50);
        var part = block.rows(2, 37).cols(3, 40);
        var columns = Outside.of(precision, 40, 37).rows(2, 39).cols(1, 36);
        var expected = Block.of(new DMatrixRMaj(37, 35));

        columns.copyTransposed(part);
        expected.copyTransposed(part);

        assertThat(expected.get(36, 34)).isEqualTo(block.get(36, 39));
        assertThat(expected.get(1, 20)).isEqualTo(block.get(22, 4));
        assertThat(read(columns)).containsExactly(expected.data, within(3e-7));
        assertThatThrownBy(() -> columns.copyTransposed(expected))
                .hasMessage("Outside.copyTransposed expects 35×37, got 37×35");
    }

    @ParameterizedTest @EnumSource
    void aWideMatrixIsMultipliedSomeRowsAtATime(Precision precision) {
        var A = random(150, 3000);
        var B = random(150, 8);
        var expected = Block.of(new DMatrixRMaj(20, 8));
        Blas.addProductTransA(A.cols(100, 120), B, expected);

        var sum = outside(precision, expected);
        var once = Block.of(new DMatrixRMaj(20, 8));
        Blas.addProductTransA(precision, outside(precision, A).cols(100, 120), B, once);
        Blas.addProductTransA(precision, outside(precision, A).cols(100, 120), outside(precision, B), sum);

        assertThat(once.data).containsExactly(expected.data, within(1e-4));
        for (int j = 0; j < sum.rows * sum.cols; j++) {
            assertThat(read(sum)[j]).isCloseTo(2 * expected.data[j], within(1e-4));
        }
    }

    @ParameterizedTest @EnumSource
    void theyMultiplyAsBlocksDo(Precision precision) {
        var A = random(7, 40);
        var B = random(40, 9);
        var expected = random(7, 9);
        var sum = outside(precision, expected);
        var rounded = Block.of(expected.toMatrix());
        Blas.addProduct(A, B, expected);

        Blas.addProduct(precision, outside(precision, A), B, sum);
        Blas.addProduct(precision, outside(precision, A), outside(precision, B), rounded);

        assertThat(read(sum)).containsExactly(expected.data, within(1e-4));
        assertThat(rounded.data).containsExactly(expected.data, within(1e-4));
    }

    @ParameterizedTest @EnumSource
    void partsMultiplyWhereTheyStand(Precision precision) {
        var A = random(7, 40);
        var expected = Block.of(new DMatrixRMaj(10, 4));
        Blas.addProductTransA(A.cols(10, 20), A.cols(0, 4), expected);

        var actual = Block.of(new DMatrixRMaj(10, 4));
        Blas.addProductTransA(precision, outside(precision, A).cols(10, 20), outside(precision, A).cols(0, 4), actual);

        assertThat(actual.data).containsExactly(expected.data, within(1e-4));
    }

    @ParameterizedTest @EnumSource
    void twoCoresShareALargeProduct(Precision precision) {
        var A = random(200, 300);
        var B = random(120, 300);
        var expected = random(200, 120);
        var sum = outside(precision, expected);
        Blas.addProductTransB(A, B, expected);

        Blas.addProductTransB(precision, outside(precision, A), B, sum);

        assertThat(read(sum)).containsExactly(expected.data, within(1e-3));
    }

    @ParameterizedTest @EnumSource
    void theirColumnsAreSummed(Precision precision) {
        var block = random(5000, 3);
        var expected = random(1, 3);
        var actual = Block.of(expected.toMatrix());
        expected.addColumnSums(block);

        actual.addColumnSums(outside(precision, block));

        assertThat(actual.data).containsExactly(expected.data, within(1e-3));
    }

    @Test void whatDoesNotFitIsRefused() {
        var floats = Outside.of(Precision.SINGLE, 3, 4);

        assertThatThrownBy(() -> floats.rows(1, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Outside expects rows from 0 to 3, got 1 to 4 (outside of 3×4)");
        assertThatThrownBy(() -> floats.copyFrom(random(3, 5))).hasMessage("Outside.copyFrom expects 3×4, got 3×5");
        assertThatThrownBy(() -> floats.reshape(3, 5)).hasMessage(
                "Outside expects a rectangle inside 12 numbers, got 3×5 (offset 0, stride 5)");
        assertThatThrownBy(() -> Outside.of(Precision.DOUBLE, 1 << 20, 1 << 20)).hasMessageContaining("free of");
    }
}
