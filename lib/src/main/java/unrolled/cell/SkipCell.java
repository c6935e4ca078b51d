package unrolled.cell;

import static unrolled.math.Activation.TANH;

import unrolled.math.Blas;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

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
    private final Parameter W;
    private final Parameter U1;
    private final Parameter Uk;
    private final Parameter b;
    private final Trace h;
    private final Trace dh;
    private final Sequence da;

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
        da = buffer(hidden);
    }

    /** k, how many steps the skip connection reaches back. */
    public int lag() {
        return lag;
    }

    @Override public Trace output() {
        return h;
    }

    /** Puts X Wᵀ + 1 bᵀ where h will stand. */
    @Override protected void begin(Sequence x) {
        h.all(0).fillRows(b.row());
        Blas.addProductTransB(x.all(), W.block(), h.all(0));
    }

    @Override protected void step(int t) {
        Blas.addProductTransB(h.at(t - 1), U1.block(), h.at(t));      // a_t += h_{t−1} U_1ᵀ
        Blas.addProductTransB(h.at(t - lag), Uk.block(), h.at(t));    // a_t += h_{t−k} U_kᵀ
        TANH.apply(h.at(t), h.at(t));                                 // h_t  = tanh(a_t)
    }

    @Override protected void stepBack(int t) {
        TANH.back(h.at(t), dh.at(t), da.at(t));                       // da_t      = (1 − h_t²) ⊙ dh_t
        Blas.addProduct(da.at(t), U1.block(), dh.at(t - 1));          // dh_{t−1} += da_t U_1
        Blas.addProduct(da.at(t), Uk.block(), dh.at(t - lag));        // dh_{t−k} += da_t U_k
    }

    @Override protected void end(Sequence x) {
        Blas.addProductTransA(da.all(), x.all(), W.gradientBlock());
        Blas.addProductTransA(da.all(), h.all(-1), U1.gradientBlock());
        Blas.addProductTransA(da.all(), h.all(-lag), Uk.gradientBlock());
        b.gradientRow().addColumnSums(da.all());
    }

    @Override protected void inputGradient(Sequence dx) {
        Blas.product(da.all(), W.block(), dx.all());
    }
}
