package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {

    private static final int ROWS = 150;      // fan out
    private static final int COLS = 250;      // fan in

    static Stream<Arguments> random() {
        return Stream.of(
                Arguments.of("Glorot uniform", Initializer.glorotUniform(), 2.0 / (ROWS + COLS)),
                Arguments.of("Glorot normal", Initializer.glorotNormal(), 2.0 / (ROWS + COLS)),
                Arguments.of("He uniform", Initializer.heUniform(), 2.0 / COLS),
                Arguments.of("He normal", Initializer.heNormal(), 2.0 / COLS),
                Arguments.of("uniform", Initializer.uniform(0.3), 0.3 * 0.3 / 3),
                Arguments.of("normal", Initializer.normal(0.3), 0.09),
                Arguments.of("orthogonal", Initializer.orthogonal(), 1.0 / COLS));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("random")
    void theMeanIsZeroAndTheVarianceIsAsDocumented(String name, Initializer start, double variance) {
        double[] w = start(start, ROWS, COLS, 1).data;

        double mean = Arrays.stream(w).average().orElseThrow();
        double squares = Arrays.stream(w).map(x -> x * x).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / w.length)));
        assertThat(squares / variance).isCloseTo(1, within(0.04));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("random")
    void theSameSeedGivesTheSameValues(String name, Initializer start, double variance) {
        assertThat(start(start, 4, 6, 9).data).isEqualTo(start(start, 4, 6, 9).data)
                .isNotEqualTo(start(start, 4, 6, 10).data);
    }

    @Test void uniformStartsFillTheirRangeAndStayInside() {
        double glorot = Math.sqrt(6.0 / (ROWS + COLS));
        double he = Math.sqrt(6.0 / COLS);

        assertThat(largest(Initializer.glorotUniform())).isBetween(0.999 * glorot, glorot);
        assertThat(largest(Initializer.heUniform())).isBetween(0.999 * he, he);
        assertThat(largest(Initializer.uniform(0.3))).isBetween(0.999 * 0.3, 0.3);
    }

    @Test void normalStartsReachBeyondTheUniformRange() {
        assertThat(largest(Initializer.glorotNormal())).isGreaterThan(Math.sqrt(6.0 / (ROWS + COLS)));
        assertThat(largest(Initializer.heNormal())).isGreaterThan(Math.sqrt(6.0 / COLS));
    }

    @ParameterizedTest @CsvSource({"1, 1", "7, 7", "4, 9", "9, 4"})
    void theShorterSideOfAnOrthogonalStartIsOrthonormal(int rows, int cols) {
        var Q = start(Initializer.orthogonal(), rows, cols, 2);

        var product = new DMatrixRMaj(Math.min(rows, cols), Math.min(rows, cols));
        if (rows <= cols) CommonOps_DDRM.multTransB(Q, Q, product);
        else CommonOps_DDRM.multTransA(Q, Q, product);

        assertThat(MatrixFeatures_DDRM.isIdentity(product, 1e-14)).isTrue();
    }

    @Test void aGainScalesAnOrthogonalStart() {
        var Q = start(Initializer.orthogonal(1.5), 5, 5, 2);

        var product = CommonOps_DDRM.multTransB(Q, Q, null);
        CommonOps_DDRM.scale(1 / (1.5 * 1.5), product);
        assertThat(MatrixFeatures_DDRM.isIdentity(product, 1e-14)).isTrue();
    }

    @Test void anOrthogonalStartTurnsAndReflectsEquallyOften() {
        int reflections = 0;
        for (int seed = 0; seed < 400; seed++) {
            if (CommonOps_DDRM.det(start(Initializer.orthogonal(), 3, 3, seed)) < 0) reflections++;
        }

        assertThat(reflections).isBetween(150, 250);      // without the signs of R it would be all or none
    }

    @Test void theIdentityHasOnesOnTheDiagonalOnly() {
        assertThat(start(Initializer.identity(), 2, 3, 1).data).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(start(Initializer.scaledIdentity(0.5), 3, 2, 1).data).containsExactly(0.5, 0, 0, 0.5, 0, 0);
    }

    @Test void constantsFillTheMatrix() {
        assertThat(start(Initializer.constant(3), 2, 2, 1).data).containsOnly(3);
        assertThat(start(Initializer.zeros(), 2, 2, 1).data).containsOnly(0);
    }

    @Test void everyGateOfAStackStartsByItself() {
        var U = new Parameter("U", 12, 4, Initializer.orthogonal(), Initializer.identity(), Initializer.orthogonal());

        U.initialize(new Rng(3));

        for (int gate = 0; gate < 3; gate++) {
            var Q = U.block().rows(4 * gate, 4 * gate + 4).toMatrix();
            assertThat(MatrixFeatures_DDRM.isOrthogonal(Q, 1e-14)).as("gate %d", gate).isTrue();
        }
        assertThat(MatrixFeatures_DDRM.isIdentity(U.block().rows(4, 8).toMatrix(), 0)).isTrue();
    }

    @Test void theFanOutOfAStackIsThatOfOneGate() {
        var glorot = Initializer.glorotUniform();
        var W = new Parameter("W", 400, 2, glorot, glorot, glorot, glorot);

        W.initialize(new Rng(3));

        double limit = Math.sqrt(6.0 / (100 + 2));
        assertThat(Arrays.stream(W.value().data).map(Math::abs).max().orElseThrow()).isBetween(0.97 * limit, limit);
    }

    private static double largest(Initializer start) {
        return Arrays.stream(start(start, ROWS, COLS, 1).data).map(Math::abs).max().orElseThrow();
    }

    private static DMatrixRMaj start(Initializer start, int rows, int cols, long seed) {
        var w = new DMatrixRMaj(rows, cols);
        start.fill(Block.of(w), new Rng(seed));
        return w;
    }
}
