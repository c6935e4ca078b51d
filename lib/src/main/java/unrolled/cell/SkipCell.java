package unrolled.cell;

import static unrolled.math.Activation.TANH;
import static unrolled.math.Vec.*;

import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.seq.Sequence;

/**
 * A skip connection through time: h sees the state k steps ago beside the last one, so that a gradient travels k steps
 * at the price of one.
 *
 * <pre>
 *   a_t = W x_t + U_1 h_{t−1} + U_k h_{t−k} + b         W: H×D   U_1, U_k: H×H   b: H×1
 *   h_t = tanh(a_t)                                     h_0 = h_{−1} = … = h_{1−k} = 0 unless given
 *
 *   a batch:    A_t = X_t Wᵀ + H_{t−1} U_1ᵀ + H_{t−k} U_kᵀ + 1 bᵀ                        B×H
 *   back:       dA_t = (1 − H_t ⊙ H_t) ⊙ dH_t
 *               dH_{t−1} += dA_t U_1    dH_{t−k} += dA_t U_k
 *               dU_1 = Σ_t dA_tᵀ H_{t−1}               dU_k = Σ_t dA_tᵀ H_{t−k}
 * </pre>
 *
 * <p>The state has k parts: {@code h} for h_t, {@code h_minus1} for h_{t−1}, … , {@code h_minus(k−1)}. Parameters
 * {@code W}, {@code U1}, {@code U<k>} (such as {@code U3}) and {@code b}: H (2 H + D + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1109/72.548162">T. Lin, B. G. Horne, P. Tiňo, C. L. Giles, Learning Long-Term
 *      Dependencies in NARX Recurrent Neural Networks, IEEE Transactions on Neural Networks 7 (1996), 1329–1338</a>
 */
public final class SkipCell extends Cell {

    private final int lag;
    private final Parameter W, U1, Uk, b;
    private final Trace h, dh, a, da;

    /**
     * @param lag k, how many steps the skip connection reaches back
     * @throws IllegalArgumentException if a size is not positive or {@code lag} is below 2
     */
    public SkipCell(int features, int hidden, int lag) {
        super("skip", features, hidden);
        if (lag < 2) {
            throw new IllegalArgumentException("SkipCell expects a lag of 2 or more, got " + lag
                    + "; lag 1 is what an ElmanCell has");
        }
        this.lag = lag;
        W = parameter("W", hidden, features, Initializer.glorotUniform());
        U1 = parameter("U1", hidden, hidden, Initializer.orthogonal());
        Uk = parameter("U" + lag, hidden, hidden, Initializer.orthogonal());
        b = parameter("b", hidden, 1, Initializer.zeros());
        h = state("h", hidden, lag);
        dh = h.gradient();
        a = trace("a", hidden);
        da = a.gradient();
    }

    @Override public SkipCell twin() {
        return twin(() -> new SkipCell(features(), outputs(), lag));
    }

    /** k, how many steps the skip connection reaches back. */
    public int lag() {
        return lag;
    }

    @Override public Trace output() {
        return h;
    }

    @Override protected void begin(Sequence x) {
        b.setRows(a.steps(0));
        W.addProduct(x.all(), a.steps(0));                            // a_t  = x_t Wᵀ + 1 bᵀ
    }

    @Override protected void step(int t) {
        U1.addProduct(h.step(t - 1), a.step(t));                      // a_t += h_{t−1} U_1ᵀ
        Uk.addProduct(h.step(t - lag), a.step(t));                    // a_t += h_{t−k} U_kᵀ
        a.now.read(t);
        tanh(a.now, h.now);                                           // h_t  = tanh(a_t)
        h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        h.now.read(t);  dh.now.read(t);
        back(TANH, h.now, dh.now, da.now);                            // da_t      = (1 − h_t²) ⊙ dh_t
        da.now.write(t);
        U1.addProductBack(da.step(t), dh.step(t - 1));                // dh_{t−1} += da_t U_1
        Uk.addProductBack(da.step(t), dh.step(t - lag));              // dh_{t−k} += da_t U_k
    }

    @Override protected void end(Sequence x) {
        W.addGradient(da.steps(0), x.all());
        U1.addGradient(da.steps(0), h.steps(-1));
        Uk.addGradient(da.steps(0), h.steps(-lag));
        b.addSums(da.steps(0));
    }

    @Override protected void inputGradient(Sequence dx) {
        dx.all().fill(0);
        W.addProductBack(da.steps(0), dx.all());
    }
}
