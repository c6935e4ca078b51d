package unrolled.cell;

import java.util.List;
import java.util.Map;
import unrolled.math.Block;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.math.Trace;
import unrolled.math.Vec;
import unrolled.seq.Pass;
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
 * <p>A cell declares parameters, states and what else it keeps of each step. A step reads the state at {@code t − 1}
 * and sets it at {@code t}. A step back reads the gradient of the state at {@code t}, which is complete by then, and
 * adds to the one at {@code t − 1}; as it is linear in it, a padded step, where the gradient is 0, adds nothing.
 */
public abstract class Cell {

    private final String kind;
    private final int outputs;
    private final Sequence dx;
    private final CellMemory memory;
    private final CellStates states = new CellStates(this);
    private Run run;
    private int first;                            // the examples that it runs
    private int end;

    /**
     * @param kind the name of the architecture, such as {@code lstm}
     * @param features D, the size of x_t
     * @param outputs the size of what the cell puts out at each step
     * @throws IllegalArgumentException if a size is not positive
     */
    protected Cell(String kind, int features, int outputs) {
        this(null, kind, features, outputs);
    }

    /** The twin of {@code original}, or, where that is null, a cell of its own. */
    protected Cell(Cell original, String kind, int features, int outputs) {
        if (features < 1 || outputs < 1) {
            throw new IllegalArgumentException("Cell '" + kind + "' expects positive sizes, got " + features
                    + " features and " + outputs + " outputs");
        }
        this.kind = kind;
        this.outputs = outputs;
        dx = new Sequence(1, 1, features);
        memory = new CellMemory(original == null ? null : original.memory);
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

    /** The part of the state that the cell puts out: {@code h} for most, {@code y} for a Jordan cell. */
    public abstract Trace output();

    /**
     * The same parameters with vectors of its own, to run some of the examples while other twins run others. Null unless
     * a cell says otherwise: then it runs alone, in doubles, and keeps all of them. Steps of a cell with twins touch
     * nothing but {@link Vec vectors}, {@link Trace traces} and products of parameters.
     */
    public Cell twin() {
        return null;
    }

    // ---- what a cell declares

    /** A parameter with a start for each of its gates. */
    protected final Parameter parameter(String name, int rows, int cols, Initializer... gates) {
        return memory.parameter(name, rows, cols, gates);
    }

    /** A part of the state that the next step reads. */
    protected final Trace state(String name, int size) {
        return state(name, size, 1);
    }

    /** A part of the state that the next {@code lag} steps read. */
    protected final Trace state(String name, int size, int lag) {
        return states.add(memory.trace(new Trace(name, size, lag)));
    }

    /** What products or the way back need: {@code size} numbers for each step and example. */
    protected final Trace trace(String name, int size) {
        return trace(name, size, 0);
    }

    final Trace trace(String name, int size, int lag) {
        return memory.trace(new Trace(name, size, lag));
    }

    /** What products need of one step, and the next overwrites. */
    protected final Trace ofStep(String name, int size) {
        return memory.trace(Trace.ofStep(name, size));
    }

    /** Memory of a cell without twins: {@code size} numbers for each step and example. */
    protected final Sequence buffer(int size) {
        return memory.buffer(size);
    }

    /** A vector with p, as it is before the first step, in every row: as p ⊙ c_t needs it. */
    protected final Vec row(Parameter p) {
        return row(p.value().data);
    }

    /** A vector with these numbers, as they are before the first step, in every row. */
    protected final Vec row(double[] numbers) {
        return memory.row(numbers);
    }

    /** A vector that is 0 before the first step back; after the last, its rows are added to the gradient of p. */
    protected final Vec sum(Parameter p) {
        return memory.sum(p.gradient().data);
    }

    // ---- what Recurrent and its crew call

    /** Sizes the memory, sets the initial state and begins; refuses an {@code initial} with parts that do not fit. */
    public final void start(Run run, State initial) {
        states.expect(run.owner, run.x.batch(), initial);
        this.run = run;
        end = run.x.batch();
        memory.begin(run);
        states.set(initial);
        begin(run.x);
        memory.fillRows(output());
    }

    /** For a twin: runs the examples {@code first} to {@code end}, the last excluded, of what its original started. */
    public final void join(Run run, int first, int end) {
        this.run = run;
        this.first = first;
        this.end = end;
        memory.join(first, end);
        memory.fillRows(output());
    }

    /** Step {@code t} forward: y_t; where an example has ended, its state stays what it was. */
    public final void forward(int t) {
        step(t);
        states.freeze(t, run, first, end);
        run.y.at(t).copyRows(first, end - first, output().step(t), 0);
    }

    /** Before the last step back; a twin calls it, too. {@code dLast}: of the final state; refused if it does not fit. */
    public final void startBack(Sequence dy, State dLast) {
        states.expect(run.owner, run.x.batch(), dLast);
        run.goesBack(dy, dLast);
        joinBack();
    }

    /** For a twin, after its original has started back. */
    public final void joinBack() {
        states.startBack(run, first, end);
        memory.clearSums(output());
    }

    /** Step {@code t} back. */
    public final void backward(int t) {
        states.beginBack(t, run, first, end);
        stepBack(t);
    }

    /** The gradients that its own examples have left. */
    public final void leave() {
        memory.addSums();
    }

    /** The gradients that are made for all steps at once. */
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

    public final List<Parameter> parameters() {
        return memory.parameters();
    }

    /** How many numbers its parameters hold. */
    public final long size() {
        return memory.size();
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
        return states.last(run);
    }

    /** ∂L/∂ of the initial state after a way back, as a copy. */
    public final State initialGradient() {
        return states.initialGradient();
    }

    final void expectKept(String what) {
        if (run != null) run.expectKept(what);
    }

    /** The random numbers of this pass for this cell: the same at each call. */
    protected final Rng random() {
        return run.pass.random(run.owner);
    }

    /** Whether step {@code t} of the example that is its {@code n}th is one of it, not padding. */
    final boolean valid(int t, int n) {
        return run.x.valid(t, first + n);
    }

    /** How the present sequence runs. */
    protected final Pass pass() {
        return run.pass;
    }

    /** The first of the examples that it runs. */
    final int first() {
        return first;
    }
}
