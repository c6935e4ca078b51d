package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

/**
 * Long short-term memory: a cell state c that is added to, and three gates that decide what is written, kept and shown.
 *
 * <pre>
 *   i_t = σ(W_i x_t + U_i h_{t−1} + b_i)       input gate
 *   f_t = σ(W_f x_t + U_f h_{t−1} + b_f)       forget gate
 *   g_t = tanh(W_g x_t + U_g h_{t−1} + b_g)    candidate
 *   o_t = σ(W_o x_t + U_o h_{t−1} + b_o)       output gate
 *   c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
 *   h_t = o_t ⊙ tanh(c_t)                      h_0 = c_0 = 0 unless a state is given
 *
 *   stacked as i, f, g, o:                     W: 4H×D   U: 4H×H   b: 4H×1
 *   a batch:                                   A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ       B×4H
 *
 *   back:      dc_t      += dh_t ⊙ o_t ⊙ (1 − tanh²(c_t))
 *              da_i = dc_t ⊙ g_t ⊙ i_t (1 − i_t)          da_f = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
 *              da_g = dc_t ⊙ i_t ⊙ (1 − g_t²)             da_o = dh_t ⊙ tanh(c_t) ⊙ o_t (1 − o_t)
 *              dc_{t−1} += dc_t ⊙ f_t                     dh_{t−1} += da_t U
 * </pre>
 *
 * <p>The forget bias starts at {@value #FORGET_BIAS}. The order i, f, g, o is also PyTorch's; it keeps two biases,
 * whose sum is ours. Parameters {@code W}, {@code U}, {@code b}: 4 H (H + D + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">S. Hochreiter, J. Schmidhuber, Long Short-Term Memory,
 *      Neural Computation 9 (1997), 1735–1780</a>
 * @see <a href="https://doi.org/10.1162/089976600300015015">F. A. Gers, J. Schmidhuber, F. Cummins, Learning to Forget,
 *      Neural Computation 12 (2000), 2451–2471: the forget gate</a>
 */
public final class LstmCell extends StackedCell {

    /** What the bias of the forget gate starts at, so that a new cell keeps (Gers and others 2000). */
    public static final double FORGET_BIAS = 1;

    private final Trace c = state("c", hidden());
    private final Trace dc = c.gradient();
    private final Sequence tanhC = buffer(hidden());

    public LstmCell(int features, int hidden) {
        super("lstm", features, hidden, Initializer.zeros(), Initializer.constant(FORGET_BIAS), Initializer.zeros(),
                Initializer.zeros());
    }

    @Override public Map<String, Block> gates() {
        return gates("i", "f", "g", "o");
    }

    @Override protected void step(int t) {
        int H = hidden();
        addRecurrentProduct(t);                                  // a_t += h_{t−1} Uᵀ
        SIGMOID.applyTo(a.at(t), 0, 2 * H);                      // i_t, f_t
        TANH.applyTo(a.at(t), 2 * H, 3 * H);                     // g_t
        SIGMOID.applyTo(a.at(t), 3 * H, 4 * H);                  // o_t
        writeCellState(a.at(t), c.at(t - 1), c.at(t));           // c_t  = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        TANH.apply(c.at(t), tanhC.at(t));
        show(a.at(t), tanhC.at(t), h.at(t));                     // h_t  = o_t ⊙ tanh(c_t)
    }

    /** c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t, the gates stacked as i, f, g, o. */
    static void writeCellState(Block gates, Block cPrev, Block c) {
        int H = c.cols;
        for (int n = 0; n < c.rows; n++) {
            for (int j = 0; j < H; j++) {
                double i = gates.get(n, j);
                double f = gates.get(n, H + j);
                double g = gates.get(n, 2 * H + j);
                c.set(n, j, f * cPrev.get(n, j) + i * g);
            }
        }
    }

    /** h_t = o_t ⊙ tanh(c_t). */
    static void show(Block gates, Block tanhC, Block h) {
        int o = 3 * h.cols;
        for (int n = 0; n < h.rows; n++) {
            for (int j = 0; j < h.cols; j++) h.set(n, j, gates.get(n, o + j) * tanhC.get(n, j));
        }
    }

    @Override protected void stepBack(int t) {
        gatesBack(a.at(t), tanhC.at(t), c.at(t - 1), dh.at(t), dc.at(t), da.at(t), dc.at(t - 1));
        addRecurrentProductBack(t);                              // dh_{t−1} += da_t U
    }

    /** da_t, set, and dc_{t−1}, added to. Blocks are looked up once: inside the loop that costs half the time. */
    private static void gatesBack(Block gates, Block tanhC, Block cPrev, Block dh, Block dc, Block da, Block dcPrev) {
        int H = dh.cols;
        for (int n = 0; n < dh.rows; n++) {
            for (int j = 0; j < H; j++) {
                double i = gates.get(n, j);
                double f = gates.get(n, H + j);
                double g = gates.get(n, 2 * H + j);
                double o = gates.get(n, 3 * H + j);
                double tanh = tanhC.get(n, j);
                double d = dc.get(n, j) + dh.get(n, j) * o * (1 - tanh * tanh);      // dc_t, complete
                da.set(n, j, d * g * i * (1 - i));                                   // da_i
                da.set(n, H + j, d * cPrev.get(n, j) * f * (1 - f));                 // da_f
                da.set(n, 2 * H + j, d * i * (1 - g * g));                           // da_g
                da.set(n, 3 * H + j, dh.get(n, j) * tanh * o * (1 - o));             // da_o
                dcPrev.add(n, j, d * f);                                             // dc_{t−1} += dc_t ⊙ f_t
            }
        }
    }
}
