package unrolled.model;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import unrolled.math.Blas;
import unrolled.math.Block;

/**
 * Least squares with a penalty, by the normal equations.
 *
 * <pre>
 *   (Zᵀ Z + β I) X = Zᵀ Y         Z: N×K   Y: N×O   X: K×O
 * </pre>
 */
final class RidgeRegression {

    private RidgeRegression() {}

    /** @throws IllegalArgumentException if the ridge β is so small that rounding swallows it */
    static DMatrixRMaj solve(DMatrixRMaj Z, DMatrixRMaj Y, double ridge) {
        var gram = new DMatrixRMaj(Z.numCols, Z.numCols);
        var right = new DMatrixRMaj(Z.numCols, Y.numCols);
        Blas.addProductTransA(Block.of(Z), Block.of(Z), Block.of(gram));
        Blas.addProductTransA(Block.of(Z), Block.of(Y), Block.of(right));
        for (int j = 0; j < gram.numRows; j++) gram.add(j, j, ridge);
        var cholesky = LinearSolverFactory_DDRM.symmPosDef(gram.numRows);
        if (!cholesky.setA(gram)) {
            throw new IllegalArgumentException("EchoStateNetwork expects normal equations that Cholesky can solve, got"
                    + " ones that are not positive definite (ridge " + ridge + ", " + Z.numRows + " rows); is the ridge"
                    + " too small?");
        }
        var solution = new DMatrixRMaj(Z.numCols, Y.numCols);
        cholesky.solve(right, solution);
        return solution;
    }
}
