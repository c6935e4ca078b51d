package unrolled.cell;

import static unrolled.math.Vec.*;

import unrolled.math.Activation;
import unrolled.math.Initializer;
import unrolled.math.Trace;

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
public final class OutputFeedbackCell extends StackedCell {

    private final Activation sigma;
    private final Trace y = h, dy = dh;

    /** σ = tanh. */
    public OutputFeedbackCell(int features, int outputs) {
        this(features, outputs, Activation.TANH);
    }

    /** @throws IllegalArgumentException if a size is not positive */
    public OutputFeedbackCell(int features, int outputs, Activation sigma) {
        super("feedback", "y", features, outputs, 1, Initializer.zeros());
        this.sigma = sigma;
    }

    @Override public OutputFeedbackCell twin() {
        return twin(() -> new OutputFeedbackCell(features(), outputs(), sigma));
    }

    /** σ. */
    public Activation sigma() {
        return sigma;
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                                    // a_t += y_{t−1} Uᵀ
        a.now.read(t);
        apply(sigma, a.now, y.now);                                // y_t  = σ(a_t)
        y.now.write(t);
    }

    @Override protected void stepBack(int t) {
        y.now.read(t);  dy.now.read(t);
        back(sigma, y.now, dy.now, da.now);                        // da_t      = σ′(a_t) ⊙ dy_t
        da.now.write(t);
        addRecurrentProductBack(t);                                // dy_{t−1} += da_t U
    }
}
