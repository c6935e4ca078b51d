package unrolled.cell;

import java.util.Arrays;
import unrolled.math.Blas;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
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
    protected final Sequence a;
    /** ∂L/∂a. */
    protected final Sequence da;

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
        h = state("h", hidden);
        dh = h.gradient();
        a = buffer(gates * hidden);
        da = buffer(gates * hidden);
    }

    @Override public Trace output() {
        return h;
    }

    /** A = X Wᵀ + 1 bᵀ, for all steps at once. */
    @Override protected void begin(Sequence x) {
        a.all().fillRows(b.row());
        Blas.addProductTransB(x.all(), W.block(), a.all());
    }

    /** a_t += h_{t−1} Uᵀ. */
    protected final void addRecurrentProduct(int t) {
        Blas.addProductTransB(h.at(t - 1), U.block(), a.at(t));
    }

    /** dh_{t−1} += da_t U. */
    protected final void addRecurrentProductBack(int t) {
        Blas.addProduct(da.at(t), U.block(), dh.at(t - 1));
    }

    @Override protected void end(Sequence x, Sequence dx) {
        Blas.addProductTransA(da.all(), x.all(), W.gradientBlock());
        addRecurrentGradient();
        b.gradientRow().addColumnSums(da.all());
        Blas.product(da.all(), W.block(), dx.all());
    }

    /** dU += dAᵀ H_prev; a cell whose gates see something else than h_{t−1} says so here. */
    protected void addRecurrentGradient() {
        Blas.addProductTransA(da.all(), h.all(-1), U.gradientBlock());
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
