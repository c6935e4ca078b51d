package unrolled.model;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import unrolled.machine.Stop;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Rng;

/**
 * The recurrent weights of an {@link EchoStateNetwork}: each uniform in ±1 with probability {@code density}, else 0;
 * then all scaled so that max |λ(U)| is the spectral radius.
 */
record Reservoir(double density, double spectralRadius) implements Initializer {

    /** @throws IllegalStateException if no unit hears itself again, so that max |λ(U)| is 0 */
    @Override public void fill(Block U, Rng rng) {
        for (int j = 0; j < U.rows; j++) {
            for (int k = 0; k < U.cols; k++) U.set(j, k, rng.uniform() < density ? rng.uniform(-1, 1) : 0);
        }
        double radius = radius(U.toMatrix());
        if (radius == 0) {
            throw new IllegalStateException("EchoStateNetwork expects a reservoir with a loop, got none (" + U.rows
                    + " units, density " + density + "); is the density too low?");
        }
        for (int j = 0; j < U.rows; j++) {
            for (int k = 0; k < U.cols; k++) U.set(j, k, U.get(j, k) * spectralRadius / radius);
        }
    }

    /**
     * max |λ(A)| by Gelfand's formula, lim ‖Aᵐ‖^(1/m), with m = 1, 2, 4, … by squaring: unlike the power iteration it
     * does not mind that the largest eigenvalues of a random matrix are a complex pair, and it finds exactly 0 where
     * there is no loop. At the last m, 2⁴³, what is missing is of the order of log(H) / 2⁴³.
     */
    private static double radius(DMatrixRMaj A) {
        var power = A.copy();
        var squared = new DMatrixRMaj(A.numRows, A.numCols);
        double log = 0;                                            // of ‖Aᵐ‖^(1/m)
        for (double m = 1; m < 1e13; m *= 2) {
            Stop.check();
            double norm = NormOps_DDRM.normF(power);
            if (norm == 0) return 0;
            log += Math.log(norm) / m;
            CommonOps_DDRM.divide(power, norm);
            Blas.product(Block.of(power), Block.of(power), Block.of(squared));
            power.setTo(squared);
        }
        return Math.exp(log);
    }
}
