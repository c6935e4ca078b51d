package unrolled.train;

import unrolled.math.Block;
import unrolled.math.Softmax;

/**
 * Softmax cross-entropy with label smoothing ε over K classes.
 *
 * <pre>
 *   L = −Σ_j q_j log p_j = log Σ_j e^{y_j} − Σ_j q_j y_j       q = (1 − ε) onehot(k) + ε / K
 * </pre>
 */
final class SoftmaxCrossEntropy extends Loss {

    private final double smoothing;

    SoftmaxCrossEntropy(double smoothing, boolean mean) {
        super(mean ? "softmax cross-entropy" : "softmax cross-entropy, summed", mean);
        this.smoothing = smoothing;
    }

    @Override public Loss summed() {
        return new SoftmaxCrossEntropy(smoothing, false);
    }

    @Override int targetFeatures(int outputs) {
        return 1;
    }

    @Override int entries(int outputs) {
        return 1;
    }

    @Override double row(Block y, Block target, int n, double scale, Block dy) {
        int k = classOf(target.get(n, 0), y.cols);
        double logSum = Softmax.logSumExp(y, n);
        double share = smoothing / y.cols;                         // q_j where j ≠ k
        double value = (1 - smoothing) * (logSum - y.get(n, k));
        for (int j = 0; j < y.cols; j++) {
            double logit = y.get(n, j);
            if (share > 0) value += share * (logSum - logit);
            double q = j == k ? 1 - smoothing + share : share;
            if (dy != null) dy.set(n, j, scale * (Math.exp(logit - logSum) - q));
        }
        return value;
    }

    /** The class index that a number of a target stands for. */
    static int classOf(double target, int classes) {
        int k = (int) target;
        if (k == target && 0 <= k && k < classes) return k;
        throw new IllegalArgumentException("Loss softmax cross-entropy expects a class from 0 to " + (classes - 1)
                + ", got " + target);
    }
}
