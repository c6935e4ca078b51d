package unrolled.cell;

import static unrolled.math.Activation.TANH;
import static unrolled.math.Vec.*;

import unrolled.math.Initializer;
import unrolled.math.Trace;
import unrolled.math.Vec;

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
public final class LayerNormElmanCell extends StackedCell {

    /** What is added to the variance, so that equal pre-activations do not divide by zero. */
    public static final double EPSILON = 1e-5;

    private final Vec gain, shift, dgain, dshift;
    private final Vec dv = new Vec(), dz = new Vec();
    private final Trace z = trace("z", hidden());
    private final Trace s = trace("s", 1);             // one number for each step and example

    /** @throws IllegalArgumentException if a size is not positive or there are fewer than 2 units */
    public LayerNormElmanCell(int features, int hidden) {
        super("layernorm_elman", "h", features, hidden, 1);
        if (hidden < 2) {
            throw new IllegalArgumentException("LayerNormElmanCell expects 2 or more hidden units, got " + hidden
                    + "; one alone always equals its mean");
        }
        var gains = parameter("gain", hidden, 1, Initializer.constant(1));
        var shifts = parameter("shift", hidden, 1, Initializer.zeros());
        gain = row(gains);
        dgain = sum(gains);
        shift = row(shifts);
        dshift = sum(shifts);
    }

    @Override public LayerNormElmanCell twin() {
        return twin(() -> new LayerNormElmanCell(features(), outputs()));
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                                          // a_t += h_{t−1} Uᵀ
        a.now.read(t);
        standardize(a.now, EPSILON, z.now, s.now);                       // z_t  = (a_t − mean(a_t)) / s_t
        product(gain, z.now, h.now);
        add(shift, h.now);
        tanh(h.now);                                                     // h_t  = tanh(gain ⊙ z_t + shift)
        z.now.write(t);  s.now.write(t);  h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        z.now.read(t);  s.now.read(t);  h.now.read(t);  dh.now.read(t);
        back(TANH, h.now, dh.now, dv);                                   // dv_t    = (1 − h_t²) ⊙ dh_t
        addProduct(dv, z.now, dgain);                                    // dgain  += dv_t ⊙ z_t
        add(dv, dshift);                                                 // dshift += dv_t
        product(gain, dv, dz);                                           // dz_t    = gain ⊙ dv_t
        standardizeBack(z.now, s.now, dz, da.now);                       // da_t    = (dz_t − mean(dz_t) − …) / s_t
        da.now.write(t);
        addRecurrentProductBack(t);                                      // dh_{t−1} += da_t U
    }
}
