package unrolled.layer;

import java.util.List;
import java.util.OptionalInt;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A piece of a network: sequence in, sequence out, and the chain rule back.
 *
 * <p>What {@link #forward} and {@link #backward} return are buffers of the layer, valid until it runs again; a layer
 * only reads what it is given. {@code backward} belongs to the last {@code forward}; it adds to the gradients of the
 * parameters.
 */
public abstract class Layer {

    private final OptionalInt inputs;
    private final OptionalInt outputs;
    private String name;
    Sequence x;                                  // what the last way forward was given; null before it
    Sequence y = new Sequence(1, 1, 1);          // what it puts out
    Sequence dx = new Sequence(1, 1, 1);         // ∂L/∂x

    /**
     * A layer that takes any number of features and puts out as many.
     *
     * @param name the kind, until a network or {@link #named} gives another name
     */
    protected Layer(String name) {
        this(name, OptionalInt.empty(), OptionalInt.empty());
    }

    /** A layer with a number of features of its own. */
    protected Layer(String name, int inputs, int outputs) {
        this(name, OptionalInt.of(inputs), OptionalInt.of(outputs));
    }

    /** @param outputs empty where it puts out as many features as it is given */
    Layer(String name, OptionalInt inputs, OptionalInt outputs) {
        this.name = name;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * The outputs for {@code x}, 0 where an example has ended.
     *
     * @param x T×B×D; where examples end early, the rest holds zeros
     * @param initial the state to start from; {@link State#ZERO} for zeros
     * @throws IllegalArgumentException if the features or the state do not fit
     */
    public abstract Sequence forward(Sequence x, State initial, Pass pass);

    /**
     * The chain rule of the last {@link #forward}.
     *
     * @param dy ∂L/∂y, shaped as the output
     * @param dLast ∂L/∂ of the final state; {@link State#ZERO} where the loss does not see it
     * @return ∂L/∂x
     * @throws IllegalStateException if no way forward precedes
     * @throws IllegalArgumentException if {@code dy} has not the shape of the output or {@code dLast} does not fit
     */
    public abstract Sequence backward(Sequence dy, State dLast);

    /** As {@link #backward}, for the first layer of a network: it may leave out ∂L/∂x, which nobody asks for. */
    public void addGradients(Sequence dy, State dLast) {
        backward(dy, dLast);
    }

    /** The number of features it takes; empty where it takes any number. */
    public final OptionalInt inputs() {
        return inputs;
    }

    /** The number of features it puts out when it is given {@code inputs} features. */
    public final int outputs(int inputs) {
        return outputs.orElse(inputs);
    }

    /** The number of steps it puts out, whatever it is given; empty where it puts out as many as it is given. */
    public OptionalInt fixedSteps() {
        return OptionalInt.empty();
    }

    /** The number of steps it puts out for a reader: its own, or those {@code given}, such as T. */
    public final String stepsWritten(String given) {
        return fixedSteps().isPresent() ? "" + fixedSteps().getAsInt() : given;
    }

    /** Whether its input holds ids, whole numbers, which have no gradient. */
    public boolean readsIds() {
        return false;
    }

    /** Whether step t is answered from the steps up to t, so that a run may stop anywhere and go on from its state. */
    public boolean readsForwards() {
        return true;
    }

    /** Whether each step that it is given is answered by one, from the steps up to it. */
    public final boolean answersStepByStep() {
        return fixedSteps().isEmpty() && readsForwards();
    }

    /** What learns. */
    public List<Parameter> parameters() {
        return List.of();
    }

    /** The state after the last valid step of the last run, as a copy; {@link State#ZERO} for a layer without one. */
    public State lastState() {
        return State.ZERO;
    }

    /** ∂L/∂ of the initial state after the last way back, as a copy. */
    public State initialGradient() {
        return State.ZERO;
    }

    public final String name() {
        return name;
    }

    /** Gives the layer a name of its own, such as {@code head}. */
    public final Layer named(String name) {
        this.name = name;
        return this;
    }

    /** Refuses a wrong number of features, with a hint when time and features look swapped. */
    final void expectFeatures(Sequence x) {
        int features = inputs.orElse(x.features());
        if (x.features() == features) return;
        var hint = x.steps() == features ? "; are time and features swapped?" : "";
        throw new IllegalArgumentException(this + " expects " + features + " features, got " + x.features()
                + " (sequence of " + x + ")" + hint);
    }

    /** The way forward begins: takes {@code x}, unless it has a wrong number of features, and gives y its shape. */
    final void begin(Sequence x) {
        expectFeatures(x);
        this.x = x;
        y = withFeatures(y, outputs(x.features()));
        var steps = fixedSteps();
        y.resize(steps.orElse(x.steps()), x.batch(), steps.isPresent() ? null : x.lengths());
    }

    /**
     * The way back begins: gives dx the shape of x. Refuses a way back that no way forward precedes, and a gradient
     * that does not have the shape of the output.
     */
    final void beginBack(Sequence dy) {
        expectGradient(y, dy);
        dx = withFeatures(dx, x.features());
        dx.resizeLike(x);
    }

    /** Refuses a state with a part that belongs to none of {@code owners}. */
    final void expectParts(State given, List<String> owners) {
        for (var part : given.names()) {
            if (owners.stream().noneMatch(owner -> part.startsWith(owner + "."))) {
                throw new IllegalArgumentException(this + " expects a state whose parts begin with one of " + owners
                        + ", got '" + part + "'");
            }
        }
    }

    /** {@code buffer}, or a new one where it has another number of features. */
    static Sequence withFeatures(Sequence buffer, int features) {
        return buffer.features() == features ? buffer : new Sequence(1, 1, features);
    }

    /** Refuses what is not shaped as the output {@code y}. */
    final void expectGradient(Sequence y, Sequence dy) {
        if (x == null) throw new IllegalStateException(this + " expects a way forward before the way back, got none");
        if (dy.steps() == y.steps() && dy.batch() == y.batch() && dy.features() == y.features()) return;
        throw new IllegalArgumentException(this + " expects a gradient of " + y + ", as its output, got " + dy);
    }

    @Override public String toString() {
        return getClass().getSimpleName() + " '" + name + "'";
    }
}
