package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Slice;
import unrolled.seq.Sequence;

/**
 * The gated recurrent unit: one gate mixes the old state with a candidate, another decides how much of the old state
 * the candidate sees.
 *
 * <pre>
 *   z_t = σ(W_z x_t + U_z h_{t−1} + b_z)                  update gate
 *   r_t = σ(W_r x_t + U_r h_{t−1} + b_r)                  reset gate
 *   n_t = tanh(W_n x_t + U_n (r_t ⊙ h_{t−1}) + b_n)       {@link Reset#BEFORE} the product: the course's, the default
 *   n_t = tanh(W_n x_t + r_t ⊙ (U_n h_{t−1} + b_u) + b_n) {@link Reset#AFTER} the product: cuDNN's form
 *   h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t                 h_0 = 0 unless a state is given
 *
 *   stacked as z, r, n:                                   W: 3H×D   U: 3H×H   b: 3H×1   bu: H×1 (AFTER)
 *
 *   back:  da_n = dh_t ⊙ z_t ⊙ (1 − n_t²)                 da_z = dh_t ⊙ (n_t − h_{t−1}) ⊙ z_t (1 − z_t)
 *          da_r = ds_t ⊙ r_t (1 − r_t),                   dh_{t−1} += dh_t ⊙ (1 − z_t) + da_zr U_zr + …
 *          BEFORE: ds_t = (da_n U_n) ⊙ h_{t−1}            … = (da_n U_n) ⊙ r_t
 *          AFTER:  ds_t = da_n ⊙ (U_n h_{t−1} + b_u)      … = (da_n ⊙ r_t) U_n
 * </pre>
 *
 * <p>The first paper (Cho and others, without biases), PyTorch and Keras write {@code h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}}:
 * such a GRU becomes ours when the z rows of W, U and b change sign, since σ(−a) = 1 − σ(a); PyTorch stacks r, z, n and
 * puts its reset gate after the product. Ours is the mix of Chung and others.
 * Parameters {@code W}, {@code U}, {@code b}: 3 H (H + D + 1) numbers, and H more in {@code bu} with
 * {@link Reset#AFTER}.
 *
 * @see <a href="https://doi.org/10.3115/v1/D14-1179">K. Cho and others, Learning Phrase Representations using RNN
 *      Encoder–Decoder for Statistical Machine Translation, EMNLP (2014), section 2.3</a>
 * @see <a href="https://arxiv.org/abs/1412.3555">J. Chung, C. Gulcehre, K. Cho, Y. Bengio, Empirical Evaluation of
 *      Gated Recurrent Neural Networks on Sequence Modeling (2014), section 3.2</a>
 */
public final class GruCell extends StackedCell {

    /** Where the reset gate stands: on the state before the recurrent product, or on the product. */
    public enum Reset { BEFORE, AFTER }

    private final Reset reset;
    private final Parameter bu;
    private final Slice zr = a.columns(0, 2 * hidden());
    private final Slice n = a.columns(2 * hidden(), 3 * hidden());
    private final Slice dzr = da.columns(0, 2 * hidden());
    private final Slice dn = da.columns(2 * hidden(), 3 * hidden());
    private final Block Uzr = U.block().rows(0, 2 * hidden());
    private final Block Un = U.block().rows(2 * hidden(), 3 * hidden());
    private final Sequence s = buffer(hidden());      // BEFORE: r ⊙ h_{t−1}     AFTER: U_n h_{t−1} + b_u
    private final Sequence ds = buffer(hidden());     // BEFORE: ∂L/∂s           AFTER: ∂L/∂s = da_n ⊙ r_t

    /** The course's form: reset before the product. */
    public GruCell(int features, int hidden) {
        this(features, hidden, Reset.BEFORE);
    }

    public GruCell(int features, int hidden, Reset reset) {
        super("gru", features, hidden, 3);
        this.reset = reset;
        bu = reset == Reset.AFTER ? parameter("bu", hidden, 1, Initializer.zeros()) : null;
    }

    /** Where the reset gate stands. */
    public Reset reset() {
        return reset;
    }

    @Override public Map<String, Block> gates() {
        return gates("z", "r", "n");
    }

    @Override protected void step(int t) {
        int H = hidden();
        drop(t);
        Blas.addProductTransB(seen(t), Uzr, zr.at(t));            // a_zr += h_{t−1} U_zrᵀ
        SIGMOID.applyTo(a.at(t), 0, 2 * H);                       // z_t, r_t
        if (reset == Reset.BEFORE) {
            times(a.at(t), H, seen(t), s.at(t));                  // s_t  = r_t ⊙ h_{t−1}
            Blas.addProductTransB(s.at(t), Un, n.at(t));          // a_n += s_t U_nᵀ
        } else {
            s.at(t).fillRows(bu.row());
            Blas.addProductTransB(seen(t), Un, s.at(t));          // s_t  = h_{t−1} U_nᵀ + 1 b_uᵀ
            addTimes(a.at(t), H, s.at(t), n.at(t));               // a_n += r_t ⊙ s_t
        }
        TANH.applyTo(a.at(t), 2 * H, 3 * H);                      // n_t
        mix(a.at(t), h.at(t - 1), h.at(t));                       // h_t  = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t
    }

    @Override protected void stepBack(int t) {
        int H = hidden();
        mixBack(a.at(t), h.at(t - 1), dh.at(t), da.at(t), dh.at(t - 1));
        if (reset == Reset.BEFORE) {
            Blas.product(dn.at(t), Un, ds.at(t));                 // ds_t      = da_n U_n
            resetBack(a.at(t), seen(t), ds.at(t), da.at(t));      // da_r      = ds_t ⊙ h_{t−1} ⊙ r_t (1 − r_t)
            addTimes(a.at(t), H, ds.at(t), dSeen(t));             // dh_{t−1} += ds_t ⊙ r_t
        } else {
            resetBack(a.at(t), s.at(t), dn.at(t), da.at(t));      // da_r      = da_n ⊙ s_t ⊙ r_t (1 − r_t)
            times(a.at(t), H, dn.at(t), ds.at(t));                // ds_t      = da_n ⊙ r_t
            Blas.addProduct(ds.at(t), Un, dSeen(t));              // dh_{t−1} += ds_t U_n
        }
        Blas.addProduct(dzr.at(t), Uzr, dSeen(t));                // dh_{t−1} += da_zr U_zr
        dropBack(t);
    }

    @Override protected void addRecurrentGradient() {
        int H = hidden();
        var dUzr = U.gradientBlock().rows(0, 2 * H);
        var dUn = U.gradientBlock().rows(2 * H, 3 * H);
        Blas.addProductTransA(dzr.all(), allSeen(), dUzr);
        if (reset == Reset.BEFORE) {
            Blas.addProductTransA(dn.all(), s.all(), dUn);
        } else {
            Blas.addProductTransA(ds.all(), allSeen(), dUn);
            bu.gradientRow().addColumnSums(ds.all());
        }
    }

    /** h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t. */
    private void mix(Block gates, Block hPrev, Block h) {
        int H = hidden();
        for (int m = 0; m < h.rows; m++) {
            for (int j = 0; j < H; j++) {
                double z = gates.get(m, j);
                h.set(m, j, (1 - z) * hPrev.get(m, j) + z * gates.get(m, 2 * H + j));
            }
        }
    }

    /** da_z, da_n and dh_{t−1} += dh_t ⊙ (1 − z_t). */
    private void mixBack(Block gates, Block hPrev, Block dh, Block da, Block dhPrev) {
        int H = hidden();
        for (int m = 0; m < dh.rows; m++) {
            for (int j = 0; j < H; j++) {
                double z = gates.get(m, j);
                double n = gates.get(m, 2 * H + j);
                double d = dh.get(m, j);
                da.set(m, j, d * (n - hPrev.get(m, j)) * z * (1 - z));    // da_z
                da.set(m, 2 * H + j, d * z * (1 - n * n));                // da_n
                dhPrev.add(m, j, d * (1 - z));
            }
        }
    }

    /** da_r = ds ⊙ factor ⊙ r_t (1 − r_t). */
    private void resetBack(Block gates, Block factor, Block ds, Block da) {
        int H = hidden();
        for (int m = 0; m < ds.rows; m++) {
            for (int j = 0; j < H; j++) {
                double r = gates.get(m, H + j);
                da.set(m, H + j, ds.get(m, j) * factor.get(m, j) * r * (1 - r));
            }
        }
    }

    /** product = (the H columns of {@code gates} from {@code col}) ⊙ x. */
    private static void times(Block gates, int col, Block x, Block product) {
        product.fill(0);
        addTimes(gates, col, x, product);
    }

    private static void addTimes(Block gates, int col, Block x, Block sum) {
        for (int m = 0; m < x.rows; m++) {
            for (int j = 0; j < x.cols; j++) sum.add(m, j, gates.get(m, col + j) * x.get(m, j));
        }
    }
}
