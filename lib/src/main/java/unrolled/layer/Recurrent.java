package unrolled.layer;

import java.util.List;
import unrolled.cell.Cell;
import unrolled.math.Cores;
import unrolled.math.Parameter;
import unrolled.math.Stop;
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
 * work, two cores run half of the batch each: examples know nothing of each other.
 *
 * @see <a href="https://doi.org/10.1109/5.58337">P. J. Werbos, Backpropagation Through Time: What It Does and How to Do
 *      It, Proceedings of the IEEE 78 (1990), 1550–1560</a>
 */
public final class Recurrent extends Layer {

    private final Cell cell;
    private final Sequence y;
    private Sequence x;
    private Thread caller;

    public Recurrent(Cell cell) {
        super(cell.kind());
        this.cell = cell;
        y = new Sequence(1, 1, cell.outputs());
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        expectFeatures(x);
        cell.start(name(), x, initial, pass);
        this.x = x;
        y.resizeLike(x);
        caller = Thread.currentThread();
        if (cell.halved()) Cores.both(() -> unroll(0), () -> unroll(1));
        else unroll();
        Stop.check();
        y.clearPadding();
        return y;
    }

    private void unroll() {
        for (int t = 0; t < y.steps() && goesOn(); t++) {
            cell.forward(t);
            putOut(t, 0, y.batch());
        }
    }

    /** The same for one half of the batch. */
    private void unroll(int half) {
        int middle = y.batch() / 2;
        for (int t = 0; t < y.steps() && goesOn(); t++) {
            cell.forward(half, t);
            putOut(t, half * middle, half == 0 ? middle : y.batch());
        }
    }

    /** y_t = h_t, for the examples {@code first} to {@code end}. */
    private void putOut(int t, int first, int end) {
        y.at(t).copyRows(first, end, cell.output().step(t));
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        learn(dy, dLast);
        return cell.inputGradient();
    }

    @Override public void learn(Sequence dy, State dLast) {
        expectGradient(x, y, dy);
        cell.startBack(name(), dLast);
        caller = Thread.currentThread();
        if (cell.halved()) Cores.both(() -> unrollBack(dy, 0), () -> unrollBack(dy, 1));
        else unrollBack(dy);
        Stop.check();
        cell.finish();
    }

    private void unrollBack(Sequence dy) {
        for (int t = y.steps() - 1; t >= 0 && goesOn(); t--) {
            addValid(dy, t, 0, y.batch());                 // ∂L/∂h_t is complete: from y_t and from h_{t+1}
            cell.backward(t);
        }
    }

    /** The same for one half of the batch. */
    private void unrollBack(Sequence dy, int half) {
        int middle = y.batch() / 2;
        for (int t = y.steps() - 1; t >= 0 && goesOn(); t--) {
            addValid(dy, t, half * middle, half == 0 ? middle : y.batch());
            cell.backward(half, t);
        }
    }

    private void addValid(Sequence dy, int t, int first, int end) {
        var dh = cell.output().gradient().step(t);
        if (dy.at(t).isZero(first, end)) return;           // such as after LastStep, at all steps but one
        for (int n = first; n < end; n++) {
            if (y.valid(t, n)) dh.addRows(n, n + 1, dy.at(t));
        }
    }

    /** Both halves end when the stop button of a notebook interrupts the thread that waits for them. */
    private boolean goesOn() {
        return !caller.isInterrupted();
    }

    /** The cell, with what it keeps of the last run. */
    public Cell cell() {
        return cell;
    }

    /** What it put out in the last run, such as h_t for every step, as a copy. */
    public Sequence output() {
        return y.copy();
    }

    @Override public int inputs() {
        return cell.features();
    }

    @Override public int outputs(int inputs) {
        return cell.outputs();
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
