package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Lane;
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
    private final Lanes lanes = new Lanes(11);

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
        var lanes = this.lanes.of(half(t), h.step(t).rows * H, inFloats());
        Lane i = lanes[0], f = lanes[1], g = lanes[2], o = lanes[3], s = lanes[4];
        Lane.read(a.step(t), lanes, 0, 4);
        s.read(c.step(t - 1), 0, H);                                        // s = c_{t−1}
        i.apply(SIGMOID);
        f.apply(SIGMOID);
        g.apply(TANH);
        o.apply(SIGMOID);
        s.times(f);
        s.addProduct(i, g);                                                 // s = f_t ⊙ c_{t−1} + i_t ⊙ g_t = c_t
        s.write(c.step(t), 0, H);
        s.apply(TANH);                                                      // s = tanh(c_t)
        s.write(tanhC.step(t), 0, H);
        s.times(o);                                                         // s = o_t ⊙ tanh(c_t) = h_t
        s.write(h.step(t), 0, H);
        Lane.write(a.step(t), lanes, 0, 4);
    }

    @Override protected void stepBack(int t) {
        int H = hidden();
        var lanes = this.lanes.of(half(t), h.step(t).rows * H, inFloats());
        Lane i = lanes[0], f = lanes[1], g = lanes[2], o = lanes[3], s = lanes[4], dh = lanes[5], dc = lanes[6];
        Lane dai = lanes[7], daf = lanes[8], dag = lanes[9], dao = lanes[10];
        Lane.read(a.step(t), lanes, 0, 4);
        s.read(tanhC.step(t), 0, H);                                        // s = tanh(c_t)
        dh.read(this.dh.step(t), 0, H);
        dc.read(this.dc.step(t), 0, H);
        dao.sigmoidBack(o, dh, s);                                          // da_o = dh_t ⊙ tanh(c_t) ⊙ o_t (1 − o_t)
        s.tanhBack(s, dh, o);
        dc.add(s);                                                          // dc_t += dh_t ⊙ o_t ⊙ (1 − tanh²(c_t))
        dai.sigmoidBack(i, dc, g);                                          // da_i = dc_t ⊙ g_t ⊙ i_t (1 − i_t)
        dag.tanhBack(g, dc, i);                                             // da_g = dc_t ⊙ i_t ⊙ (1 − g_t²)
        dc.times(f);
        daf.rest(f, dc);
        s.read(c.step(t - 1), 0, H);
        daf.times(s);                                                       // da_f = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
        Lane.write(da.step(t), lanes, 7, 4);
        dc.addTo(this.dc.step(t - 1));                                      // dc_{t−1} += dc_t ⊙ f_t
        addRecurrentProductBack(t);                                         // dh_{t−1} += da_t U
    }
}
