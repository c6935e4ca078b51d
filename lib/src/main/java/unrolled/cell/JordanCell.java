package unrolled.cell;

import static unrolled.math.Vec.*;

import unrolled.math.Activation;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.math.Vec;
import unrolled.seq.Sequence;

/**
 * The Jordan network: what comes back is not the hidden state but the output, through a state with weights of its own.
 *
 * <pre>
 *   s_t = σ_s(W_ss s_{t−1} + W_sy y_{t−1} + b_s)     W_ss: S×S   W_sy: S×O   b_s: S×1
 *   h_t = σ_h(U s_t + W x_t + b_h)                   U: H×S      W: H×D      b_h: H×1
 *   y_t = σ_y(V h_t + b_y)                           V: O×H                  b_y: O×1
 *
 *   s_0 = y_0 = 0 unless a state is given: the first step already computes s_1 = σ_s(b_s)
 *
 *   back:  dA_y = σ_y′ ⊙ dY_t      dH = dA_y V
 *          dA_h = σ_h′ ⊙ dH        dS_t += dA_h U
 *          dA_s = σ_s′ ⊙ dS_t      dS_{t−1} += dA_s W_ss      dY_{t−1} += dA_s W_sy
 * </pre>
 *
 * <p>The cell puts out y, so it needs no output layer. In the lecture U is written U_h, W is W_h and V is W_y.
 * While {@link #teacherForcing} is on, a training pass puts the target of step t − 1 in the place of y_{t−1}, and no
 * gradient flows through it. Parameters: H (S + D + 1) + O (H + 1) + S (S + O + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1016/S0166-4115(97)80111-2">M. I. Jordan, Serial Order: A Parallel Distributed
 *      Processing Approach (1986), Advances in Psychology 121 (1997), 471–495</a>
 */
public final class JordanCell extends Cell {

    private final Parameter W, U, bh, V, by, Wss, Wsy, bs;
    private final Trace s, ds, y, dy, h, ah, dah, ay, day, as, das, dh;
    private final Trace fed;              // y_{t−1}, or the target while a teacher forces
    private final Activation sigmaH, sigmaY, sigmaS;
    private boolean teacherForcing;

    /** σ_h = tanh, σ_y = identity, σ_s = sigmoid. */
    public JordanCell(int features, int hidden, int state, int outputs) {
        this(features, hidden, state, outputs, Activation.TANH, Activation.IDENTITY, Activation.SIGMOID);
    }

    public JordanCell(int features, int hidden, int state, int outputs,
            Activation sigmaH, Activation sigmaY, Activation sigmaS) {
        super("jordan", features, outputs);
        this.sigmaH = sigmaH;
        this.sigmaY = sigmaY;
        this.sigmaS = sigmaS;
        W = parameter("W", hidden, features, Initializer.glorotUniform());
        U = parameter("U", hidden, state, Initializer.glorotUniform());
        bh = parameter("b_h", hidden, 1, Initializer.zeros());
        V = parameter("V", outputs, hidden, Initializer.glorotUniform());
        by = parameter("b_y", outputs, 1, Initializer.zeros());
        Wss = parameter("W_ss", state, state, Initializer.orthogonal());
        Wsy = parameter("W_sy", state, outputs, Initializer.glorotUniform());
        bs = parameter("b_s", state, 1, Initializer.zeros());
        s = state("s", state);
        ds = s.gradient();
        y = state("y", outputs);
        dy = y.gradient();
        h = trace("h", hidden);
        dh = ofStep("dh", hidden);
        ah = trace("a_h", hidden);
        dah = ah.gradient();
        ay = trace("a_y", outputs);
        day = ay.gradient();
        as = trace("a_s", state);
        das = as.gradient();
        fed = trace("fed", outputs);
    }

    @Override public JordanCell twin() {
        return twin(() -> new JordanCell(features(), h.size(), s.size(), outputs(), sigmaH, sigmaY, sigmaS));
    }

    /** From now on training passes feed the target back instead of the output. */
    public JordanCell teacherForcing() {
        teacherForcing = true;
        return this;
    }

    /** Whether training passes feed the target back. */
    public boolean forcedByTeacher() {
        return teacherForcing;
    }

    /** σ_h. */
    public Activation sigmaH() {
        return sigmaH;
    }

    /** σ_y. */
    public Activation sigmaY() {
        return sigmaY;
    }

    /** σ_s. */
    public Activation sigmaS() {
        return sigmaS;
    }

    @Override public Trace output() {
        return y;
    }

    @Override protected void begin(Sequence x) {
        if (forced()) expectTarget(x);
        bs.setRows(as.steps(0));
        by.setRows(ay.steps(0));
        bh.setRows(ah.steps(0));
        W.addProduct(x.all(), ah.steps(0));                           // a_h = x_t Wᵀ + 1 b_hᵀ
    }

    @Override protected void step(int t) {
        feed(t);                                                      // y_{t−1}, or its target
        Wss.addProduct(s.step(t - 1), as.step(t));                    // a_s  = s_{t−1} W_ssᵀ + 1 b_sᵀ
        Wsy.addProduct(fed.step(t), as.step(t));                      //      + y_{t−1} W_syᵀ
        as.now.read(t);
        apply(sigmaS, as.now, s.now);                                 // s_t  = σ_s(a_s)
        s.now.write(t);
        U.addProduct(s.step(t), ah.step(t));                          // a_h += s_t Uᵀ
        ah.now.read(t);
        apply(sigmaH, ah.now, h.now);                                 // h_t  = σ_h(a_h)
        h.now.write(t);
        V.addProduct(h.step(t), ay.step(t));                          // a_y  = h_t Vᵀ + 1 b_yᵀ
        ay.now.read(t);
        apply(sigmaY, ay.now, y.now);                                 // y_t  = σ_y(a_y)
        y.now.write(t);
    }

    @Override protected void stepBack(int t) {
        y.now.read(t);  dy.now.read(t);  h.now.read(t);  s.now.read(t);
        back(sigmaY, y.now, dy.now, day.now);                         // da_y      = σ_y′ ⊙ dy_t
        day.now.write(t);
        dh.step(t).fill(0);
        V.addProductBack(day.step(t), dh.step(t));                    // dh_t      = da_y V
        dh.now.read(t);
        back(sigmaH, h.now, dh.now, dah.now);                         // da_h      = σ_h′ ⊙ dh_t
        dah.now.write(t);
        U.addProductBack(dah.step(t), ds.step(t));                    // ds_t     += da_h U
        ds.now.read(t);
        back(sigmaS, s.now, ds.now, das.now);                         // da_s      = σ_s′ ⊙ ds_t
        das.now.write(t);
        Wss.addProductBack(das.step(t), ds.step(t - 1));              // ds_{t−1} += da_s W_ss
        if (forced() && t > 0) return;                                // the target has no gradient
        Wsy.addProductBack(das.step(t), dy.step(t - 1));              // dy_{t−1} += da_s W_sy
    }

    @Override protected void end(Sequence x) {
        W.addGradient(dah.steps(0), x.all());
        U.addGradient(dah.steps(0), s.steps(0));
        bh.addSums(dah.steps(0));
        V.addGradient(day.steps(0), h.steps(0));
        by.addSums(day.steps(0));
        Wss.addGradient(das.steps(0), s.steps(-1));
        Wsy.addGradient(das.steps(0), fed.steps(0));
        bs.addSums(das.steps(0));
    }

    @Override protected void inputGradient(Sequence dx) {
        dx.all().fill(0);
        W.addProductBack(dah.steps(0), dx.all());
    }

    private void feed(int t) {
        var now = fed.step(t);
        now.copyFrom(y.step(t - 1));
        if (!forced() || t == 0) return;
        for (int n = 0; n < now.rows; n++) {                          // padding may hold anything, even NaN
            if (valid(t - 1, n)) now.copyRows(n, 1, pass().target().at(t - 1), first + n);
        }
    }

    private boolean forced() {
        return ((JordanCell) original()).teacherForcing && pass().training() && pass().target() != null;
    }

    private void expectTarget(Sequence x) {
        var target = pass().target();
        if (target.steps() != x.steps() || target.batch() != x.batch() || target.features() != outputs()) {
            throw new IllegalArgumentException("JordanCell expects a target of T=" + x.steps() + ", B=" + x.batch()
                    + ", D=" + outputs() + " to force with, got " + target);
        }
    }
}
