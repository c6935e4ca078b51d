package unrolled.cell;

import unrolled.math.Activation;
import unrolled.math.Blas;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Sequence;
import unrolled.seq.Trace;

/**
 * The output-feedback layer: the last output is one more input, and there is no other state.
 *
 * <pre>
 *   a_t = W x_t + U y_{t−1} + b         W: O×D   U: O×O   b: O×1
 *   y_t = σ(a_t)                        y_0 = 0 unless a state is given
 *
 *   a batch, one example a row:         A_t = X_t Wᵀ + Y_{t−1} Uᵀ + 1 bᵀ         B×O
 *   back:                               dA_t = σ′(A_t) ⊙ dY_t
 *                                       dY_{t−1} += dA_t U     dU = Σ_t dA_tᵀ Y_{t−1}
 * </pre>
 *
 * <p>The lecture writes W_x for W and W_y for U. It computes what an {@link ElmanCell} computes, with one difference: y
 * is the answer itself, O numbers that the loss compares with the target, so the layer remembers only what it has said.
 * The cell puts out y and needs no output layer. σ is tanh unless another is given; where targets leave (−1, 1), take
 * {@link Activation#IDENTITY}. Parameters {@code W}, {@code U}, {@code b}: O (O + D + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1162/neco.1989.1.2.270">R. J. Williams, D. Zipser, A Learning Algorithm for
 *      Continually Running Fully Recurrent Neural Networks, Neural Computation 1 (1989), 270–280</a>
 */
public final class OutputFeedbackCell extends Cell {

    private final Parameter W;
    private final Parameter U;
    private final Parameter b;
    private final Trace y;
    private final Trace dy;
    private final Sequence da;
    private final Activation sigma;

    /** σ = tanh. */
    public OutputFeedbackCell(int features, int outputs) {
        this(features, outputs, Activation.TANH);
    }

    /** @throws IllegalArgumentException if a size is not positive */
    public OutputFeedbackCell(int features, int outputs, Activation sigma) {
        super("feedback", features, outputs);
        this.sigma = sigma;
        W = parameter("W", outputs, features, Initializer.glorotUniform());
        U = parameter("U", outputs, outputs, Initializer.orthogonal());
        b = parameter("b", outputs, 1, Initializer.zeros());
        y = state("y", outputs);
        dy = y.gradient();
        da = buffer(outputs);
    }

    /** σ. */
    public Activation sigma() {
        return sigma;
    }

    @Override public Trace output() {
        return y;
    }

    /** Puts X Wᵀ + 1 bᵀ where y will stand. */
    @Override protected void begin(Sequence x) {
        y.all(0).fillRows(b.row());
        Blas.addProductTransB(x.all(), W.block(), y.all(0));
    }

    @Override protected void step(int t) {
        Blas.addProductTransB(y.at(t - 1), U.block(), y.at(t));    // a_t += y_{t−1} Uᵀ
        sigma.apply(y.at(t), y.at(t));                             // y_t  = σ(a_t)
    }

    @Override protected void stepBack(int t) {
        sigma.back(y.at(t), dy.at(t), da.at(t));                   // da_t      = σ′(a_t) ⊙ dy_t
        Blas.addProduct(da.at(t), U.block(), dy.at(t - 1));        // dy_{t−1} += da_t U
    }

    @Override protected void end(Sequence x) {
        Blas.addProductTransA(da.all(), x.all(), W.gradientBlock());
        Blas.addProductTransA(da.all(), y.all(-1), U.gradientBlock());
        b.gradientRow().addColumnSums(da.all());
    }

    @Override protected void inputGradient(Sequence dx) {
        Blas.product(da.all(), W.block(), dx.all());
    }
}
