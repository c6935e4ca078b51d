package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;
import static unrolled.math.Vec.*;

import java.util.Arrays;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Vec;
import unrolled.seq.Sequence;

/**
 * Leaky units: the state moves only part of the way to its new value, so that it forgets slowly.
 *
 * <pre>
 *   g_t = tanh(W x_t + U h_{t−1} + b)          W: H×D   U: H×H   b: H×1
 *   h_t = α h_{t−1} + (1 − α) g_t              h_0 = 0 unless a state is given
 *
 *   a batch:      G_t = tanh(X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ)                              B×H
 *   back:         dA_t = (1 − α) (1 − G_t ⊙ G_t) ⊙ dH_t
 *                 dH_{t−1} += α dH_t + dA_t U
 *
 *   α learned:    α_j = σ(λ_j)                 λ: H×1, one for each unit, so that 0 &lt; α_j &lt; 1 whatever λ_j is
 *                 dα_j = Σ dh_j (h_{t−1} − g_t)_j  over steps and examples      dλ_j = dα_j α_j (1 − α_j)
 * </pre>
 *
 * <p>α is the weight of the <em>old</em> state: 0 is an {@link ElmanCell}, and a unit forgets with a time constant of
 * about 1 / (1 − α) steps. Who writes a leaking rate a with h_t = (1 − a) h_{t−1} + a g_t, as for echo state networks,
 * means a = 1 − α. Parameters {@code W}, {@code U}, {@code b}: H (H + D + 1) numbers, and H more in {@code lambda}
 * where α is {@link #learned}.
 *
 * @see <a href="https://arxiv.org/abs/1212.0901">Y. Bengio, N. Boulanger-Lewandowski, R. Pascanu, Advances in
 *      Optimizing Recurrent Networks, ICASSP (2013), section 3.2</a>
 * @see <a href="https://doi.org/10.1016/j.neunet.2007.04.016">H. Jaeger, M. Lukoševičius, D. Popovici, U. Siewert,
 *      Optimization and applications of echo state networks with leaky-integrator neurons, Neural Networks 20 (2007),
 *      335–352</a>
 */
public final class LeakyCell extends StackedCell {

    private final double[] alpha;           // of each unit
    private final Parameter lambda;         // null where α is fixed
    private final Vec old;                  // α, the weight of the old state
    private final Vec dLambda;
    private final Vec dg = new Vec(), moved = new Vec(), dAlpha = new Vec();

    /**
     * α fixed, the same for all units.
     *
     * @throws IllegalArgumentException if a size is not positive or not 0 ≤ α &lt; 1
     */
    public LeakyCell(int features, int hidden, double alpha) {
        this(features, hidden, alpha, false);
    }

    /**
     * α learned, one for each unit, all starting at {@code alpha}.
     *
     * @throws IllegalArgumentException if a size is not positive or not 0 &lt; α &lt; 1
     */
    public static LeakyCell learned(int features, int hidden, double alpha) {
        return new LeakyCell(features, hidden, alpha, true);
    }

    private LeakyCell(int features, int hidden, double alpha, boolean learned) {
        super("leaky", features, hidden, 1);
        boolean inside = isTwin() || alpha >= 0 && alpha < 1 && !(learned && alpha == 0);
        if (!inside) {
            throw new IllegalArgumentException("LeakyCell expects a weight of the old state of "
                    + (learned ? "0 < α < 1 where it is learned" : "0 ≤ α < 1") + ", got " + alpha);
        }
        this.alpha = isTwin() ? ((LeakyCell) original()).alpha : new double[hidden];
        if (!isTwin()) Arrays.fill(this.alpha, alpha);
        lambda = learned ? parameter("lambda", hidden, 1, Initializer.constant(Math.log(alpha / (1 - alpha)))) : null;
        old = row(this.alpha);
        dLambda = learned ? sum(lambda) : null;
    }

    @Override public LeakyCell twin() {
        return twin(() -> new LeakyCell(features(), hidden(), alpha[0], lambda != null));
    }

    /** The weight of the old state of each unit: as given, or σ(λ) where it is learned. A copy. */
    public double[] alpha() {
        if (lambda != null) updateAlpha();
        return alpha.clone();
    }

    /** Whether α is learned. */
    public boolean learnsAlpha() {
        return lambda != null;
    }

    @Override protected void begin(Sequence x) {
        super.begin(x);
        if (lambda != null) updateAlpha();
    }

    private void updateAlpha() {
        for (int j = 0; j < alpha.length; j++) alpha[j] = SIGMOID.of(lambda.value().data[j]);
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                              // a_t += h_{t−1} Uᵀ
        a.now.read(t);  h.prev.read(t);
        tanh(a.now);                                         // g_t  = tanh(a_t)
        mix(old, a.now, h.prev, h.now);                      // h_t  = (1 − α) g_t + α h_{t−1}
        a.now.write(t);  h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        a.now.read(t);  dh.now.read(t);  dh.prev.read(t);
        addProduct(old, dh.now, dh.prev);                    // dh_{t−1} += α dh_t
        if (lambda != null) addLambdaGradient(t);
        rest(old, dh.now, dg);                               // dg_t      = (1 − α) dh_t
        back(TANH, a.now, dg, da.now);                       // da_t      = (1 − g_t²) ⊙ dg_t
        da.now.write(t);  dh.prev.write(t);
        addRecurrentProductBack(t);                          // dh_{t−1} += da_t U
    }

    /** dλ += α (1 − α) dh_t ⊙ (h_{t−1} − g_t). */
    private void addLambdaGradient(int t) {
        h.prev.read(t);
        difference(h.prev, a.now, moved);
        sigmoidBack(old, dh.now, moved, dAlpha);
        add(dAlpha, dLambda);
    }
}
