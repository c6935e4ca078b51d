package unrolled.layer;

import java.util.List;
import unrolled.math.Activation;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;

/** How well a query fits a key, for the T queries and the S keys of one example. */
abstract class Score {

    /** Sets {@code a}, T×S, from the queries q, T×A, and the keys k, S×A. */
    abstract void apply(Block q, Block k, Block a);

    /** Adds to {@code dq} and {@code dk}; {@code da} may be overwritten. */
    abstract void back(Block q, Block k, Block da, Block dq, Block dk);

    List<Parameter> parameters() {
        return List.of();
    }

    /** a_ts = q_t · k_s / √A. */
    static final class Dot extends Score {

        @Override void apply(Block q, Block k, Block a) {
            a.setProductTransB(q, k);                                 // a = q kᵀ
            scale(a, 1 / Math.sqrt(q.cols));                          // a = q kᵀ / √A
        }

        @Override void back(Block q, Block k, Block da, Block dq, Block dk) {
            scale(da, 1 / Math.sqrt(q.cols));
            dq.addProduct(da, k);                                     // dq += da k / √A
            dk.addProductTransA(da, q);                               // dk += daᵀ q / √A
        }

        private static void scale(Block a, double factor) {
            for (int t = 0; t < a.rows; t++) {
                for (int s = 0; s < a.cols; s++) a.data[a.row(t) + s] *= factor;
            }
        }
    }

    /** a_ts = v · tanh(q_t + k_s). */
    static final class Additive extends Score {

        private final Parameter v;
        private double[] u = new double[0];                           // tanh(q_t + k_s) for one t and every s, S×A

        Additive(int size) {
            v = new Parameter("v", size, 1, Initializer.glorotUniform());
        }

        @Override void apply(Block q, Block k, Block a) {
            double[] v = this.v.value().data;
            for (int t = 0; t < q.rows; t++) {
                match(q, t, k);
                for (int s = 0; s < k.rows; s++) {
                    double sum = 0;
                    for (int j = 0; j < k.cols; j++) sum += v[j] * u[s * k.cols + j];
                    a.set(t, s, sum);
                }
            }
        }

        @Override void back(Block q, Block k, Block da, Block dq, Block dk) {
            for (int t = 0; t < q.rows; t++) {
                match(q, t, k);
                for (int s = 0; s < k.rows; s++) stepBack(da.get(t, s), s * k.cols, dq, t, dk, s);
            }
        }

        private void stepBack(double da, int at, Block dq, int t, Block dk, int s) {
            double[] v = this.v.value().data;
            double[] dv = this.v.gradient().data;
            int q = dq.row(t);
            int k = dk.row(s);
            for (int j = 0; j < v.length; j++) {
                double d = da * v[j] * (1 - u[at + j] * u[at + j]);
                dv[j] += da * u[at + j];                              // dv   += da_ts u_ts
                dq.data[q + j] += d;                                  // dq_t += da_ts v ⊙ (1 − u_ts²)
                dk.data[k + j] += d;                                  // dk_s += the same
            }
        }

        /** u_s = tanh(q_t + k_s) for every s. */
        private void match(Block q, int t, Block k) {
            int size = k.rows * k.cols;
            if (u.length < size) u = new double[size];
            int from = q.row(t);
            for (int s = 0; s < k.rows; s++) {
                int key = k.row(s);
                for (int j = 0; j < k.cols; j++) u[s * k.cols + j] = q.data[from + j] + k.data[key + j];
            }
            Activation.TANH.apply(u, size);
        }

        @Override List<Parameter> parameters() {
            return List.of(v);
        }
    }
}
