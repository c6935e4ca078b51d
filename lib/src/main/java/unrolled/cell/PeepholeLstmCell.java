package unrolled.cell;

import static unrolled.math.Vec.*;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.math.Vec;

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

    private final Parameter Pi = peephole("p_i"), Pf = peephole("p_f"), Po = peephole("p_o");
    private final Vec pi = row(Pi), pf = row(Pf), po = row(Po), dpi = sum(Pi), dpf = sum(Pf), dpo = sum(Po);
    private final Trace c = state("c", hidden()), dc = c.gradient(), s = trace("s", hidden());
    private final Vec i = a.gate(0, 4), f = a.gate(1, 4), g = a.gate(2, 4), o = a.gate(3, 4);
    private final Vec dai = da.gate(0, 4), daf = da.gate(1, 4), dag = da.gate(2, 4), dao = da.gate(3, 4);

    /** @throws IllegalArgumentException if a size is not positive */
    public PeepholeLstmCell(int features, int hidden) {
        super("peephole", features, hidden, LstmCell.BIASES);
    }

    @Override public PeepholeLstmCell twin() {
        return twin(() -> new PeepholeLstmCell(features(), hidden()));
    }

    private Parameter peephole(String name) {
        return parameter(name, hidden(), 1, Initializer.zeros());
    }

    @Override public Map<String, Block> gates() {
        return gates("i", "f", "g", "o");
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                                       // a_t += h_{t−1} Uᵀ
        a.read(t);  c.prev.read(t);
        addProduct(pi, c.prev, i);  sigmoid(i);                       // i_t  = σ(a_i + p_i ⊙ c_{t−1})
        addProduct(pf, c.prev, f);  sigmoid(f);                       // f_t  = σ(a_f + p_f ⊙ c_{t−1})
        tanh(g);                                                      // g_t  = tanh(a_g)
        product(f, c.prev, c.now);  addProduct(i, g, c.now);          // c_t  = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        addProduct(po, c.now, o);  sigmoid(o);                        // o_t  = σ(a_o + p_o ⊙ c_t)
        tanh(c.now, s.now);  product(o, s.now, h.now);                // h_t  = o_t ⊙ s_t, s_t = tanh(c_t)
        a.write(t);  c.now.write(t);  s.now.write(t);  h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        a.read(t);  s.now.read(t);  c.now.read(t);  c.prev.read(t);
        dh.now.read(t);  dc.now.read(t);  dc.prev.read(t);
        sigmoidBack(o, dh.now, s.now, dao);                           // da_o      = dh_t ⊙ s_t ⊙ o_t (1 − o_t)
        addTanhBack(s.now, dh.now, o, dc.now);                        // dc_t     += dh_t ⊙ o_t ⊙ (1 − s_t²)
        addProduct(po, dao, dc.now);                                  //           + p_o ⊙ da_o
        sigmoidBack(i, dc.now, g, dai);                               // da_i      = dc_t ⊙ g_t ⊙ i_t (1 − i_t)
        sigmoidBack(f, dc.now, c.prev, daf);                          // da_f      = dc_t ⊙ c_{t−1} ⊙ f_t (1 − f_t)
        tanhBack(g, dc.now, i, dag);                                  // da_g      = dc_t ⊙ i_t ⊙ (1 − g_t²)
        addProduct(dc.now, f, dc.prev);                               // dc_{t−1} += dc_t ⊙ f_t
        addProduct(pi, dai, dc.prev);  addProduct(pf, daf, dc.prev);  //           + p_i ⊙ da_i + p_f ⊙ da_f
        addProduct(dai, c.prev, dpi);  addProduct(daf, c.prev, dpf);  // dp_i += da_i ⊙ c_{t−1}, dp_f += da_f ⊙ c_{t−1}
        addProduct(dao, c.now, dpo);                                  // dp_o     += da_o ⊙ c_t
        da.write(t);  dc.prev.write(t);
        addRecurrentProductBack(t);                                   // dh_{t−1} += da_t U
    }
}
