package unrolled.cell;

import static unrolled.math.Vec.*;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Trace;
import unrolled.math.Vec;

/**
 * Long short-term memory: a cell state c that is added to, and three gates that decide what is written, kept and shown.
 *
 * <pre>
 *   i_t = σ(W_i x_t + U_i h_{t−1} + b_i)       input gate
 *   f_t = σ(W_f x_t + U_f h_{t−1} + b_f)       forget gate
 *   g_t = tanh(W_g x_t + U_g h_{t−1} + b_g)    candidate
 *   o_t = σ(W_o x_t + U_o h_{t−1} + b_o)       output gate
 *   c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
 *   s_t = tanh(c_t)
 *   h_t = o_t ⊙ s_t                            h_0 = c_0 = 0 unless a state is given
 *
 *   stacked as i, f, g, o:                     W: 4H×D   U: 4H×H   b: 4H×1
 *   a batch:                                   A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ       B×4H
 *
 *   back:      dc_t     += dh_t ⊙ o_t ⊙ (1 − s_t²)
 *              da_i      = dc_t ⊙ g_t ⊙ i_t (1 − i_t)
 *              da_f      = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
 *              da_g      = dc_t ⊙ i_t ⊙ (1 − g_t²)
 *              da_o      = dh_t ⊙ s_t ⊙ o_t (1 − o_t)
 *              dc_{t−1} += dc_t ⊙ f_t
 *              dh_{t−1} += da_t U
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

    static final Initializer[] BIASES = {Initializer.zeros(), Initializer.constant(FORGET_BIAS), Initializer.zeros(),
        Initializer.zeros()};

    private final Trace c = state("c", hidden());
    private final Trace dc = c.gradient();
    private final Trace s = trace("s", hidden());
    private final Vec i = a.gate(0, 4), f = a.gate(1, 4), g = a.gate(2, 4), o = a.gate(3, 4);
    private final Vec dai = da.gate(0, 4), daf = da.gate(1, 4), dag = da.gate(2, 4), dao = da.gate(3, 4);

    public LstmCell(int features, int hidden) {
        super("lstm", features, hidden, BIASES);
    }

    @Override public LstmCell twin() {
        return twin(() -> new LstmCell(features(), hidden()));
    }

    @Override public Map<String, Block> gates() {
        return gates("i", "f", "g", "o");
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                        // a_t += h_{t−1} Uᵀ
        a.read(t);  c.prev.read(t);
        sigmoid(i);                                    // i_t  = σ(a_i)
        sigmoid(f);                                    // f_t  = σ(a_f)
        tanh(g);                                       // g_t  = tanh(a_g)
        sigmoid(o);                                    // o_t  = σ(a_o)
        product(f, c.prev, c.now);                     // c_t  = f_t ⊙ c_{t−1}
        addProduct(i, g, c.now);                       //      + i_t ⊙ g_t
        tanh(c.now, s.now);                            // s_t  = tanh(c_t)
        product(o, s.now, h.now);                      // h_t  = o_t ⊙ s_t
        a.write(t);  c.now.write(t);  s.now.write(t);  h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        a.read(t);  s.now.read(t);  c.prev.read(t);  dh.now.read(t);  dc.now.read(t);  dc.prev.read(t);
        addTanhBack(s.now, dh.now, o, dc.now);         // dc_t     += dh_t ⊙ o_t ⊙ (1 − s_t²)
        sigmoidBack(i, dc.now, g, dai);                // da_i      = dc_t ⊙ g_t ⊙ i_t (1 − i_t)
        sigmoidBack(f, dc.now, c.prev, daf);           // da_f      = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
        tanhBack(g, dc.now, i, dag);                   // da_g      = dc_t ⊙ i_t ⊙ (1 − g_t²)
        sigmoidBack(o, dh.now, s.now, dao);            // da_o      = dh_t ⊙ s_t ⊙ o_t (1 − o_t)
        addProduct(dc.now, f, dc.prev);                // dc_{t−1} += dc_t ⊙ f_t
        da.write(t);  dc.prev.write(t);
        addRecurrentProductBack(t);                    // dh_{t−1} += da_t U
    }
}
