package unrolled.train;

import unrolled.math.Block;
import unrolled.math.Softmax;
import unrolled.seq.Sequence;

/**
 * How wrong outputs are, and in which direction: L and ∂L/∂y.
 *
 * <p>A loss is a mean over the valid steps of all examples (and over the features, for the losses that compare numbers),
 * unless {@link #summed} makes it a sum. Padding counts for nothing.
 */
public abstract class Loss {

    private final String name;
    private final boolean mean;

    private Loss(String name, boolean mean) {
        this.name = name;
        this.mean = mean;
    }

    /** Mean squared error: (y − target)². There is no ½. */
    public static Loss mse() {
        return new Elementwise("MSE", true) {
            @Override double value(double d) {
                return d * d;
            }

            @Override double slope(double d) {
                return 2 * d;
            }
        };
    }

    /**
     * Softmax cross-entropy: −log p_k of the target class k, with p = softmax(y). The outputs are logits, D classes; the
     * target has one feature, the class 0 … D − 1. ∂L/∂y = p − onehot(k).
     */
    public static Loss softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy(true);
    }

    /** The same loss as a sum over steps, examples and features. */
    public abstract Loss summed();

    /** L. */
    public final double value(Sequence y, Sequence target) {
        return run(y, target, null);
    }

    /**
     * L, and ∂L/∂y into {@code dy}, which has the shape of {@code y}; 0 at padding.
     *
     * @throws IllegalArgumentException if the target does not have the shape of the output
     */
    public final double gradient(Sequence y, Sequence target, Sequence dy) {
        dy.resizeLike(y);
        dy.all().fill(0);
        return run(y, target, dy);
    }

    /** The features that a target for {@code outputs} outputs has. */
    abstract int targetFeatures(int outputs);

    /** What the mean divides by for each valid step. */
    abstract int entries(int outputs);

    /** The loss of one step of one example; adds {@code scale} times its gradient to row n of {@code dy} unless null. */
    abstract double row(Block y, Block target, int n, double scale, Block dy);

    private double run(Sequence y, Sequence target, Sequence dy) {
        expectTarget(y, target);
        double scale = mean ? 1.0 / ((double) y.validSteps() * entries(y.features())) : 1;
        double sum = 0;
        for (int t = 0; t < y.steps(); t++) {
            for (int n = 0; n < y.batch(); n++) {
                if (y.valid(t, n)) sum += row(y.at(t), target.at(t), n, scale, dy == null ? null : dy.at(t));
            }
        }
        return scale * sum;
    }

    private void expectTarget(Sequence y, Sequence target) {
        int features = targetFeatures(y.features());
        if (target.steps() == y.steps() && target.batch() == y.batch() && target.features() == features) return;
        var hint = target.steps() != y.steps() && y.steps() == 1
                ? "; does the model end in LastStep while the target has every step?" : "";
        throw new IllegalArgumentException("Loss " + name + " expects a target of T=" + y.steps() + ", B=" + y.batch()
                + ", D=" + features + ", got " + target + hint);
    }

    @Override public String toString() {
        return name;
    }

    /** A loss of the difference d = y − target, entry by entry. */
    private abstract static class Elementwise extends Loss {

        Elementwise(String name, boolean mean) {
            super(name, mean);
        }

        abstract double value(double d);

        abstract double slope(double d);

        @Override public Loss summed() {
            var one = this;
            return new Elementwise(this + ", summed", false) {
                @Override double value(double d) {
                    return one.value(d);
                }

                @Override double slope(double d) {
                    return one.slope(d);
                }
            };
        }

        @Override int targetFeatures(int outputs) {
            return outputs;
        }

        @Override int entries(int outputs) {
            return outputs;
        }

        @Override double row(Block y, Block target, int n, double scale, Block dy) {
            double sum = 0;
            for (int j = 0; j < y.cols; j++) {
                double d = y.get(n, j) - target.get(n, j);
                sum += value(d);
                if (dy != null) dy.set(n, j, scale * slope(d));
            }
            return sum;
        }
    }

    private static final class SoftmaxCrossEntropy extends Loss {

        SoftmaxCrossEntropy(boolean mean) {
            super("softmax cross-entropy", mean);
        }

        @Override public Loss summed() {
            return new SoftmaxCrossEntropy(false);
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
            if (dy != null) {
                for (int j = 0; j < y.cols; j++) {
                    dy.set(n, j, scale * (Math.exp(y.get(n, j) - logSum) - (j == k ? 1 : 0)));
                }
            }
            return logSum - y.get(n, k);
        }

        private static int classOf(double target, int classes) {
            int k = (int) target;
            if (k == target && 0 <= k && k < classes) return k;
            throw new IllegalArgumentException("Loss softmax cross-entropy expects a class from 0 to " + (classes - 1)
                    + ", got " + target);
        }
    }
}
