package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Samples;

/** Products with a matrix that was made ready for them, against the same products without. */
class MatrixTest {

    private final Rng rng = new Rng(3);

    private Block random(int rows, int cols) {
        return Block.of(Samples.matrix(rows, cols, rng));
    }

    @ParameterizedTest
    @CsvSource({
            "70, 33, 5, DOUBLE, 17, 1e-12", "70, 33, 5, DOUBLE, 1000, 1e-12",
            "70, 33, 5, DOUBLE, 1000, 1e-12", "70, 33, 5, SINGLE, 17, 1e-4",
            "70, 33, 5, SINGLE, 1000, 1e-4", "1050, 70, 5, DOUBLE, 1000, 1e-12",
            "70, 1050, 5, DOUBLE, 1000, 1e-12", "1050, 70, 90, DOUBLE, 1000, 1e-12",
            "1050, 70, 5, DOUBLE, 1000, 1e-12", "1050, 70, 5, SINGLE, 1000, 1e-3",
            "70, 1050, 90, SINGLE, 1000, 1e-3"})
    void theyMultiplyAsTheMatrixDoes(int n, int k, int m, Precision precision, int rows, double tolerance) {
        var W = random(n, k);
        var weights = new Matrix(W, null);
        begin(weights, precision, rows);

        agree(m, W, weights, tolerance);
    }

    private static void begin(Matrix weights, Precision precision, int rows) {
        weights.begin(Numbers.of(precision, false), rows);
    }

    private void agree(int m, Block W, Matrix weights, double tolerance) {
        var A = random(m, W.cols);
        var dA = random(m, W.rows);
        var expected = random(m, W.rows);
        var expectedBack = random(m, W.cols);
        var actual = Block.of(expected.toMatrix());
        var actualBack = Block.of(expectedBack.toMatrix());
        Blas.addProductTransB(A, W, expected);
        Blas.addProduct(dA, W, expectedBack);

        weights.addProduct(A, actual);
        weights.addProductBack(dA, actualBack);

        assertThat(actual.data).containsExactly(expected.data, within(tolerance));
        assertThat(actualBack.data).containsExactly(expectedBack.data, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"true, 5", "true, 90", "false, 5"})
    void largeOnesMultiplyAsTheMatrixDoesInNarrowTilesAndWithout(boolean narrow, int m) {
        var W = random(1050, 70);
        var weights = new Matrix(W, null, narrow);
        begin(weights, Precision.DOUBLE, 1000);

        agree(m, W, weights, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"20, 1200", "300, 900", "300, 5"})
    void aTransposedMatrixOfFloatsMultipliesAsOneOfDoublesHoweverWideItIs(int cols, int rows) {
        var A = random(rows, cols);
        var B = random(rows, 30);
        var exact = random(cols, 30);
        var rounded = Block.of(exact.toMatrix());
        Blas.addProductTransA(A, B, exact);
        var inFloats = Outside.of(Precision.SINGLE, rows, cols);
        inFloats.copyFrom(A);
        Blas.addProductTransA(Precision.SINGLE, inFloats, B, rounded);

        assertThat(rounded.data).containsExactly(exact.data, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 1e-12", "SINGLE, 1e-3"})
    void theySeeNewNumbersWhenTheyAreMadeReadyAgain(Precision precision, double tolerance) {
        var W = random(600, 90);
        var weights = new Matrix(W, null);
        for (int k = 0; k < 2; k++) {
            W.set(0, 0, 10 + k);
            W.set(599, 89, 10 + k);
            begin(weights, precision, 1000);
            agree(5, W, weights, tolerance);
        }
    }

    @Test void theyGoFromOnePrecisionToTheOther() {
        var W = random(600, 90);
        var weights = new Matrix(W, null);
        begin(weights, Precision.SINGLE, 1000);
        begin(weights, Precision.DOUBLE, 1000);
        agree(5, W, weights, 1e-12);
        begin(weights, Precision.SINGLE, 1000);
        agree(5, W, weights, 1e-3);
    }

    @Test void singlePrecisionIsNotDouble() {
        var A = random(40, 50);
        var B = random(40, 60);
        var exact = random(50, 60);
        var rounded = Block.of(exact.toMatrix());
        Blas.addProductTransA(A, B, exact);
        Blas.addProductTransA(Precision.SINGLE, A, B, rounded);

        assertThat(rounded.data).containsExactly(exact.data, within(1e-4));
        assertThat(Arrays.equals(rounded.data, exact.data)).isEqualTo(!Native.isThere());
    }
}
