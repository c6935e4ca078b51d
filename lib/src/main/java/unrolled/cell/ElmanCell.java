package unrolled.cell;

import static unrolled.math.Vec.*;

import unrolled.math.Activation;
import unrolled.math.Initializer;

/**
 * The simple recurrent cell: the last hidden state is one more input.
 *
 * <pre>
 *   a_t = W x_t + U h_{t−1} + b         W: H×D   U: H×H   b: H×1
 *   h_t = σ(a_t)                        h_0 = 0 unless a state is given
 *
 *   a batch, one example a row:         A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ         B×H
 *   back:                               dA_t = σ′(A_t) ⊙ dH_t
 *                                       dH_{t−1} += dA_t U     dU = Σ_t dA_tᵀ H_{t−1}
 * </pre>
 *
 * <p>σ is tanh unless another is given. An {@link #irnn} has the same equations with σ = max(0, ·) and another start.
 * Parameters {@code W}, {@code U}, {@code b}: H (H + D + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">J. L. Elman, Finding Structure in Time,
 *      Cognitive Science 14 (1990), 179–211</a>
 */
public final class ElmanCell extends StackedCell {

    /** The standard deviation of an IRNN's first input weights (Le and others 2015). */
    public static final double IRNN_DEVIATION = 0.001;

    private final Activation sigma;

    /** σ = tanh. */
    public ElmanCell(int features, int hidden) {
        this(features, hidden, Activation.TANH);
    }

    public ElmanCell(int features, int hidden, Activation sigma) {
        super("elman", features, hidden, 1);
        this.sigma = sigma;
    }

    /**
     * An IRNN: σ = ReLU, and a start at which the state stays what it was but for what x adds.
     *
     * <pre>
     *   U = I     W: normal, deviation {@value #IRNN_DEVIATION}     b = 0
     * </pre>
     *
     * @see <a href="https://arxiv.org/abs/1504.00941">Q. V. Le, N. Jaitly, G. E. Hinton, A Simple Way to Initialize
     *      Recurrent Networks of Rectified Linear Units (2015)</a>
     */
    public static ElmanCell irnn(int features, int hidden) {
        return irnn(features, hidden, 1);
    }

    /**
     * An IRNN that starts with U = {@code scale} · I: below 1 it forgets; the paper takes 0.01 for short memories.
     *
     * @throws IllegalArgumentException if a size is not positive or not 0 &lt; scale ≤ 1
     */
    public static ElmanCell irnn(int features, int hidden, double scale) {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("ElmanCell.irnn expects a scale of 0 < scale ≤ 1, got " + scale
                    + "; above 1 the state grows at every step");
        }
        var cell = new ElmanCell(features, hidden, Activation.RELU);
        cell.U.startWith(Initializer.scaledIdentity(scale));
        cell.W.startWith(Initializer.normal(IRNN_DEVIATION));
        return cell;
    }

    @Override public ElmanCell twin() {
        return twin(() -> new ElmanCell(features(), hidden(), sigma));
    }

    /** σ. */
    public Activation sigma() {
        return sigma;
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                       // a_t += h_{t−1} Uᵀ
        a.now.read(t);
        apply(sigma, a.now, h.now);                   // h_t  = σ(a_t)
        h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        h.now.read(t);  dh.now.read(t);
        back(sigma, h.now, dh.now, da.now);           // da_t      = σ′(a_t) ⊙ dh_t
        da.now.write(t);
        addRecurrentProductBack(t);                   // dh_{t−1} += da_t U
    }
}
