package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every product against EJML's, on blocks that are whole matrices and on blocks inside larger ones. */
class BlasTest {

    /** What a product needs to be told apart: whether it transposes, and whether it adds. */
    enum Product {
        PRODUCT(false, false, false), ADD_PRODUCT(false, false, true), PRODUCT_TRANS_B(false, true, false),
        ADD_PRODUCT_TRANS_B(false, true, true), ADD_PRODUCT_TRANS_A(true, false, true);

        final boolean transA;
        final boolean transB;
        final boolean adds;

        Product(boolean transA, boolean transB, boolean adds) {
            this.transA = transA;
            this.transB = transB;
            this.adds = adds;
        }

        void run(Block A, Block B, Block C) {
            switch (this) {
                case PRODUCT -> Blas.product(A, B, C);
                case ADD_PRODUCT -> Blas.addProduct(A, B, C);
                case PRODUCT_TRANS_B -> Blas.productTransB(A, B, C);
                case ADD_PRODUCT_TRANS_B -> Blas.addProductTransB(A, B, C);
                case ADD_PRODUCT_TRANS_A -> Blas.addProductTransA(A, B, C);
            }
        }

        DMatrixRMaj expected(Block A, Block B, Block C) {
            var a = transA ? CommonOps_DDRM.transpose(A.toMatrix(), null) : A.toMatrix();
            var b = transB ? CommonOps_DDRM.transpose(B.toMatrix(), null) : B.toMatrix();
            var product = CommonOps_DDRM.mult(a, b, null);
            if (adds) CommonOps_DDRM.addEquals(product, C.toMatrix());
            return product;
        }
    }

    /** m, k, n: below and above the size at which the native library takes over, one wider than Java takes at once. */
    private static final int[][] SIZES = {{1, 1, 1}, {2, 3, 4}, {5, 7, 6}, {13, 17, 19}, {32, 24, 40}, {1, 64, 48},
        {9, 10, 600}, {161, 180, 150}, {1, 2100, 2000}};

    static Stream<Arguments> products() {
        return Stream.of(Product.values()).flatMap(product -> Stream.of(SIZES)
                .map(size -> Arguments.of(product, size[0], size[1], size[2])));
    }

    @ParameterizedTest(name = "{0} {1}×{2}×{3}") @MethodSource("products")
    void wholeMatricesMultiplyAsInEjml(Product product, int m, int k, int n) {
        agrees(product, m, k, n, 0);
    }

    @ParameterizedTest(name = "{0} {1}×{2}×{3}") @MethodSource("products")
    void columnsInsideAWiderMatrixMultiplyAsInEjml(Product product, int m, int k, int n) {
        agrees(product, m, k, n, 3);
    }

    private static void agrees(Product product, int m, int k, int n, int margin) {
        var rng = new Rng(3);
        var A = random(product.transA ? k : m, product.transA ? m : k, margin, rng);
        var B = random(product.transB ? n : k, product.transB ? k : n, margin, rng);
        var C = random(m, n, margin, rng);
        var expected = product.expected(A, B, C);

        product.run(A, B, C);

        assertThat(MatrixFeatures_DDRM.isIdentical(expected, C.toMatrix(), 1e-12)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}×{2}×{3}") @MethodSource("products")
    void onlyTheResultIsWritten(Product product, int m, int k, int n) {
        var rng = new Rng(4);
        var A = random(product.transA ? k : m, product.transA ? m : k, 2, rng);
        var B = random(product.transB ? n : k, product.transB ? k : n, 2, rng);
        var C = random(m, n, 2, rng);
        var a = A.data.clone();
        var b = B.data.clone();
        var around = C.data.clone();

        product.run(A, B, C);

        C.fill(0);
        new Block(around, C.offset, m, n, C.stride).fill(0);
        assertThat(A.data).isEqualTo(a);
        assertThat(B.data).isEqualTo(b);
        assertThat(C.data).isEqualTo(around);
    }

    @ParameterizedTest(name = "{0} {1}×{2}×{3}") @MethodSource("products")
    void javaMultipliesAsTheNativeLibraryDoes(Product product, int m, int k, int n) {
        var rng = new Rng(5);
        var A = random(product.transA ? k : m, product.transA ? m : k, 3, rng);
        var B = random(product.transB ? n : k, product.transB ? k : n, 3, rng);
        var C = random(m, n, 3, rng);
        var expected = product.expected(A, B, C);

        PlainJava.multiply(product.transA, A, product.transB, B, product.adds ? 1 : 0, C);

        assertThat(MatrixFeatures_DDRM.isIdentical(expected, C.toMatrix(), 1e-12)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}×{2}×{3}") @MethodSource("products")
    void aProductThatSetsForgetsWhatStoodThere(Product product, int m, int k, int n) {
        var rng = new Rng(6);
        var A = random(product.transA ? k : m, product.transA ? m : k, 0, rng);
        var B = random(product.transB ? n : k, product.transB ? k : n, 0, rng);
        var C = random(m, n, 0, rng);
        C.fill(Double.NaN);

        product.run(A, B, C);

        boolean anyNaN = Arrays.stream(C.data).anyMatch(Double::isNaN);
        assertThat(anyNaN).isEqualTo(product.adds);
    }

    @Test void shapesThatDoNotFitAreRefused() {
        var A = Block.of(new DMatrixRMaj(2, 3));
        var C = Block.of(new DMatrixRMaj(2, 4));
        C.fill(7);

        assertThatThrownBy(() -> Blas.productTransB(A, Block.of(new DMatrixRMaj(4, 5)), C))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Blas expects shapes that fit, got 2×3 times 4×5ᵀ into 2×4");
        assertThatThrownBy(() -> Blas.product(A, Block.of(new DMatrixRMaj(3, 5)), C))
                .hasMessageContaining("into 2×4");
        assertThatThrownBy(() -> Blas.addProductTransA(A, Block.of(new DMatrixRMaj(2, 4)), C))
                .hasMessageContaining("2×3ᵀ times 2×4");
        assertThat(C.data).containsOnly(7);
    }

    @Test void columnSumsAreTheSumsOfTheRows() {
        var rows = Block.of(new DMatrixRMaj(9000, 3)).cols(1, 3);
        for (int r = 0; r < rows.rows; r++) rows.set(r, 1, r);
        var sums = Block.of(new DMatrixRMaj(1, 2));
        sums.fill(7);

        sums.addColumnSums(rows);

        assertThat(sums.data).containsExactly(7, 7 + 9000 * 8999 / 2.0);
    }

    @Test void theBackendIsNamedInASentence() {
        assertThat(Blas.backend()).matches("Matrix products run (on OpenBLAS, with [^.]*|in plain Java, .*)\\.");
    }

    @Test void theBackendNamesItsKernelsAndWhatMultipliesInSinglePrecision() {
        assertThat(Blas.backend(null, true, "HASWELL")).isEqualTo(
                "Matrix products run on OpenBLAS, with the kernels for HASWELL, those in single precision on oneDNN.");
        assertThat(Blas.backend(null, false, null)).isEqualTo(
                "Matrix products run on OpenBLAS, with kernels of its own choice, in both precisions.");
    }

    @Test void plainJavaIsNamedWhereItMultiplies() {
        assertThat(Blas.backend("OpenBLAS is away", false, "HASWELL")).isEqualTo(
                "Matrix products run in plain Java, in double precision only: OpenBLAS is away. "
                + "Everything works, larger networks train more slowly.");
    }

    private static Block random(int rows, int cols, int margin, Rng rng) {
        var wide = new double[rows * (cols + 2 * margin)];
        for (int j = 0; j < wide.length; j++) wide[j] = rng.normal();
        return new Block(wide, margin, rows, cols, cols + 2 * margin);
    }
}
