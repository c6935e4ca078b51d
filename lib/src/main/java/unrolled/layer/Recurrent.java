package unrolled.layer;

import java.util.List;
import unrolled.cell.Cell;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A cell, unrolled in time: this class is backpropagation through time (BPTT).
 *
 * <pre>
 *   forward   h_t = cell(x_t, h_{t−1})                          for t = 1 … T
 *   back      ∂L/∂h_t = ∂L/∂y_t + (∂h_{t+1}/∂h_t)ᵀ ∂L/∂h_{t+1}   for t = T … 1
 *             ∂L/∂θ   = Σ_t (∂h_t/∂θ)ᵀ ∂L/∂h_t
 * </pre>
 *
 * <p>It puts out all steps, T×B×H; {@link LastStep} after it keeps the last. The parts of its state are those of the
 * cell. Where examples end early, their state stays what it was, their output is 0 and nothing flows back. With enough
 * work, a {@link Crew} runs parts of the batch at the same time.
 *
 * @see <a href="https://doi.org/10.1109/5.58337">P. J. Werbos, Backpropagation Through Time: What It Does and How to Do
 *      It, Proceedings of the IEEE 78 (1990), 1550–1560</a>
 */
public final class Recurrent extends Layer {

    private final Cell cell;
    private final Crew crew;

    public Recurrent(Cell cell) {
        super(cell.kind(), cell.features(), cell.outputs());
        this.cell = cell;
        crew = new Crew(cell);
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        begin(x);
        crew.start(name(), x, initial, pass, y);
        crew.each(this::unroll);
        y.clearPadding();
        return y;
    }

    /** h_t = cell(x_t, h_{t−1}). */
    private void unroll(Cell cell) {
        for (int t = 0; t < x.steps() && crew.goesOn(); t++) cell.forward(t);
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        addGradients(dy, dLast);
        return cell.inputGradient();
    }

    @Override public void addGradients(Sequence dy, State dLast) {
        expectGradient(y, dy);
        crew.startBack(dy, dLast);
        crew.each(this::unrollBack);
        crew.finish();                                     // ∂L/∂θ = Σ_t (∂h_t/∂θ)ᵀ ∂L/∂h_t
    }

    /** ∂L/∂h_{t−1} += (∂h_t/∂h_{t−1})ᵀ ∂L/∂h_t; it began as ∂L/∂y_{t−1}. */
    private void unrollBack(Cell cell) {
        for (int t = x.steps() - 1; t >= 0 && crew.goesOn(); t--) cell.backward(t);
    }

    /** The cell, with what it keeps of the last run. */
    public Cell cell() {
        return cell;
    }

    /** Into how many parts the last batch was cut. */
    int parts() {
        return crew.size();
    }

    /** What it put out in the last run, such as h_t for every step, as a copy. */
    public Sequence output() {
        return y.copy();
    }

    @Override public List<Parameter> parameters() {
        return cell.parameters();
    }

    @Override public State lastState() {
        return cell.lastState();
    }

    @Override public State initialGradient() {
        return cell.initialGradient();
    }
}
