package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Samples;

/** Products with weights that were made ready, against the same products without. */
class WeightsTest {

    private final Rng rng = new Rng(3);

    private Block random(int rows, int cols) {
        return Block.of(Samples.matrix(rows, cols, rng));
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 17, 1e-12", "DOUBLE, 1000, 1e-12", "SINGLE, 17, 1e-12", "SINGLE, 1000, 1e-4"})
    void theyMultiplyAsTheMatrixDoes(Precision precision, int rows, double tolerance) {
        var W = random(70, 33);
        var weights = new Weights(W);
        weights.prepare(precision, rows);

        agree(random(5, 33), W, weights, tolerance, true);
        agree(random(5, 70), W, weights, tolerance, false);
    }

    private void agree(Block A, Block W, Weights weights, double tolerance, boolean transposed) {
        var expected = random(5, transposed ? 70 : 33);
        var actual = Block.of(expected.toMatrix());
        if (transposed) {
            Blas.addProductTransB(A, W, expected);
            weights.addProductTransB(A, actual);
        } else {
            Blas.addProduct(A, W, expected);
            weights.addProduct(A, actual);
        }
        assertThat(actual.data).containsExactly(expected.data, within(tolerance));
    }

    @Test void theySeeNewNumbersWhenTheyAreMadeReadyAgain() {
        var W = random(70, 33);
        var weights = new Weights(W);
        for (int k = 0; k < 2; k++) {
            W.set(0, 0, 10 + k);
            weights.prepare(Precision.DOUBLE, 1000);
            agree(random(5, 33), W, weights, 1e-12, true);
        }
    }

    @Test void singlePrecisionIsNotDouble() {
        var A = random(40, 50);
        var B = random(40, 60);
        var exact = random(50, 60);
        var rounded = Block.of(exact.toMatrix());
        Blas.addProductTransA(A, B, exact);
        Blas.addProductTransA(Precision.SINGLE, A, B, rounded);

        assertThat(rounded.data).containsExactly(exact.data, within(1e-4));
        assertThat(Arrays.equals(rounded.data, exact.data)).isEqualTo(!Single.available());
    }
}
