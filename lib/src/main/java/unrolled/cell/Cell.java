package unrolled.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.math.Cores;
import unrolled.math.Floats;
import unrolled.math.Initializer;
import unrolled.math.Operand;
import unrolled.math.Parameter;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.seq.Tape;
import unrolled.seq.Trace;

/**
 * One time step and its chain rule. {@code Recurrent} unrolls it; read together they are backpropagation through time.
 *
 * <pre>
 *   forward    start(x, …)  begin(x)  step(0)  step(1)  …  step(T−1)
 *   back       startBack()  stepBack(T−1)  …  stepBack(1)  stepBack(0)  end(x)  inputGradient(dx)
 * </pre>
 *
 * <p>A cell declares its parameters with {@link #parameter}, its states with {@link #state} and what else it keeps of
 * each step with {@link #buffer}; they are sized once for (T, B) and reused. A step reads the state at {@code t − 1}
 * and sets it at {@code t}. A step back reads the gradient of the state at {@code t}, which is complete by then, and
 * adds to the one at {@code t − 1}; as it is linear in that gradient, a padded step, where the gradient is 0, adds
 * nothing.
 */
public abstract class Cell {

    /**
     * From so many multiplications on (about: steps times examples times parameters), two cores share a batch, and
     * single precision computes steps in floats.
     */
    private static final long SHARED_WORK = 1_000_000;

    private final String kind;
    private final int features;
    private final int outputs;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Trace> states = new ArrayList<>();
    private final List<Sequence> buffers = new ArrayList<>();
    private final List<Tape> tapes = new ArrayList<>();
    private final Sequence dx;
    private Sequence x;
    private Pass pass;
    private String owner;
    private boolean halved;
    private boolean inFloats;
    private int stride;                           // step t of a half is called (half + 1) · stride + t

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
        this.features = features;
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
     * Whether a step and a step back touch nothing but the rows of their own examples, so that two halves of the batch
     * may run at the same time, and nothing of their states and tapes but by {@link Trace#step}, {@link Tape#step} and
     * {@link Tape#steps}, so that these may be floats. A cell that says yes takes {@code t} as a name only: it asks its
     * states, buffers and tapes for {@code t} and {@code t − 1}, and {@link #half} for which half it is.
     */
    protected boolean separable() {
        return false;
    }

    /** The part of the state that the cell puts out: {@code h} for most, {@code y} for a Jordan cell. */
    public abstract Trace output();

    // ---- what a cell declares

    /** A parameter with a start for each of its gates. */
    protected final Parameter parameter(String name, int rows, int cols, Initializer... gates) {
        var parameter = new Parameter(name, rows, cols, gates);
        parameters.add(parameter);
        return parameter;
    }

    /** A part of the state that the next step reads. */
    protected final Trace state(String name, int size) {
        return state(name, size, 1);
    }

    /** A part of the state that the next {@code lag} steps read. */
    protected final Trace state(String name, int size, int lag) {
        var trace = new Trace(name, size, lag);
        states.add(trace);
        return trace;
    }

    /** Memory for what the way back needs: {@code size} numbers for each step and example. */
    protected final Sequence buffer(int size) {
        var buffer = new Sequence(1, 1, size);
        buffers.add(buffer);
        return buffer;
    }

    /** As {@link #buffer}, for numbers that products take, too. */
    protected final Tape tape(int size) {
        var tape = new Tape(size);
        tapes.add(tape);
        return tape;
    }

    // ---- what Recurrent calls

    /**
     * Sizes the buffers for {@code x}, sets the initial state and begins.
     *
     * @param x T×B×D, only read, and kept until {@link #finish}
     * @param initial the parts {@link #states} names, B×size each; a part that is not given is zero
     * @throws IllegalArgumentException if a part of {@code initial} is unknown or not B×size
     */
    public final void start(String owner, Sequence x, State initial, Pass pass) {
        expectState(owner, x.batch(), initial);
        this.x = x;
        this.pass = pass;
        this.owner = owner;
        boolean shared = separable() && work() >= SHARED_WORK;
        inFloats = shared && pass.precision() == Precision.SINGLE && Floats.available();
        halved = shared && x.batch() > 1;
        for (var state : states) state.resize(x.steps(), x.batch(), inFloats);
        for (var buffer : buffers) buffer.resize(x.steps(), x.batch(), null);
        for (var tape : tapes) tape.resize(x.steps(), x.batch(), inFloats);
        if (halved) halve();
        for (var state : states) {
            for (int lag = 1; lag <= state.lag(); lag++) set(state.step(-lag), initial, nameAt(state, lag));
        }
        begin(x);
    }

    /** Whether floats and two cores are worth their while depends on the work alone: the same everywhere. */
    private long work() {
        return (long) x.steps() * x.batch() * parameters.stream().mapToInt(Parameter::size).sum();
    }

    private void halve() {
        stride = x.steps() + states.stream().mapToInt(Trace::lag).max().orElse(0);
        for (var state : states) state.cut(stride);
        for (var buffer : buffers) buffer.cut(stride);
        for (var tape : tapes) tape.cut(stride);
    }

    /** Whether the states and the tapes of this run are floats. */
    protected final boolean inFloats() {
        return inFloats;
    }

    /** Whether the two halves of the batch are run by themselves, {@link #forward(int, int)}. */
    public final boolean halved() {
        return halved;
    }

    /** Which half of the batch step {@code t} belongs to, 0 or 1; 0 for the whole. */
    protected final int half(int t) {
        return halved && t >= 2 * stride ? 1 : 0;
    }

    /** Step {@code t} forward; where an example has ended, its state stays what it was. */
    public final void forward(int t) {
        step(t);
        freeze(t, 0, x.batch());
    }

    /** Step {@code t} forward for the half 0 or 1 of the batch. */
    public final void forward(int half, int t) {
        step((half + 1) * stride + t);
        int middle = x.batch() / 2;
        freeze(t, half * middle, half == 0 ? middle : x.batch());
    }

    private void freeze(int t, int from, int to) {
        if (x.lengths() == null) return;
        for (int n = from; n < to; n++) {
            if (!x.valid(t, n)) freeze(t, n);
        }
    }

    private void freeze(int t, int n) {
        for (int k = 0; k < states.size(); k++) {         // no iterator: a step allocates nothing
            states.get(k).step(t).copyRows(n, n + 1, states.get(k).step(t - 1));
        }
    }

    /**
     * Sets every ∂L/∂state to zero, then at the last valid step of each example to that of the final state.
     *
     * @throws IllegalArgumentException if a part of {@code dLast} is unknown or not B×size
     */
    public final void startBack(String owner, State dLast) {
        expectState(owner, x.batch(), dLast);
        if (halved) Cores.both(() -> clearGradients(0), () -> clearGradients(1));
        else for (var state : states) state.gradient().fill(0);
        for (var state : states) {
            for (int lag = 1; lag <= state.lag(); lag++) {
                var name = nameAt(state, lag);
                if (!dLast.names().contains(name)) continue;
                var d = Block.of(dLast.get(name));
                for (int n = 0; n < x.batch(); n++) {
                    state.gradient().step(x.length(n) - lag).copyRows(n, n + 1, d);
                }
            }
        }
    }

    private void clearGradients(int half) {
        for (var state : states) {
            for (int t = -state.lag(); t < x.steps(); t++) state.gradient().step((half + 1) * stride + t).fill(0);
        }
    }

    /** Step {@code t} back. */
    public final void backward(int t) {
        stepBack(t);
    }

    /** Step {@code t} back for the half 0 or 1 of the batch. */
    public final void backward(int half, int t) {
        stepBack((half + 1) * stride + t);
    }

    /** The gradients that are made for all steps at once. */
    public final void finish() {
        end(x);
    }

    /** ∂L/∂x after {@link #finish}, a buffer that the next way back overwrites. */
    public final Sequence inputGradient() {
        dx.resizeLike(x);
        inputGradient(dx);
        return dx;
    }

    // ---- what everybody may ask

    public final String kind() {
        return kind;
    }

    /** D, the size of x_t. */
    public final int features() {
        return features;
    }

    /** The size of the output. */
    public final int outputs() {
        return outputs;
    }

    public final List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** The parts of the state, with their values and gradients at every step of the last run. */
    public final List<Trace> states() {
        return List.copyOf(states);
    }

    /** The gates by name with their values at every step of the last run, (T·B)×H each; empty without gates. */
    public Map<String, Block> gates() {
        return Map.of();
    }

    /** The state after the last valid step of each example, as a copy. */
    public final State lastState() {
        var last = State.ZERO;
        for (var state : states) {
            for (int lag = 1; lag <= state.lag(); lag++) {
                var value = new DMatrixRMaj(x.batch(), state.size());
                var rows = Block.of(value);
                for (int n = 0; n < x.batch(); n++) rows.copyRows(n, n + 1, state.step(x.length(n) - lag));
                last = last.with(nameAt(state, lag), value);
            }
        }
        return last;
    }

    /** ∂L/∂ of the initial state after a way back, as a copy. */
    public final State initialGradient() {
        var d = State.ZERO;
        for (var state : states) {
            for (int lag = 1; lag <= state.lag(); lag++) {
                d = d.with(nameAt(state, lag), state.gradient().at(-lag).toMatrix());
            }
        }
        return d;
    }

    /** How the present sequence runs. */
    protected final Pass pass() {
        return pass;
    }

    /** The random numbers of this pass for this cell: the same at each call. */
    protected final Rng random() {
        return pass.random(owner);
    }

    /** The state k steps before the last one is called {@code h_minus1}, {@code h_minus2}, … */
    private static String nameAt(Trace state, int lag) {
        return lag == 1 ? state.name() : state.name() + "_minus" + (lag - 1);
    }

    private static void set(Operand to, State from, String name) {
        if (from.names().contains(name)) to.copyFrom(Block.of(from.get(name)));
        else to.fill(0);
    }

    private void expectState(String owner, int batch, State given) {
        if (given.isZero()) return;
        var known = new ArrayList<String>();
        for (var state : states) {
            for (int lag = 1; lag <= state.lag(); lag++) {
                var name = nameAt(state, lag);
                known.add(name);
                if (given.names().contains(name)) expectPart(owner, name, batch, state.size(), given.get(name));
            }
        }
        for (var name : given.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(who(owner) + " expects a state of the parts " + known + ", got '"
                        + name + "'");
            }
        }
    }

    private void expectPart(String owner, String name, int batch, int size, DMatrixRMaj value) {
        if (value.numRows == batch && value.numCols == size) return;
        var hint = value.numRows == batch ? "" : "; was it carried from another batch size?";
        throw new IllegalArgumentException(who(owner) + " expects a state of " + batch + "×" + size + ", got "
                + value.numRows + "×" + value.numCols + " (part '" + name + "', B=" + batch + ")" + hint);
    }

    private String who(String owner) {
        return getClass().getSimpleName() + " '" + owner + "'";
    }
}
