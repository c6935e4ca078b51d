package unrolled.train;

import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Forward, and the loss at the output: where each way back begins.
 *
 * <pre>{@code
 *   double value = output.at(batch, State.ZERO, pass);     // L, and ∂L/∂y
 *   model.addGradients(output.dy(), State.ZERO);                  // ∂L/∂θ, in the parameters
 * }</pre>
 *
 * <p>Its sequences are buffers, valid until the next batch.
 */
final class OutputGradient {

    private final Model model;
    private final Loss loss;
    private Sequence y;
    private Sequence dy;

    OutputGradient(Model model, Loss loss) {
        this.model = model;
        this.loss = loss;
    }

    /** L of a batch; the gradients of the parameters are zero again. */
    double at(Batch batch, State initial, Pass pass) {
        model.zeroGradients();
        y = model.forward(batch.input(), initial, pass);
        if (dy == null) dy = new Sequence(y.steps(), y.batch(), y.features());
        return loss.gradient(y, batch.target(), dy);
    }

    /** What the model answered, T×B×K. */
    Sequence y() {
        return y;
    }

    /** ∂L/∂y, T×B×K. */
    Sequence dy() {
        return dy;
    }
}
