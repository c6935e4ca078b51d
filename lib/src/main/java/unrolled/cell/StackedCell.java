package unrolled.cell;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Operand;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.seq.Sequence;

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
    /** Bias, G·H×1; null in a cell without. */
    protected final Parameter b;
    /** The hidden state, h.at(t) is h_t, B×H. */
    protected final Trace h;
    /** ∂L/∂h. */
    protected final Trace dh;
    /** The pre-activations of a step, gates side by side, B×G·H. */
    protected final Trace a;
    /** ∂L/∂a. */
    protected final Trace da;

    private double dropped;                  // p
    private RecurrentDropout dropout;        // null until it is asked for

    /** The given number of gates, every bias starting at zero. */
    protected StackedCell(String kind, int features, int hidden, int gates) {
        this(kind, features, hidden, repeat(Initializer.zeros(), gates));
    }

    /** As many gates as biases are given; W starts by Glorot, U orthogonal, each gate by itself. */
    protected StackedCell(String kind, int features, int hidden, Initializer... biases) {
        this(kind, "h", features, hidden, biases.length, biases);
    }

    /** With another name for its state, and without biases where none is given. */
    StackedCell(String kind, String state, int features, int hidden, int gates, Initializer... biases) {
        super(kind, features, hidden);
        W = parameter("W", gates * hidden, features, repeat(Initializer.glorotUniform(), gates));
        U = parameter("U", gates * hidden, hidden, repeat(Initializer.orthogonal(), gates));
        b = biases.length == 0 ? null : parameter("b", gates * hidden, 1, biases);
        h = state(state, hidden);
        dh = h.gradient();
        a = trace("a", gates * hidden);
        da = a.gradient();
        if (isTwin()) dropout = newDropout();
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
        if (dropout == null) dropout = newDropout();
        return this;
    }

    private RecurrentDropout newDropout() {
        return new RecurrentDropout(h, declare(new Trace("seen", hidden(), 1)), ofStep("dseen", hidden()));
    }

    /** p, how likely a unit of h_{t−1} is dropped; 0 unless asked for. */
    public final double recurrentDropout() {
        return dropped;
    }

    /** Whether this pass drops units on their way into the recurrent products. */
    private boolean drops() {
        return ((StackedCell) original()).dropped > 0 && pass().training();
    }

    /** A = X Wᵀ + 1 bᵀ, for all steps at once. */
    @Override protected void begin(Sequence x) {
        if (b == null) a.steps(0).fill(0);
        else b.setRows(a.steps(0));
        W.addProduct(x.all(), a.steps(0));
        if (drops()) dropout.draw(dropped, random());
    }

    /** a_t += h_{t−1} Uᵀ. */
    protected final void addRecurrentProduct(int t) {
        see(t);
        U.addProduct(seen(t), a.step(t));
    }

    /** dh_{t−1} += da_t U. */
    protected final void addRecurrentProductBack(int t) {
        U.addProductBack(da.step(t), dSeen(t));
        seeBack(t);
    }

    /** Makes {@link #seen}; {@link #addRecurrentProduct} calls it, and so does a cell with products of its own. */
    final void see(int t) {
        if (drops()) dropout.step(t);
    }

    /** h_{t−1} as the recurrent products see it. */
    final Operand seen(int t) {
        return drops() ? dropout.s.step(t) : h.step(t - 1);
    }

    /** Where a step back adds ∂L/∂{@link #seen}; {@link #seeBack} sends it on. */
    final Operand dSeen(int t) {
        return drops() ? dropout.ds.step(t) : dh.step(t - 1);
    }

    /** The chain rule of {@link #see}; {@link #addRecurrentProductBack} does it, too. */
    final void seeBack(int t) {
        if (drops()) dropout.stepBack(t);
    }

    /** {@link #seen} of all steps, (T·B)×H. */
    final Operand allSeen() {
        return drops() ? dropout.s.steps(0) : h.steps(-1);
    }

    @Override protected void end(Sequence x) {
        W.addGradient(da.steps(0), x.all());
        addRecurrentGradient();
        if (b != null) b.addSums(da.steps(0));
    }

    @Override protected void inputGradient(Sequence dx) {
        dx.all().fill(0);
        W.addProductBack(da.steps(0), dx.all());
    }

    /** dU += dAᵀ H_prev; a cell whose gates see something else than h_{t−1} says so here. */
    protected void addRecurrentGradient() {
        U.addGradient(da.steps(0), allSeen());
    }

    /** The parts of {@code a}, from left to right, by their names: what a cell answers {@link #gates()} with. */
    protected final Map<String, Block> gates(String... names) {
        expectKept("gates()");
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
