package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

/**
 * An LSTM whose gates look at the cell state through peepholes: with the output gate shut, h says nothing about c, and
 * the gates of an {@link LstmCell} would not know what they guard.
 *
 * <pre>
 *   i_t = σ(W_i x_t + U_i h_{t−1} + p_i ⊙ c_{t−1} + b_i)       input gate
 *   f_t = σ(W_f x_t + U_f h_{t−1} + p_f ⊙ c_{t−1} + b_f)       forget gate
 *   g_t = tanh(W_g x_t + U_g h_{t−1} + b_g)                    candidate, without a peephole
 *   c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
 *   o_t = σ(W_o x_t + U_o h_{t−1} + p_o ⊙ c_t + b_o)           output gate: sees the new c
 *   h_t = o_t ⊙ tanh(c_t)                                      h_0 = c_0 = 0 unless a state is given
 *
 *   stacked as i, f, g, o:    W: 4H×D   U: 4H×H   b: 4H×1      p_i, p_f, p_o: H×1, a diagonal each
 *   a batch:                  A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ, B×4H; each row of C ⊙ the row pᵀ
 *
 *   back:      da_o = dh_t ⊙ tanh(c_t) ⊙ o_t (1 − o_t)
 *              dc_t += dh_t ⊙ o_t ⊙ (1 − tanh²(c_t)) + p_o ⊙ da_o
 *              da_i = dc_t ⊙ g_t ⊙ i_t (1 − i_t)               da_f = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
 *              da_g = dc_t ⊙ i_t ⊙ (1 − g_t²)
 *              dc_{t−1} += dc_t ⊙ f_t + p_i ⊙ da_i + p_f ⊙ da_f           dh_{t−1} += da_t U
 *              dp_i = Σ da_i ⊙ c_{t−1}    dp_f = Σ da_f ⊙ c_{t−1}    dp_o = Σ da_o ⊙ c_t
 * </pre>
 *
 * <p>The peepholes start at 0, so that a new cell is an {@link LstmCell}; its forget bias starts at
 * {@link LstmCell#FORGET_BIAS}. Parameters {@code W}, {@code U}, {@code b}, {@code p_i}, {@code p_f}, {@code p_o}:
 * 4 H (H + D + 1) + 3 H numbers.
 *
 * @see <a href="https://www.jmlr.org/papers/v3/gers02a.html">F. A. Gers, N. N. Schraudolph, J. Schmidhuber, Learning
 *      Precise Timing with LSTM Recurrent Networks, Journal of Machine Learning Research 3 (2002), 115–143</a>
 */
public final class PeepholeLstmCell extends StackedCell {

    private final Parameter pi = parameter("p_i", hidden(), 1, Initializer.zeros());
    private final Parameter pf = parameter("p_f", hidden(), 1, Initializer.zeros());
    private final Parameter po = parameter("p_o", hidden(), 1, Initializer.zeros());
    private final Trace c = state("c", hidden());
    private final Trace dc = c.gradient();
    private final Sequence tanhC = buffer(hidden());

    /** @throws IllegalArgumentException if a size is not positive */
    public PeepholeLstmCell(int features, int hidden) {
        super("peephole", features, hidden, Initializer.zeros(), Initializer.constant(LstmCell.FORGET_BIAS),
                Initializer.zeros(), Initializer.zeros());
    }

    @Override public Map<String, Block> gates() {
        return gates("i", "f", "g", "o");
    }

    @Override protected void step(int t) {
        int H = hidden();
        var gates = a.at(t);
        addRecurrentProduct(t);                            // a_t += h_{t−1} Uᵀ
        peep(pi, c.at(t - 1), gates, 0);                   // a_i += p_i ⊙ c_{t−1}
        peep(pf, c.at(t - 1), gates, H);                   // a_f += p_f ⊙ c_{t−1}
        SIGMOID.applyTo(gates, 0, 2 * H);                  // i_t, f_t
        TANH.applyTo(gates, 2 * H, 3 * H);                 // g_t
        writeCellState(gates, c.at(t - 1), c.at(t));       // c_t  = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        peep(po, c.at(t), gates, 3 * H);                   // a_o += p_o ⊙ c_t
        SIGMOID.applyTo(gates, 3 * H, 4 * H);              // o_t
        TANH.apply(c.at(t), tanhC.at(t));
        show(gates, tanhC.at(t), h.at(t));        // h_t  = o_t ⊙ tanh(c_t)
    }

    /** Adds p ⊙ c to the gate that begins at column {@code gate}. */
    private static void peep(Parameter p, Block c, Block gates, int gate) {
        double[] weight = p.value().data;
        for (int n = 0; n < c.rows; n++) {
            for (int j = 0; j < c.cols; j++) gates.add(n, gate + j, weight[j] * c.get(n, j));
        }
    }

    /** c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t, the gates stacked as i, f, g, o. */
    private static void writeCellState(Block gates, Block cPrev, Block c) {
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
    private static void show(Block gates, Block tanhC, Block h) {
        int o = 3 * h.cols;
        for (int n = 0; n < h.rows; n++) {
            for (int j = 0; j < h.cols; j++) h.set(n, j, gates.get(n, o + j) * tanhC.get(n, j));
        }
    }

    @Override protected void stepBack(int t) {
        outputGateBack(a.at(t), tanhC.at(t), dh.at(t), da.at(t), dc.at(t));
        cellStateBack(a.at(t), c.at(t - 1), dc.at(t), da.at(t), dc.at(t - 1));
        addRecurrentProductBack(t);                        // dh_{t−1} += da_t U
    }

    /** da_o and what reaches dc_t through h_t and the peephole of o. */
    private void outputGateBack(Block gates, Block tanhC, Block dh, Block da, Block dc) {
        int H = hidden();
        double[] po = this.po.value().data;
        for (int n = 0; n < dh.rows; n++) {
            for (int j = 0; j < H; j++) {
                double o = gates.get(n, 3 * H + j);
                double tanh = tanhC.get(n, j);
                double dao = dh.get(n, j) * tanh * o * (1 - o);
                da.set(n, 3 * H + j, dao);
                dc.add(n, j, dh.get(n, j) * o * (1 - tanh * tanh) + po[j] * dao);
            }
        }
    }

    /** da_i, da_f, da_g and dc_{t−1}, from the complete dc_t. */
    private void cellStateBack(Block gates, Block cPrev, Block dc, Block da, Block dcPrev) {
        int H = hidden();
        double[] pi = this.pi.value().data;
        double[] pf = this.pf.value().data;
        for (int n = 0; n < dc.rows; n++) {
            for (int j = 0; j < H; j++) {
                double i = gates.get(n, j);
                double f = gates.get(n, H + j);
                double g = gates.get(n, 2 * H + j);
                double d = dc.get(n, j);
                double dai = d * g * i * (1 - i);
                double daf = d * cPrev.get(n, j) * f * (1 - f);
                da.set(n, j, dai);
                da.set(n, H + j, daf);
                da.set(n, 2 * H + j, d * i * (1 - g * g));
                dcPrev.add(n, j, d * f + pi[j] * dai + pf[j] * daf);
            }
        }
    }

    @Override protected void end(Sequence x) {
        super.end(x);
        int H = hidden();
        peepGradient(da.all(), 0, c.all(-1), pi.gradientRow());         // dp_i += Σ da_i ⊙ c_{t−1}
        peepGradient(da.all(), H, c.all(-1), pf.gradientRow());         // dp_f += Σ da_f ⊙ c_{t−1}
        peepGradient(da.all(), 3 * H, c.all(0), po.gradientRow());      // dp_o += Σ da_o ⊙ c_t
    }

    private static void peepGradient(Block da, int gate, Block c, Block dp) {
        for (int r = 0; r < c.rows; r++) {
            for (int j = 0; j < c.cols; j++) dp.add(0, j, da.get(r, gate + j) * c.get(r, j));
        }
    }
}
