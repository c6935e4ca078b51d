package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockTest {

    /** 3×4: row r holds 10 r, 10 r + 1, … */
    private final Block block = Block.of(new DMatrixRMaj(new double[][] {
            {0, 1, 2, 3}, {10, 11, 12, 13}, {20, 21, 22, 23}}));

    @Test void rowsAndColumnsAreViews() {
        var part = block.rows(1, 3).cols(2, 4);

        part.set(1, 0, -5);

        assertThat(part).hasToString("2×2");
        assertThat(part.get(0, 1)).isEqualTo(13);
        assertThat(block.get(2, 2)).isEqualTo(-5);
    }

    @Test void aPartMayBeEmpty() {
        assertThat(block.rows(1, 1).rows).isZero();
        assertThat(block.cols(4, 4).cols).isZero();
    }

    @ParameterizedTest @CsvSource({"-1, 2", "1, 4", "2, 1"})
    void rowsOutsideAreRefused(int from, int to) {
        assertThatThrownBy(() -> block.rows(from, to)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block expects rows from 0 to 3, got " + from + " to " + to + " (block of 3×4)");
    }

    @ParameterizedTest @CsvSource({"-1, 2", "1, 5", "2, 1"})
    void columnsOutsideAreRefused(int from, int to) {
        assertThatThrownBy(() -> block.cols(from, to)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block expects columns from 0 to 4, got " + from + " to " + to + " (block of 3×4)");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1, 1", "0, -1, 1, 1", "0, 1, -1, 1", "0, 2, 3, 2", "1, 2, 3, 3", "3, 2, 2, 2"})
    void aRectangleOutsideTheArrayIsRefused(int offset, int rows, int cols, int stride) {
        assertThatThrownBy(() -> new Block(new double[6], offset, rows, cols, stride))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block expects a rectangle inside 6 numbers, got " + rows + "×" + cols
                        + " (offset " + offset + ", stride " + stride + ")");
    }

    @Test void theLastRowNeedsNoFullStride() {
        assertThat(new Block(new double[5], 0, 2, 2, 3).get(1, 1)).isZero();
    }

    @Test void addingToAnEntryAddsOnce() {
        block.add(1, 1, 0.5);

        assertThat(block.get(1, 1)).isEqualTo(11.5);
    }

    @Test void aFactorTimesABlockIsAdded() {
        block.rows(0, 2).cols(0, 2).add(-2, block.rows(1, 3).cols(2, 4));

        assertThat(block.toMatrix().data).containsExactly(-24, -25, 2, 3, -34, -35, 12, 13, 20, 21, 22, 23);
    }

    @Test void columnSumsAddUpOverTheRows() {
        var sums = Block.of(new DMatrixRMaj(new double[][] {{1, 1}}));

        sums.addColumnSums(block.cols(1, 3));

        assertThat(sums.data).containsExactly(1 + 1 + 11 + 21, 1 + 2 + 12 + 22);
    }

    @Test void fillingRowsRepeatsOneRow() {
        block.cols(1, 3).fillRows(Block.of(new DMatrixRMaj(new double[][] {{7, 8}})));

        assertThat(block.toMatrix().data).containsExactly(0, 7, 8, 3, 10, 7, 8, 13, 20, 7, 8, 23);
    }

    @Test void fillingStaysInside() {
        block.rows(0, 2).cols(1, 2).fill(9);

        assertThat(block.toMatrix().data).containsExactly(0, 9, 2, 3, 10, 9, 12, 13, 20, 21, 22, 23);
    }

    @Test void aCopyIsIndependent() {
        var copy = block.cols(1, 2).toMatrix();
        block.fill(0);

        assertThat(copy.data).containsExactly(1, 11, 21);
    }

    @Test void anotherShapeIsRefused() {
        var other = Block.of(new DMatrixRMaj(2, 4));

        assertThatThrownBy(() -> block.copyFrom(other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block.copyFrom expects 3×4, got 2×4");
        assertThatThrownBy(() -> block.add(1, other)).hasMessage("Block.add expects 3×4, got 2×4");
        assertThatThrownBy(() -> block.fillRows(other)).hasMessage("Block.fillRows expects 1×4, got 2×4");
        assertThatThrownBy(() -> block.addColumnSums(other)).hasMessage("Block.addColumnSums expects 1×4, got 3×4");
        assertThatThrownBy(() -> block.rows(0, 1).addColumnSums(other.cols(0, 2)))
                .hasMessage("Block.addColumnSums expects 1×2, got 1×4");
    }
}
