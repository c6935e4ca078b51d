package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Operand;
import unrolled.seq.Tape;
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
    private final Tape tanhC = tape(hidden());
    private final Lanes lanes = new Lanes(8);

    public LstmCell(int features, int hidden) {
        super("lstm", features, hidden, Initializer.zeros(), Initializer.constant(FORGET_BIAS), Initializer.zeros(),
                Initializer.zeros());
    }

    @Override public Map<String, Block> gates() {
        return gates("i", "f", "g", "o");
    }

    @Override protected boolean separable() {
        return !drops();
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                                             // a_t += h_{t−1} Uᵀ
        int H = hidden();
        int size = h.at(t).rows * H;
        double[][] lanes = this.lanes.of(half(t), size);
        double[] i = lanes[0], f = lanes[1], g = lanes[2], o = lanes[3], s = lanes[4];
        readGates(t, lanes);
        c.at(t - 1).read(0, H, s);                                          // s = c_{t−1}
        SIGMOID.apply(i, size);
        SIGMOID.apply(f, size);
        TANH.apply(g, size);
        SIGMOID.apply(o, size);
        for (int j = 0; j < size; j++) s[j] = f[j] * s[j] + i[j] * g[j];    // c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        c.at(t).write(0, H, s);
        TANH.apply(s, size);
        tanhC.step(t).write(0, H, s);                                       // s = tanh(c_t)
        for (int j = 0; j < size; j++) s[j] *= o[j];                        // h_t = o_t ⊙ tanh(c_t)
        h.at(t).write(0, H, s);
        writeGates(a.step(t), i, f, g, o);
    }

    private void readGates(int t, double[][] lanes) {
        for (int k = 0; k < 4; k++) a.step(t).read(k * hidden(), (k + 1) * hidden(), lanes[k]);
    }

    private void writeGates(Operand to, double[] i, double[] f, double[] g, double[] o) {
        int H = hidden();
        to.write(0, H, i);
        to.write(H, 2 * H, f);
        to.write(2 * H, 3 * H, g);
        to.write(3 * H, 4 * H, o);
    }

    @Override protected void stepBack(int t) {
        int H = hidden();
        int size = h.at(t).rows * H;
        double[][] lanes = this.lanes.of(half(t), size);
        double[] i = lanes[0], f = lanes[1], g = lanes[2], o = lanes[3], s = lanes[4];
        double[] dh = lanes[5], dc = lanes[6], d = lanes[7];
        readGates(t, lanes);
        tanhC.step(t).read(0, H, s);                                        // s = tanh(c_t)
        this.dh.at(t).read(0, H, dh);
        this.dc.at(t).read(0, H, dc);
        for (int j = 0; j < size; j++) dc[j] += dh[j] * o[j] * (1 - s[j] * s[j]);       // dc_t, complete
        for (int j = 0; j < size; j++) o[j] = dh[j] * s[j] * o[j] * (1 - o[j]);         // da_o
        for (int j = 0; j < size; j++) d[j] = dc[j] * g[j] * i[j] * (1 - i[j]);         // da_i
        for (int j = 0; j < size; j++) g[j] = dc[j] * i[j] * (1 - g[j] * g[j]);         // da_g
        c.at(t - 1).read(0, H, s);                                          // s = c_{t−1}
        for (int j = 0; j < size; j++) s[j] *= dc[j] * f[j] * (1 - f[j]);               // da_f
        for (int j = 0; j < size; j++) dc[j] *= f[j];
        writeGates(da.step(t), d, s, g, o);
        this.dc.at(t - 1).add(dc);                                          // dc_{t−1} += dc_t ⊙ f_t
        addRecurrentProductBack(t);                                         // dh_{t−1} += da_t U
    }
}
