package unrolled.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * How a parameter starts. A matrix is (fan out)×(fan in), as {@code W} maps {@code x} (fan in) to {@code a} (fan out).
 * A stack of gates is started gate by gate: fan out is H, not 3 H or 4 H, so that a gate starts alike in each cell.
 */
@FunctionalInterface
public interface Initializer {

    /** Writes the starting values of one matrix (of one gate). */
    void fill(Block value, Rng rng);

    /** Every entry 0. */
    static Initializer zeros() {
        return constant(0);
    }

    /** Every entry {@code c}. */
    static Initializer constant(double c) {
        return (value, rng) -> value.fill(c);
    }

    /**
     * Uniform in ±√(6 / (fan in + fan out)): variance 2 / (fan in + fan out).
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">X. Glorot, Y. Bengio, Understanding the difficulty
     *      of training deep feedforward neural networks, AISTATS (2010), eq. 16</a>
     */
    static Initializer glorotUniform() {
        return (value, rng) -> uniform(value, Math.sqrt(6.0 / (value.rows + value.cols)), rng);
    }

    /** Normal with variance 2 / (fan in + fan out) (Glorot and Bengio 2010, eq. 12). */
    static Initializer glorotNormal() {
        return (value, rng) -> normal(value, Math.sqrt(2.0 / (value.rows + value.cols)), rng);
    }

    /**
     * Uniform in ±√(6 / fan in): variance 2 / fan in, for ReLU.
     *
     * @see <a href="https://doi.org/10.1109/ICCV.2015.123">K. He and others, Delving Deep into Rectifiers, ICCV (2015),
     *      eq. 10</a>
     */
    static Initializer heUniform() {
        return (value, rng) -> uniform(value, Math.sqrt(6.0 / value.cols), rng);
    }

    /** Normal with variance 2 / fan in, for ReLU (He and others 2015, eq. 10). */
    static Initializer heNormal() {
        return (value, rng) -> normal(value, Math.sqrt(2.0 / value.cols), rng);
    }

    /** Uniform in [−limit, limit). */
    static Initializer uniform(double limit) {
        return (value, rng) -> uniform(value, limit, rng);
    }

    /** Normal with mean 0 and the given standard deviation. */
    static Initializer normal(double deviation) {
        return (value, rng) -> normal(value, deviation, rng);
    }

    /** Ones on the diagonal, zeros elsewhere. */
    static Initializer identity() {
        return scaledIdentity(1);
    }

    /**
     * {@code c} on the diagonal, zeros elsewhere: the start of the recurrent weights of an IRNN.
     *
     * @see <a href="https://arxiv.org/abs/1504.00941">Q. V. Le, N. Jaitly, G. E. Hinton, A Simple Way to Initialize
     *      Recurrent Networks of Rectified Linear Units (2015)</a>
     */
    static Initializer scaledIdentity(double c) {
        return (value, rng) -> {
            value.fill(0);
            for (int j = 0; j < Math.min(value.rows, value.cols); j++) value.set(j, j, c);
        };
    }

    /**
     * Orthonormal rows (or columns, where there are fewer): the Q of a normal matrix, its signs made those of R's
     * diagonal, so that Q is uniformly distributed.
     *
     * @see <a href="https://arxiv.org/abs/1312.6120">A. M. Saxe, J. L. McClelland, S. Ganguli, Exact solutions to the
     *      nonlinear dynamics of learning in deep linear neural networks, ICLR (2014)</a>
     */
    static Initializer orthogonal() {
        return orthogonal(1);
    }

    /** {@code gain} times an orthogonal start. */
    static Initializer orthogonal(double gain) {
        return (value, rng) -> {
            int tall = Math.max(value.rows, value.cols);
            int thin = Math.min(value.rows, value.cols);
            var normal = new DMatrixRMaj(tall, thin);
            normal(Block.of(normal), 1, rng);
            var qr = DecompositionFactory_DDRM.qr(tall, thin);
            if (!qr.decompose(normal)) throw new IllegalStateException("orthogonal start: the QR decomposition failed");
            var q = qr.getQ(null, true);
            var r = qr.getR(null, true);
            for (int j = 0; j < tall; j++) {
                for (int k = 0; k < thin; k++) {
                    double entry = gain * Math.copySign(1, r.get(k, k)) * q.get(j, k);
                    if (value.rows == tall) value.set(j, k, entry);
                    else value.set(k, j, entry);
                }
            }
        };
    }

    private static void uniform(Block value, double limit, Rng rng) {
        for (int r = 0; r < value.rows; r++) {
            for (int c = 0; c < value.cols; c++) value.set(r, c, rng.uniform(-limit, limit));
        }
    }

    private static void normal(Block value, double deviation, Rng rng) {
        for (int r = 0; r < value.rows; r++) {
            for (int c = 0; c < value.cols; c++) value.set(r, c, deviation * rng.normal());
        }
    }
}
