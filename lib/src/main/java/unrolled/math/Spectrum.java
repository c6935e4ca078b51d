package unrolled.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * How a matrix stretches: its singular values, and its spectral radius, which says what a power of it does.
 *
 * <pre>
 *   ‖A‖ = σ_1 ≥ σ_2 ≥ … ≥ 0         ρ(A) = max |λ_j| ≤ ‖A‖         ‖Aᵏ‖^{1/k} → ρ(A)
 * </pre>
 */
public final class Spectrum {

    private Spectrum() {}

    /**
     * ρ(A), the largest |eigenvalue|.
     *
     * @throws IllegalArgumentException if A is not square or holds something that is no number
     */
    public static double radius(DMatrixRMaj A) {
        if (A.numRows != A.numCols) {
            var hint = A.numRows % A.numCols == 0 ? "; is it a stack of gates? Take one" : "";
            throw new IllegalArgumentException("Spectrum expects a square matrix, got " + A.numRows + "×" + A.numCols
                    + hint);
        }
        double unit = unit(A);
        var eigen = DecompositionFactory_DDRM.eig(A.numRows, false);
        if (!eigen.decompose(relative(A, unit))) {
            throw new IllegalStateException("Spectrum: the eigenvalues did not converge");
        }
        double radius = 0;
        for (int j = 0; j < eigen.getNumberOfEigenvalues(); j++) {
            radius = Math.max(radius, eigen.getEigenvalue(j).getMagnitude());
        }
        return radius * unit;
    }

    /**
     * The singular values, largest first; the first is ‖A‖.
     *
     * @throws IllegalArgumentException if A holds something that is no number
     */
    public static double[] singularValues(DMatrixRMaj A) {
        double unit = unit(A);
        var svd = DecompositionFactory_DDRM.svd(A.numRows, A.numCols, false, false, true);
        if (!svd.decompose(relative(A, unit))) {
            throw new IllegalStateException("Spectrum: the singular values did not converge");
        }
        double[] ascending = Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues());
        Arrays.sort(ascending);
        var values = new double[ascending.length];
        for (int j = 0; j < values.length; j++) values[j] = ascending[values.length - 1 - j] * unit;
        return values;
    }

    /** What A is measured in: 1, or its largest number where a square of it is beyond what a double holds. */
    private static double unit(DMatrixRMaj A) {
        expectFinite(A);
        double most = Norm.largest(A.getNumElements(), j -> A.data[j]);
        return most == 0 || Norm.holds(most * most) ? 1 : most;
    }

    private static DMatrixRMaj relative(DMatrixRMaj A, double unit) {
        var relative = A.copy();
        if (unit != 1) CommonOps_DDRM.divide(relative, unit);
        return relative;
    }

    private static void expectFinite(DMatrixRMaj A) {
        for (int j = 0; j < A.getNumElements(); j++) {
            if (Double.isFinite(A.data[j])) continue;
            throw new IllegalArgumentException("Spectrum expects finite numbers, got " + A.data[j] + " (row "
                    + j / A.numCols + ", column " + j % A.numCols + ")");
        }
    }
}
