package unrolled.cell;

import unrolled.math.Activation;
import unrolled.math.Blas;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

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

    private final Parameter W;
    private final Parameter U;
    private final Parameter bh;
    private final Parameter V;
    private final Parameter by;
    private final Parameter Wss;
    private final Parameter Wsy;
    private final Parameter bs;
    private final Trace s;
    private final Trace y;
    private final Sequence h;
    private final Sequence dh;
    private final Sequence dah;
    private final Sequence day;
    private final Sequence das;
    private final Sequence fed;           // y_{t−1}, or the target while a teacher forces
    private final Activation sigmaH;
    private final Activation sigmaY;
    private final Activation sigmaS;
    private boolean teacherForcing;
    private Sequence x;                   // of the present run, for its lengths

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
        y = state("y", outputs);
        h = buffer(hidden);
        dh = buffer(hidden);
        dah = buffer(hidden);
        day = buffer(outputs);
        das = buffer(state);
        fed = buffer(outputs);
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
        this.x = x;
        h.all().fillRows(bh.row());
        Blas.addProductTransB(x.all(), W.block(), h.all());           // a_h = x_t Wᵀ + 1 b_hᵀ
    }

    @Override protected void step(int t) {
        feed(t);                                                      // y_{t−1}, or its target
        s.at(t).fillRows(bs.row());
        Blas.addProductTransB(s.at(t - 1), Wss.block(), s.at(t));     // a_s  = s_{t−1} W_ssᵀ + 1 b_sᵀ
        Blas.addProductTransB(fed.at(t), Wsy.block(), s.at(t));       //      + y_{t−1} W_syᵀ
        sigmaS.apply(s.at(t), s.at(t));                               // s_t  = σ_s(a_s)
        Blas.addProductTransB(s.at(t), U.block(), h.at(t));           // a_h += s_t Uᵀ
        sigmaH.apply(h.at(t), h.at(t));                               // h_t  = σ_h(a_h)
        y.at(t).fillRows(by.row());
        Blas.addProductTransB(h.at(t), V.block(), y.at(t));           // a_y  = h_t Vᵀ + 1 b_yᵀ
        sigmaY.apply(y.at(t), y.at(t));                               // y_t  = σ_y(a_y)
    }

    @Override protected void stepBack(int t) {
        var dy = y.gradient();
        var ds = s.gradient();
        sigmaY.back(y.at(t), dy.at(t), day.at(t));                    // da_y      = σ_y′ ⊙ dy_t
        Blas.product(day.at(t), V.block(), dh.at(t));                 // dh_t      = da_y V
        sigmaH.back(h.at(t), dh.at(t), dah.at(t));                    // da_h      = σ_h′ ⊙ dh_t
        Blas.addProduct(dah.at(t), U.block(), ds.at(t));              // ds_t     += da_h U
        sigmaS.back(s.at(t), ds.at(t), das.at(t));                    // da_s      = σ_s′ ⊙ ds_t
        Blas.addProduct(das.at(t), Wss.block(), ds.at(t - 1));        // ds_{t−1} += da_s W_ss
        if (forced() && t > 0) return;                                // the target has no gradient
        Blas.addProduct(das.at(t), Wsy.block(), dy.at(t - 1));        // dy_{t−1} += da_s W_sy
    }

    @Override protected void end(Sequence x) {
        Blas.addProductTransA(dah.all(), x.all(), W.gradientBlock());
        Blas.addProductTransA(dah.all(), s.all(0), U.gradientBlock());
        bh.gradientRow().addColumnSums(dah.all());
        Blas.addProductTransA(day.all(), h.all(), V.gradientBlock());
        by.gradientRow().addColumnSums(day.all());
        Blas.addProductTransA(das.all(), s.all(-1), Wss.gradientBlock());
        Blas.addProductTransA(das.all(), fed.all(), Wsy.gradientBlock());
        bs.gradientRow().addColumnSums(das.all());
    }

    @Override protected void inputGradient(Sequence dx) {
        Blas.product(dah.all(), W.block(), dx.all());
    }

    private void feed(int t) {
        fed.at(t).copyFrom(y.at(t - 1));
        if (!forced() || t == 0) return;
        var target = pass().target().at(t - 1);
        for (int n = 0; n < target.rows; n++) {
            if (!x.valid(t - 1, n)) continue;                         // padding may hold anything, even NaN
            System.arraycopy(target.data, target.row(n), fed.at(t).data, fed.at(t).row(n), target.cols);
        }
    }

    private boolean forced() {
        return teacherForcing && pass().training() && pass().target() != null;
    }

    private void expectTarget(Sequence x) {
        var target = pass().target();
        if (target.steps() != x.steps() || target.batch() != x.batch() || target.features() != outputs()) {
            throw new IllegalArgumentException("JordanCell expects a target of T=" + x.steps() + ", B=" + x.batch()
                    + ", D=" + outputs() + " to force with, got " + target);
        }
    }
}
