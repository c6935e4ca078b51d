package unrolled.cell;

import java.util.List;
import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Trace;
import unrolled.math.Vec;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * One time step and its chain rule. {@code Recurrent} unrolls it; read together they are backpropagation through time.
 *
 * <pre>
 *   forward    start(…)  begin(x)  step(0)  step(1)  …  step(T−1)
 *   back       startBack(…)  stepBack(T−1)  …  stepBack(1)  stepBack(0)  end(x)  inputGradient(dx)
 * </pre>
 *
 * <p>A cell declares its parameters, its states and what else it keeps of each step, with {@link #parameter},
 * {@link #state} and {@link #trace}. A step reads the state at {@code t − 1}
 * and sets it at {@code t}. A step back reads the gradient of the state at {@code t}, which is complete by then, and
 * adds to the one at {@code t − 1}; as it is linear in it, a padded step, where the gradient is 0, adds nothing.
 */
public abstract class Cell extends CellTape {

    private final String kind;
    private final int outputs;
    private final Sequence dx;

    /**
     * @param kind the name of the architecture, such as {@code lstm}
     * @param features D, the size of x_t
     * @param outputs the size of what the cell puts out at each step
     * @throws IllegalArgumentException if a size is not positive
     */
    protected Cell(String kind, int features, int outputs) {
        if (features < 1 || outputs < 1) {
            throw new IllegalArgumentException("Cell '" + kind + "' expects positive sizes, got " + features
                    + " features and " + outputs + " outputs");
        }
        this.kind = kind;
        this.outputs = outputs;
        dx = new Sequence(1, 1, features);
    }

    // ---- what a cell implements

    /** Work that does not depend on the recurrence, for all steps at once. */
    protected abstract void begin(Sequence x);

    /** The equations of the lecture, for step {@code t}; keeps what the way back needs. */
    protected abstract void step(int t);

    /** The chain rule of {@link #step}: reads ∂L/∂state at {@code t}, adds to ∂L/∂state at {@code t − 1}. */
    protected abstract void stepBack(int t);

    /** The gradients of the parameters, added to for all steps at once. */
    protected abstract void end(Sequence x);

    /** ∂L/∂x, set for all steps at once; where {@code x} is data, nobody asks for it. */
    protected abstract void inputGradient(Sequence dx);

    /**
     * The same parameters with vectors of its own, made by {@link #twin(java.util.function.Supplier)}, to run some of
     * the examples while other twins run others. Null unless a cell has twins: then it runs alone, in doubles, and
     * keeps all of them. The steps of a cell with twins touch nothing but {@link Vec vectors}, {@link Trace traces} and
     * products of parameters.
     */
    public Cell twin() {
        return null;
    }

    // ---- what Recurrent and its crew call

    /** Sizes the memory, sets the initial state and begins; refuses an {@code initial} with parts that do not fit. */
    public final void start(Run run, State initial) {
        states.expect(run.owner, run.x.batch(), initial);
        this.run = run;
        resize();
        states.set(initial);
        begin(run.x);
        fillRows();
    }

    /** For a twin: runs the examples {@code first} to {@code end}, the last excluded, of what its original started. */
    public final void join(Run run, int first, int end) {
        this.run = run;
        this.first = first;
        share(end);
        fillRows();
    }

    /** Step {@code t} forward: y_t; where an example has ended, its state stays what it was. */
    public final void forward(int t) {
        step(t);
        states.freeze(t);
        var y = output().step(t);
        run.y.at(t).copyRows(first, y.rows, y, 0);
    }

    /** Before the last step back. {@code dLast}: ∂L/∂ of the final state; refused if it does not fit. */
    public final void startBack(Sequence dy, State dLast) {
        states.expect(run.owner, run.x.batch(), dLast);
        run.goesBack(dy, dLast);
        joinBack();
    }

    /** For a twin, after its original has started back. */
    public final void joinBack() {
        states.startBack();
        clearSums();
    }

    /** Step {@code t} back. */
    public final void backward(int t) {
        states.beginBack(t);
        stepBack(t);
    }

    /** The gradients that are made for all steps at once, after {@link #addSums} of all twins. */
    public final void finish() {
        end(run.x);
    }

    /** ∂L/∂x after {@link #finish}, a buffer that the next way back overwrites. */
    public final Sequence inputGradient() {
        dx.resizeLike(run.x);
        inputGradient(dx);
        return dx;
    }

    // ---- what everybody may ask

    public final String kind() {
        return kind;
    }

    /** D, the size of x_t. */
    public final int features() {
        return dx.features();
    }

    /** The size of the output. */
    public final int outputs() {
        return outputs;
    }

    /** The parts of the state, with their values and gradients at every step of the last run. */
    public final List<Trace> states() {
        return states.list();
    }

    /** The gates by name with their values at every step of the last run, (T·B)×H each; empty without gates. */
    public Map<String, Block> gates() {
        return Map.of();
    }

    /** The state after the last valid step of each example, as a copy. */
    public final State lastState() {
        return states.last();
    }

    /** ∂L/∂ of the initial state after a way back, as a copy. */
    public final State initialGradient() {
        return states.initialGradient();
    }
}
