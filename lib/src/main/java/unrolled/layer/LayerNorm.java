package unrolled.layer;

import java.util.List;
import unrolled.math.Initializer;
import unrolled.math.Norm;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Gives the features of every step and example mean 0 and variance 1, then a learned gain and shift.
 *
 * <pre>
 *   μ = mean of x_t,  v = mean of (x_t − μ)²                     over the D features; v is the biased variance
 *   x̂_t = (x_t − μ) / √(v + ε)                                   ε = 1e-5
 *   y_t = gain ⊙ x̂_t + shift                                     gain: D×1   shift: D×1
 *
 *   back:  dgain = Σ dy_t ⊙ x̂_t     dshift = Σ dy_t     dx̂_t = dy_t ⊙ gain
 *          dx_t  = (dx̂_t − mean of dx̂_t − x̂_t · mean of (dx̂_t ⊙ x̂_t)) / √(v + ε)
 * </pre>
 *
 * <p>T×B×D → T×B×D; no step, no example sees another. Parameters {@code gain}, starting at 1, and {@code shift},
 * starting at 0: 2 D numbers.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">J. L. Ba, J. R. Kiros, G. E. Hinton, Layer Normalization (2016),
 *      eq. 3 and 4</a>
 */
public final class LayerNorm extends Layer {

    /** What is added to the variance, so that equal features do not divide by 0. */
    public static final double EPSILON = 1e-5;

    private final Parameter gain;
    private final Parameter shift;
    private final Sequence normal;                       // x̂
    private final Sequence scale = new Sequence(1, 1, 1);   // 1 / √(v + ε)

    /** @throws IllegalArgumentException if the number of features is not positive */
    public LayerNorm(int features) {
        super("norm", features, features);
        if (features < 1) {
            throw new IllegalArgumentException("LayerNorm expects 1 or more features, got " + features + " (D)");
        }
        gain = new Parameter("gain", features, 1, Initializer.constant(1));
        shift = new Parameter("shift", features, 1, Initializer.zeros());
        normal = new Sequence(1, 1, features);
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        begin(x);
        normal.resizeLike(x);
        scale.resizeLike(x);
        for (int r = 0; r < x.steps() * x.batch(); r++) row(x.matrix().data, r * x.features());
        y.clearPadding();
        return y;
    }

    /** One step of one example, which begins at {@code at}. */
    private void row(double[] x, int at) {
        int D = y.features();
        double mean = 0;
        for (int j = 0; j < D; j++) mean += x[at + j] / D;
        double variance = 0;
        for (int j = 0; j < D; j++) variance += (x[at + j] - mean) * (x[at + j] - mean) / D;
        double s = 1 / (variance <= Double.MAX_VALUE ? Math.sqrt(variance + EPSILON) : deviation(x, at, mean));
        scale.matrix().data[at / D] = s;
        for (int j = 0; j < D; j++) {
            double hat = (x[at + j] - mean) * s;                                        // x̂ = (x − μ) / √(v + ε)
            normal.matrix().data[at + j] = hat;
            y.matrix().data[at + j] = gain.value().data[j] * hat + shift.value().data[j];
        }
    }

    /** √v where the squares are too large for a double; ε is nothing beside it. */
    private double deviation(double[] x, int at, double mean) {
        return Norm.rootMeanSquare(y.features(), j -> x[at + j] - mean);
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        for (int t = 0; t < y.steps(); t++) {
            for (int n = 0; n < y.batch(); n++) {
                if (y.valid(t, n)) rowBack(dy.matrix().data, y.at(t).row(n));
            }
        }
        dx.clearPadding();
        return dx;
    }

    private void rowBack(double[] dy, int at) {
        int D = y.features();
        double[] hat = normal.matrix().data;
        double mean = 0;
        double meanProduct = 0;
        for (int j = 0; j < D; j++) {
            double d = dy[at + j] * gain.value().data[j];                               // dx̂ = dy ⊙ gain
            mean += d / D;
            meanProduct += d * hat[at + j] / D;
            gain.gradient().data[j] += dy[at + j] * hat[at + j];
            shift.gradient().data[j] += dy[at + j];
        }
        for (int j = 0; j < D; j++) {
            double d = dy[at + j] * gain.value().data[j];
            dx.matrix().data[at + j] = (d - mean - hat[at + j] * meanProduct) * scale.matrix().data[at / D];
        }
    }

    @Override public List<Parameter> parameters() {
        return List.of(gain, shift);
    }
}
