package unrolled.cell;

import static unrolled.math.Vec.*;

import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Matrix;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.math.Vec;

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
    private final Parameter bu;                              // null with BEFORE
    private final Trace zr = a.columns(0, 2 * hidden()), dzr = da.columns(0, 2 * hidden());
    private final Trace an = a.columns(2 * hidden(), 3 * hidden()), dan = da.columns(2 * hidden(), 3 * hidden());
    private final Matrix Uzr = U.rows(0, 2 * hidden()), Un = U.rows(2 * hidden(), 3 * hidden());
    private final Vec z = a.gate(0, 3), r = a.gate(1, 3), n = a.gate(2, 3);
    private final Vec daz = da.gate(0, 3), dar = da.gate(1, 3), dnow = da.gate(2, 3);
    private final Trace s = trace("s", hidden());
    private final Vec change = new Vec();
    private final Candidate candidate;

    /** The course's form: reset before the product. */
    public GruCell(int features, int hidden) {
        this(features, hidden, Reset.BEFORE);
    }

    public GruCell(int features, int hidden, Reset reset) {
        super("gru", features, hidden, 3);
        this.reset = reset;
        bu = reset == Reset.AFTER ? parameter("bu", hidden, 1, Initializer.zeros()) : null;
        candidate = reset == Reset.AFTER ? new ResetAfter() : new ResetBefore();
    }

    @Override public GruCell twin() {
        return twin(() -> new GruCell(features(), hidden(), reset));
    }

    /** Where the reset gate stands. */
    public Reset reset() {
        return reset;
    }

    @Override public Map<String, Block> gates() {
        return gates("z", "r", "n");
    }

    @Override protected void step(int t) {
        see(t);
        Uzr.addProduct(seen(t), zr.step(t));                     // a_zr += h_{t−1} U_zrᵀ
        z.read(t);  r.read(t);
        sigmoid(z);                                              // z_t  = σ(a_z)
        sigmoid(r);                                              // r_t  = σ(a_r)
        candidate.step(t);                                       // n_t  = tanh(a_n)
        h.prev.read(t);
        mix(z, h.prev, n, h.now);                                // h_t  = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t
        a.write(t);  h.now.write(t);
    }

    @Override protected void stepBack(int t) {
        a.read(t);  h.prev.read(t);  dh.now.read(t);  dh.prev.read(t);
        difference(n, h.prev, change);
        sigmoidBack(z, dh.now, change, daz);                     // da_z      = dh_t ⊙ (n_t − h_{t−1}) ⊙ z_t (1 − z_t)
        tanhBack(n, dh.now, z, dnow);                            // da_n      = dh_t ⊙ z_t ⊙ (1 − n_t²)
        addRest(z, dh.now, dh.prev);                             // dh_{t−1} += dh_t ⊙ (1 − z_t)
        dh.prev.write(t);
        candidate.stepBack(t);                                   // da_r, and its part of dh_{t−1}
        Uzr.addProductBack(dzr.step(t), dSeen(t));               // dh_{t−1} += da_zr U_zr
        seeBack(t);
    }

    @Override protected void addRecurrentGradient() {
        Uzr.addGradient(dzr.steps(0), allSeen());
        candidate.addGradient();
    }

    /** How the candidate n_t comes about, and its chain rule. */
    private interface Candidate {

        void step(int t);

        void stepBack(int t);

        void addGradient();
    }

    /** s_t = r_t ⊙ h_{t−1}, what U_n multiplies. */
    private final class ResetBefore implements Candidate {

        private final Trace ds = ofStep("ds", hidden());
        private final Vec seen = new Vec(), dseen = new Vec();

        @Override public void step(int t) {
            seen.read(seen(t));
            product(r, seen, s.now);                             // s_t  = r_t ⊙ h_{t−1}
            s.now.write(t);
            Un.addProduct(s.step(t), an.step(t));                // a_n += s_t U_nᵀ
            n.read(t);
            tanh(n);
        }

        @Override public void stepBack(int t) {
            dnow.write(t);
            ds.step(t).fill(0);
            Un.addProductBack(dan.step(t), ds.step(t));          // ds_t      = da_n U_n
            ds.now.read(t);  seen.read(seen(t));  dseen.read(dSeen(t));
            sigmoidBack(r, ds.now, seen, dar);                   // da_r      = ds_t ⊙ h_{t−1} ⊙ r_t (1 − r_t)
            addProduct(ds.now, r, dseen);                        // dh_{t−1} += ds_t ⊙ r_t
            dseen.write(dSeen(t));
            da.write(t);
        }

        @Override public void addGradient() {
            Un.addGradient(dan.steps(0), s.steps(0));
        }
    }

    /** s_t = U_n h_{t−1} + b_u, what r_t multiplies. */
    private final class ResetAfter implements Candidate {

        private final Trace ds = s.gradient();

        @Override public void step(int t) {
            bu.setRows(s.step(t));
            Un.addProduct(seen(t), s.step(t));                   // s_t  = h_{t−1} U_nᵀ + 1 b_uᵀ
            n.read(t);  s.now.read(t);
            addProduct(r, s.now, n);                             // a_n += r_t ⊙ s_t
            tanh(n);
        }

        @Override public void stepBack(int t) {
            s.now.read(t);
            sigmoidBack(r, dnow, s.now, dar);                    // da_r      = da_n ⊙ s_t ⊙ r_t (1 − r_t)
            product(dnow, r, ds.now);                            // ds_t      = da_n ⊙ r_t
            ds.now.write(t);
            Un.addProductBack(ds.step(t), dSeen(t));             // dh_{t−1} += ds_t U_n
            da.write(t);
        }

        @Override public void addGradient() {
            Un.addGradient(ds.steps(0), allSeen());
            bu.addSums(ds.steps(0));
        }
    }
}
