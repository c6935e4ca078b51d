package unrolled.cell;

import static unrolled.math.Activation.TANH;

import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

/**
 * Layer normalization inside the recurrence: the pre-activations of a step have mean 0 and variance 1 over the units,
 * so that a state neither dies out nor saturates, whatever U is.
 *
 * <pre>
 *   a_t = W x_t + U h_{t−1}                         W: H×D   U: H×H
 *   z_t = (a_t − mean(a_t)) / s_t                   s_t = √(var(a_t) + ε)      mean and var over the H units
 *   h_t = tanh(gain ⊙ z_t + shift)                  gain, shift: H×1           h_0 = 0 unless a state is given
 *
 *   a batch: mean and var are those of one row of A_t = X_t Wᵀ + H_{t−1} Uᵀ, B×H: examples do not see each other
 *
 *   back:    dv_t = (1 − h_t²) ⊙ dh_t               dgain = Σ dv_t ⊙ z_t       dshift = Σ dv_t
 *            dz_t = gain ⊙ dv_t
 *            da_t = (dz_t − mean(dz_t) − z_t mean(dz_t ⊙ z_t)) / s_t
 *            dh_{t−1} += da_t U
 * </pre>
 *
 * <p>The variance is the biased one, divided by H; ε = {@value #EPSILON} stands inside the root, as in PyTorch. There
 * is no b: the mean would take it away, and shift does its work. gain starts at 1, shift at 0. Parameters {@code W},
 * {@code U}, {@code gain}, {@code shift}: H (H + D + 2) numbers.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">J. L. Ba, J. R. Kiros, G. E. Hinton, Layer Normalization (2016),
 *      section 3.1</a>
 */
public final class LayerNormElmanCell extends Cell {

    /** What is added to the variance, so that equal pre-activations do not divide by zero. */
    public static final double EPSILON = 1e-5;

    private final Parameter W;
    private final Parameter U;
    private final Parameter gain;
    private final Parameter shift;
    private final Trace h;
    private final Trace dh;
    private final Sequence z;          // first a_t, then z_t
    private final Sequence s;          // one number for each step and example
    private final Sequence dv;
    private final Sequence da;

    /** @throws IllegalArgumentException if a size is not positive or there are fewer than 2 units */
    public LayerNormElmanCell(int features, int hidden) {
        super("layernorm_elman", features, hidden);
        if (hidden < 2) {
            throw new IllegalArgumentException("LayerNormElmanCell expects 2 or more hidden units, got " + hidden
                    + "; one alone always equals its mean");
        }
        W = parameter("W", hidden, features, Initializer.glorotUniform());
        U = parameter("U", hidden, hidden, Initializer.orthogonal());
        gain = parameter("gain", hidden, 1, Initializer.constant(1));
        shift = parameter("shift", hidden, 1, Initializer.zeros());
        h = state("h", hidden);
        dh = h.gradient();
        z = buffer(hidden);
        s = buffer(1);
        dv = buffer(hidden);
        da = buffer(hidden);
    }

    @Override public Trace output() {
        return h;
    }

    /** A = X Wᵀ, for all steps at once. */
    @Override protected void begin(Sequence x) {
        Blas.productTransB(x.all(), W.block(), z.all());
    }

    @Override protected void step(int t) {
        Blas.addProductTransB(h.at(t - 1), U.block(), z.at(t));          // a_t += h_{t−1} Uᵀ
        for (int n = 0; n < z.batch(); n++) normalize(z.at(t), s.at(t), n);
        scale(z.at(t), h.at(t));                                         // v_t  = gain ⊙ z_t + shift
        TANH.apply(h.at(t), h.at(t));                                    // h_t  = tanh(v_t)
    }

    @Override protected void stepBack(int t) {
        TANH.back(h.at(t), dh.at(t), dv.at(t));                          // dv_t = (1 − h_t²) ⊙ dh_t
        for (int n = 0; n < z.batch(); n++) normalizeBack(t, n);
        Blas.addProduct(da.at(t), U.block(), dh.at(t - 1));              // dh_{t−1} += da_t U
    }

    /** s = √(var(a) + ε), a ← (a − mean(a)) / s, for example n. */
    private static void normalize(Block a, Block s, int n) {
        double mean = 0;
        for (int j = 0; j < a.cols; j++) mean += a.get(n, j) / a.cols;
        double variance = 0;
        for (int j = 0; j < a.cols; j++) variance += (a.get(n, j) - mean) * (a.get(n, j) - mean) / a.cols;
        s.set(n, 0, Math.sqrt(variance + EPSILON));
        for (int j = 0; j < a.cols; j++) a.set(n, j, (a.get(n, j) - mean) / s.get(n, 0));
    }

    /** da = (dz − mean(dz) − z mean(dz ⊙ z)) / s with dz = gain ⊙ dv, for example n. */
    private void normalizeBack(int t, int n) {
        int H = outputs();
        double[] gain = this.gain.value().data;
        var z = this.z.at(t);
        var dv = this.dv.at(t);
        var da = this.da.at(t);
        double mean = 0;
        double meanZ = 0;
        for (int j = 0; j < H; j++) {
            double dz = gain[j] * dv.get(n, j);
            mean += dz / H;
            meanZ += dz * z.get(n, j) / H;
        }
        double s = this.s.at(t).get(n, 0);
        for (int j = 0; j < H; j++) da.set(n, j, (gain[j] * dv.get(n, j) - mean - z.get(n, j) * meanZ) / s);
    }

    /** v = gain ⊙ z + shift, each example. */
    private void scale(Block z, Block v) {
        double[] gain = this.gain.value().data;
        double[] shift = this.shift.value().data;
        for (int n = 0; n < v.rows; n++) {
            for (int j = 0; j < v.cols; j++) v.set(n, j, gain[j] * z.get(n, j) + shift[j]);
        }
    }

    @Override protected void end(Sequence x) {
        Blas.addProductTransA(da.all(), x.all(), W.gradientBlock());
        Blas.addProductTransA(da.all(), h.all(-1), U.gradientBlock());
        var dgain = gain.gradientRow();
        var z = this.z.all();
        var dv = this.dv.all();
        for (int r = 0; r < dv.rows; r++) {
            for (int j = 0; j < dv.cols; j++) dgain.add(0, j, dv.get(r, j) * z.get(r, j));
        }
        shift.gradientRow().addColumnSums(dv);
    }

    @Override protected void inputGradient(Sequence dx) {
        Blas.product(da.all(), W.block(), dx.all());
    }
}
