package unrolled.train;

import java.util.Arrays;
import unrolled.math.Activation;
import unrolled.math.Block;
import unrolled.seq.Sequence;

/**
 * How wrong outputs are, and in which direction: L and ∂L/∂y.
 *
 * <p>A loss is a mean over the valid steps of all examples (and over the features, for the losses that compare
 * numbers), unless {@link #summed} makes it a sum. Padding counts for nothing.
 */
public abstract class Loss {

    private final String name;
    private final boolean mean;

    Loss(String name, boolean mean) {
        this.name = name;
        this.mean = mean;
    }

    /** Mean squared error: (y − target)², slope 2 (y − target). There is no ½. */
    public static Loss mse() {
        return new EntrywiseLoss("MSE", (y, target) -> (y - target) * (y - target), (y, target) -> 2 * (y - target));
    }

    /** Mean absolute error: |y − target|, slope sign(y − target), 0 where both are equal. */
    public static Loss mae() {
        return new EntrywiseLoss("MAE", (y, target) -> Math.abs(y - target), (y, target) -> Math.signum(y - target));
    }

    /**
     * Huber's loss of d = y − target: ½ d² where |d| ≤ δ, else δ (|d| − ½ δ); slope d, held within ±δ. Near 0 it is
     * half the MSE, far out it grows like δ times the MAE, so that one outlier does not rule the fit.
     *
     * @throws IllegalArgumentException if δ is not a positive number
     * @see <a href="https://doi.org/10.1214/aoms/1177703732">P. J. Huber, Robust Estimation of a Location Parameter,
     *      Annals of Mathematical Statistics 35 (1964), 73–101</a>
     */
    public static Loss huber(double delta) {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("Loss huber expects a positive δ, got " + delta);
        }
        return new EntrywiseLoss("Huber", (y, target) -> huber(Math.abs(y - target), delta),
                (y, target) -> Math.max(-delta, Math.min(delta, y - target)));
    }

    private static double huber(double distance, double delta) {
        return distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
    }

    /**
     * Binary cross-entropy of logits l, each output a yes or no of its own: −y log σ(l) − (1 − y) log(1 − σ(l)), with
     * targets y from 0 to 1.
     *
     * <pre>
     *   value  max(l, 0) − l y + log(1 + e^{−|l|})       the same, without overflow for large |l|
     *   slope  σ(l) − y
     * </pre>
     */
    public static Loss binaryCrossEntropy() {
        return new EntrywiseLoss("binary cross-entropy",
                (l, y) -> Math.max(l, 0) - l * expectShare(y) + Math.log1p(Math.exp(-Math.abs(l))),
                (l, y) -> Activation.SIGMOID.of(l) - y);
    }

    private static double expectShare(double y) {
        if (y >= 0 && y <= 1) return y;
        throw new IllegalArgumentException("Loss binary cross-entropy expects targets from 0 to 1, got " + y);
    }

    /**
     * Softmax cross-entropy: −log p_k of the target class k, with p = softmax(y). The outputs are logits, D classes;
     * the target has one feature, the class 0 … D − 1. ∂L/∂y = p − onehot(k).
     */
    public static Loss softmaxCrossEntropy() {
        return softmaxCrossEntropy(0);
    }

    /**
     * Softmax cross-entropy with label smoothing: −Σ_j q_j log p_j with q = (1 − ε) onehot(k) + ε / D, so that no logit
     * is driven to infinity. ∂L/∂y = p − q.
     *
     * @throws IllegalArgumentException if ε is not in [0, 1)
     * @see <a href="https://doi.org/10.1109/CVPR.2016.308">C. Szegedy and others, Rethinking the Inception Architecture
     *      for Computer Vision, CVPR (2016), section 7</a>
     */
    public static Loss softmaxCrossEntropy(double smoothing) {
        return new SoftmaxCrossEntropy(Optimizer.expectShare("Loss softmax cross-entropy", "ε", smoothing), true);
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
     * @throws IllegalArgumentException if the target does not have the shape of the output, or other lengths
     */
    public final double gradient(Sequence y, Sequence target, Sequence dy) {
        dy.resizeLike(y);
        dy.all().fill(0);
        return run(y, target, dy);
    }

    /** The features that a target for {@code outputs} outputs has. */
    abstract int targetFeatures(int outputs);

    /** Whether it is a mean over steps; otherwise it is a sum. */
    final boolean mean() {
        return mean;
    }

    /** What the mean divides by for each valid step. */
    abstract int entries(int outputs);

    /** The loss of one step of one example; row n of {@code dy} (or null) becomes {@code scale} times its gradient. */
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
        if (target.steps() == y.steps() && target.batch() == y.batch() && target.features() == features) {
            expectLengths(y, target);
            return;
        }
        var hint = target.steps() != y.steps() && y.steps() == 1
                ? "; does the model end in LastStep while the target has every step?" : "";
        throw new IllegalArgumentException("Loss " + name + " expects a target of T=" + y.steps() + ", B=" + y.batch()
                + ", D=" + features + ", got " + target + hint);
    }

    /** Which steps count is the output's to say; a target that says otherwise was meant for another input. */
    private void expectLengths(Sequence y, Sequence target) {
        if (target.lengths() == null || Arrays.equals(target.lengths(), y.lengths())) return;
        throw new IllegalArgumentException("Loss " + name + " expects a target with the lengths of the output, "
                + Arrays.toString(y.lengths()) + ", got " + Arrays.toString(target.lengths())
                + (y.lengths() == null ? "; does the input lack its lengths?" : ""));
    }

    @Override public String toString() {
        return name;
    }
}
