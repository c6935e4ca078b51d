package unrolled.cell;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Cores;
import unrolled.math.Initializer;
import unrolled.math.Operand;
import unrolled.math.Parameter;
import unrolled.math.Weights;
import unrolled.seq.Sequence;
import unrolled.seq.Tape;
import unrolled.seq.Trace;

/**
 * The products that most cells share: the pre-activations of G gates, stacked in one matrix.
 *
 * <pre>
 *   a_t = W x_t + U h_{t−1} + b              W: G·H×D   U: G·H×H   b: G·H×1
 *
 *   a batch:  A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ                     B×G·H
 *   back:     dW = dAᵀ X    dU = dAᵀ H_prev    db = Σ rows of dA    dX = dA W     all T steps at once
 * </pre>
 *
 * <p>A cell that extends it writes {@link #step} and {@link #stepBack}: {@code begin} has put X_t Wᵀ + 1 bᵀ into
 * {@code a}; a step adds the recurrent product with {@link #addRecurrentProduct} and turns {@code a} into the gates; a
 * step back sets {@code da} and sends it on with {@link #addRecurrentProductBack}.
 *
 * <p>With {@link #recurrentDropout} the products see m ⊙ h_{t−1} in the place of h_{t−1}, the same m at every step:
 *
 * <pre>
 *   m_j = 0 with probability p, else 1 / (1 − p)        drawn anew for each example and each training pass
 *   back: dh_{t−1} += m ⊙ (da_t U)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1512.05287">Y. Gal, Z. Ghahramani, A Theoretically Grounded Application of
 *      Dropout in Recurrent Neural Networks, NIPS (2016): one mask for all steps</a>
 */
public abstract class StackedCell extends Cell {

    /** Input weights, G·H×D. */
    protected final Parameter W;
    /** Recurrent weights, G·H×H. */
    protected final Parameter U;
    /** Bias, G·H×1. */
    protected final Parameter b;
    /** The hidden state, h.at(t) is h_t, B×H. */
    protected final Trace h;
    /** ∂L/∂h. */
    protected final Trace dh;
    /** The pre-activations of a step, gates side by side, B×G·H. */
    protected final Tape a;
    /** ∂L/∂a. */
    protected final Tape da;

    private final Weights weightsU;
    private double dropped;            // p
    private Sequence mask;             // m, one step; the three are null until dropout is asked for
    private Sequence masked;           // m ⊙ h_{t−1}
    private Sequence dMasked;          // ∂L/∂(m ⊙ h_{t−1}), zero between two ways back

    /** The given number of gates, every bias starting at zero. */
    protected StackedCell(String kind, int features, int hidden, int gates) {
        this(kind, features, hidden, repeat(Initializer.zeros(), gates));
    }

    /** As many gates as biases are given; W starts by Glorot, U orthogonal, each gate by itself. */
    protected StackedCell(String kind, int features, int hidden, Initializer... biases) {
        super(kind, features, hidden);
        int gates = biases.length;
        W = parameter("W", gates * hidden, features, repeat(Initializer.glorotUniform(), gates));
        U = parameter("U", gates * hidden, hidden, repeat(Initializer.orthogonal(), gates));
        b = parameter("b", gates * hidden, 1, biases);
        weightsU = new Weights(U.block());
        h = state("h", hidden);
        dh = h.gradient();
        a = tape(gates * hidden);
        da = tape(gates * hidden);
    }

    @Override public Trace output() {
        return h;
    }

    /**
     * From now on a training pass drops units of h_{t−1} on their way into the recurrent products, the same ones at
     * every step of an example; what carries h or c past the products is never dropped. A prediction drops nothing.
     *
     * @param p how likely a unit is dropped, 0 ≤ p &lt; 1; those that stay are multiplied by 1 / (1 − p)
     * @throws IllegalArgumentException if p is not in this range
     */
    public final StackedCell recurrentDropout(double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException(getClass().getSimpleName()
                    + " expects a recurrent dropout of 0 ≤ p < 1, got " + p + "; is it the share to keep?");
        }
        dropped = p;
        if (mask == null) {
            mask = new Sequence(1, 1, hidden());
            masked = buffer(hidden());
            dMasked = buffer(hidden());
        }
        return this;
    }

    /** p, how likely a unit of h_{t−1} is dropped; 0 unless asked for. */
    public final double recurrentDropout() {
        return dropped;
    }

    /** A = X Wᵀ + 1 bᵀ, for all steps at once. */
    @Override protected void begin(Sequence x) {
        int rows = x.steps() * x.batch();
        if (halved()) Cores.both(() -> begin(x, 0, rows / 2), () -> begin(x, rows / 2, rows));
        else begin(x, 0, rows);
        prepareRecurrentWeights(rows);
        if (drops()) drawMask(x.batch());
    }

    /** Rows {@code from} to {@code to} of A. */
    private void begin(Sequence x, int from, int to) {
        var part = a.steps().rows(from, to);
        part.fillRows(b.row());
        Blas.addProductTransB(pass().precision(), x.all().rows(from, to), W.block(), part);
    }

    /** Makes U ready for the products of {@code rows} states; a cell with products of its own makes its own ready. */
    protected void prepareRecurrentWeights(int rows) {
        weightsU.prepare(pass().precision(), rows, halved());
    }

    private void drawMask(int batch) {
        mask.resize(1, batch, null);
        dMasked.all().fill(0);
        var rng = random();
        var m = mask.at(0);
        for (int n = 0; n < m.rows; n++) {
            for (int j = 0; j < m.cols; j++) m.set(n, j, rng.uniform() < dropped ? 0 : 1 / (1 - dropped));
        }
    }

    /** Whether this pass drops units on their way into the recurrent products. */
    protected final boolean drops() {
        return dropped > 0 && pass().training();
    }

    /** a_t += h_{t−1} Uᵀ. */
    protected final void addRecurrentProduct(int t) {
        see(t);
        weightsU.addProductTransB(seen(t), a.step(t));
    }

    /** dh_{t−1} += da_t U. */
    protected final void addRecurrentProductBack(int t) {
        weightsU.addProduct(da.step(t), dSeen(t));
        dropBack(t);
    }

    /** Makes {@link #seen}; {@link #addRecurrentProduct} calls it, and so does a cell with products of its own. */
    protected final void see(int t) {
        if (!drops()) return;                            // a cell that drops is not separable: it has no floats
        masked.at(t).fill(0);
        addMasked(h.at(t - 1), masked.at(t));            // seen_t = m ⊙ h_{t−1}
    }

    /** h_{t−1} as the recurrent products see it. */
    protected final Operand seen(int t) {
        return drops() ? masked.at(t) : h.step(t - 1);
    }

    /** Where a step back adds ∂L/∂{@link #seen}; {@link #dropBack} sends it on. */
    protected final Operand dSeen(int t) {
        return drops() ? dMasked.at(t) : dh.step(t - 1);
    }

    /** The chain rule of {@link #see}; {@link #addRecurrentProductBack} does it, too. */
    protected final void dropBack(int t) {
        if (!drops()) return;
        addMasked(dMasked.at(t), dh.at(t - 1));          // dh_{t−1} += m ⊙ dseen_t
        dMasked.at(t).fill(0);
    }

    private void addMasked(Block from, Block to) {
        var m = mask.at(0);
        for (int n = 0; n < m.rows; n++) {
            for (int j = 0; j < m.cols; j++) to.add(n, j, m.get(n, j) * from.get(n, j));
        }
    }

    /** {@link #seen} of all steps, (T·B)×H. */
    protected final Operand allSeen() {
        return drops() ? masked.all() : h.stepsFrom(-1);
    }

    @Override protected void end(Sequence x) {
        Blas.addProductTransA(pass().precision(), da.steps(), x.all(), W.gradientBlock());
        addRecurrentGradient();
        b.gradientRow().addColumnSums(da.steps());
    }

    @Override protected void inputGradient(Sequence dx) {
        dx.all().fill(0);
        Blas.addProduct(pass().precision(), da.steps(), W.block(), dx.all());
    }

    /** dU += dAᵀ H_prev; a cell whose gates see something else than h_{t−1} says so here. */
    protected void addRecurrentGradient() {
        Blas.addProductTransA(pass().precision(), da.steps(), allSeen(), U.gradientBlock());
    }

    /** The parts of {@code a}, from left to right, by their names: what a cell answers {@link #gates()} with. */
    protected final Map<String, Block> gates(String... names) {
        var gates = new LinkedHashMap<String, Block>();
        var all = a.all();
        for (int k = 0; k < names.length; k++) gates.put(names[k], all.cols(k * hidden(), (k + 1) * hidden()));
        return gates;
    }

    /** H. */
    protected final int hidden() {
        return h.size();
    }

    private static Initializer[] repeat(Initializer start, int gates) {
        var starts = new Initializer[gates];
        Arrays.fill(starts, start);
        return starts;
    }
}
