package unrolled.math;

/**
 * The softmax of each row, with the largest entry subtracted first so that nothing overflows.
 *
 * <pre>
 *   p_k = e^{a_k − m} / Σ_j e^{a_j − m},   m = max_j a_j
 *   back:  da_k = p_k (dp_k − Σ_j p_j dp_j)
 * </pre>
 */
public final class Softmax {

    private Softmax() {}

    /** p = softmax(a), row by row. {@code p} may be {@code a} itself. */
    public static void apply(Block a, Block p) {
        for (int r = 0; r < a.rows; r++) apply(a, r, a.cols, p);
    }

    /** The softmax of the first {@code n} entries of row {@code r}; the others become exactly 0. */
    public static void apply(Block a, int r, int n, Block p) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) max = Math.max(max, a.get(r, k));
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double e = Math.exp(a.get(r, k) - max);
            p.set(r, k, e);
            sum += e;
        }
        for (int k = 0; k < n; k++) p.set(r, k, p.get(r, k) / sum);
        for (int k = n; k < p.cols; k++) p.set(r, k, 0);
    }

    /** da = p ⊙ (dp − Σ p dp), row by row. {@code da} may be {@code dp} itself. */
    public static void back(Block p, Block dp, Block da) {
        for (int r = 0; r < p.rows; r++) {
            double dot = 0;
            for (int k = 0; k < p.cols; k++) dot += p.get(r, k) * dp.get(r, k);
            for (int k = 0; k < p.cols; k++) da.set(r, k, p.get(r, k) * (dp.get(r, k) - dot));
        }
    }

    /** log Σ_k e^{a_k} of row {@code r}, without overflow. */
    public static double logSumExp(Block a, int r) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < a.cols; k++) max = Math.max(max, a.get(r, k));
        double sum = 0;
        for (int k = 0; k < a.cols; k++) sum += Math.exp(a.get(r, k) - max);
        return max + Math.log(sum);
    }
}
