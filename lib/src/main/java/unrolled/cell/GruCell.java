package unrolled.cell;

import static unrolled.math.Activation.SIGMOID;
import static unrolled.math.Activation.TANH;

import java.util.Map;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Lane;
import unrolled.math.Parameter;
import unrolled.math.Weights;
import unrolled.seq.Slice;
import unrolled.seq.Tape;

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
    private final Weights weightsZr = new Weights(U.block().rows(0, 2 * hidden()));
    private final Weights weightsN = new Weights(U.block().rows(2 * hidden(), 3 * hidden()));
    private final Lanes lanes = new Lanes(6);
    private final Tape s = tape(hidden());            // BEFORE: r ⊙ h_{t−1}     AFTER: U_n h_{t−1} + b_u
    private final Tape ds = tape(hidden());           // BEFORE: ∂L/∂s           AFTER: ∂L/∂s = da_n ⊙ r_t

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

    @Override protected boolean separable() {
        return !drops();
    }

    @Override protected void prepareRecurrentWeights(int rows) {
        weightsZr.prepare(pass().precision(), rows, halved());
        weightsN.prepare(pass().precision(), rows, halved());
    }

    @Override protected void step(int t) {
        int H = hidden();
        var lanes = this.lanes.of(half(t), h.step(t).rows * H, inFloats());
        Lane z = lanes[0], r = lanes[1], n = lanes[2], q = lanes[3];
        see(t);
        weightsZr.addProductTransB(seen(t), zr.step(t));                    // a_zr += h_{t−1} U_zrᵀ
        z.read(a.step(t), 0, H);
        z.apply(SIGMOID);                                                   // z_t
        r.read(a.step(t), H, 2 * H);
        r.apply(SIGMOID);                                                   // r_t
        if (reset == Reset.BEFORE) candidateBefore(t, r, n, q);
        else candidateAfter(t, r, n, q);
        n.apply(TANH);                                                      // n_t
        q.read(h.step(t - 1), 0, H);
        q.mix(z, q, n);
        q.write(h.step(t), 0, H);                                           // h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t
        Lane.write(a.step(t), lanes, 0, 3);
    }

    /** n = a_n with the reset gate on the state. */
    private void candidateBefore(int t, Lane r, Lane n, Lane q) {
        int H = hidden();
        q.read(seen(t), 0, H);
        q.times(r);
        q.write(s.step(t), 0, H);                                           // s_t  = r_t ⊙ h_{t−1}
        weightsN.addProductTransB(s.step(t), this.n.step(t));               // a_n += s_t U_nᵀ
        n.read(a.step(t), 2 * H, 3 * H);
    }

    /** n = a_n with the reset gate on the product. */
    private void candidateAfter(int t, Lane r, Lane n, Lane q) {
        int H = hidden();
        s.step(t).fillRows(bu.row());
        weightsN.addProductTransB(seen(t), s.step(t));                      // s_t  = h_{t−1} U_nᵀ + 1 b_uᵀ
        q.read(s.step(t), 0, H);
        n.read(a.step(t), 2 * H, 3 * H);
        n.addProduct(r, q);                                                 // a_n += r_t ⊙ s_t
    }

    @Override protected void stepBack(int t) {
        int H = hidden();
        var lanes = this.lanes.of(half(t), h.step(t).rows * H, inFloats());
        Lane z = lanes[0], r = lanes[1], n = lanes[2], q = lanes[3], d = lanes[4], daz = lanes[5];
        Lane.read(a.step(t), lanes, 0, 3);
        q.read(h.step(t - 1), 0, H);
        d.read(dh.step(t), 0, H);
        q.difference(n, q);
        daz.sigmoidBack(z, d, q);                                           // da_z = dh_t ⊙ (n_t − h_{t−1}) ⊙ σ′
        daz.write(da.step(t), 0, H);
        n.tanhBack(n, d, z);                                                // n = da_n = dh_t ⊙ z_t ⊙ tanh′
        n.write(da.step(t), 2 * H, 3 * H);
        d.rest(z, d);
        d.addTo(dh.step(t - 1));                                            // dh_{t−1} += dh_t ⊙ (1 − z_t)
        if (reset == Reset.BEFORE) candidateBackBefore(t, r, q, d);
        else candidateBackAfter(t, r, n, q);
        weightsZr.addProduct(dzr.step(t), dSeen(t));                        // dh_{t−1} += da_zr U_zr
        dropBack(t);
    }

    private void candidateBackBefore(int t, Lane r, Lane q, Lane d) {
        int H = hidden();
        ds.step(t).fill(0);
        weightsN.addProduct(dn.step(t), ds.step(t));                        // ds_t      = da_n U_n
        d.read(ds.step(t), 0, H);
        q.read(seen(t), 0, H);
        d.times(r);
        r.rest(r, d);
        r.times(q);
        r.write(da.step(t), H, 2 * H);                                 // da_r      = ds_t ⊙ h_{t−1} ⊙ r_t (1 − r_t)
        d.addTo(dSeen(t));                                                  // dh_{t−1} += ds_t ⊙ r_t
    }

    private void candidateBackAfter(int t, Lane r, Lane dan, Lane q) {
        int H = hidden();
        q.read(s.step(t), 0, H);
        dan.times(r);
        r.rest(r, dan);
        r.times(q);
        r.write(da.step(t), H, 2 * H);                                      // da_r      = da_n ⊙ s_t ⊙ r_t (1 − r_t)
        dan.write(ds.step(t), 0, H);                                        // ds_t      = da_n ⊙ r_t
        weightsN.addProduct(ds.step(t), dSeen(t));                          // dh_{t−1} += ds_t U_n
    }

    @Override protected void addRecurrentGradient() {
        int H = hidden();
        var dUzr = U.gradientBlock().rows(0, 2 * H);
        var dUn = U.gradientBlock().rows(2 * H, 3 * H);
        Blas.addProductTransA(pass().precision(), dzr.steps(), allSeen(), dUzr);
        if (reset == Reset.BEFORE) {
            Blas.addProductTransA(pass().precision(), dn.steps(), s.steps(), dUn);
        } else {
            Blas.addProductTransA(pass().precision(), ds.steps(), allSeen(), dUn);
            bu.gradientRow().addColumnSums(ds.steps());
        }
    }
}
