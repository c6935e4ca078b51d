package unrolled.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.math.Trace;
import unrolled.math.Vec;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;

/** What a cell declares, and the run it is on: sized once for (T, B) and reused; a twin sees what its original has. */
abstract class CellTape {

    /** A vector whose rows are one row of numbers; or, for a gradient, are added to it at the end. */
    private record RowVec(double[] row, Vec vec, double[] zeros) {}

    /** The cell of which this thread makes a twin; none otherwise. */
    private static final ThreadLocal<CellTape> ORIGINAL = new ThreadLocal<>();

    private final CellTape original = ORIGINAL.get();            // of a twin; else null
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private final List<Sequence> buffers = new ArrayList<>();
    private final List<RowVec> rows = new ArrayList<>();
    private final List<RowVec> sums = new ArrayList<>();
    final CellStates states = new CellStates(this);
    Run run;
    int first;                                    // of the examples that it runs

    /** What a constructor of the same cell makes, but with the parameters of this one. */
    protected final <C extends Cell> C twin(Supplier<C> same) {
        ORIGINAL.set(this);
        try {
            return same.get();
        } finally {
            ORIGINAL.remove();
        }
    }

    /** Whom to ask for what may be changed after it was made: of a twin the original, else the cell itself. */
    final CellTape original() {
        return original == null ? this : original;
    }

    final boolean isTwin() {
        return original != null;
    }

    /** The part of the state that the cell puts out: {@code h} for most, {@code y} for a Jordan cell. */
    public abstract Trace output();

    /** A parameter with a start for each of its gates. */
    protected final Parameter parameter(String name, int rows, int cols, Initializer... gates) {
        var parameter = original == null ? new Parameter(name, rows, cols, gates)
                : original.parameters.get(parameters.size());
        parameters.add(parameter);
        return parameter;
    }

    /** A part of the state that the next step reads. */
    protected final Trace state(String name, int size) {
        return state(name, size, 1);
    }

    /** A part of the state that the next {@code lag} steps read. */
    protected final Trace state(String name, int size, int lag) {
        return states.add(declare(new Trace(name, size, lag)));
    }

    /** What products or the way back need: {@code size} numbers for each step and example. */
    protected final Trace trace(String name, int size) {
        return declare(new Trace(name, size, 0));
    }

    /** What products need of one step, and the next overwrites. */
    protected final Trace ofStep(String name, int size) {
        return declare(Trace.ofStep(name, size));
    }

    final Trace declare(Trace trace) {
        traces.put(trace.name(), trace);
        return trace;
    }

    /** Memory of a cell without twins: {@code size} numbers for each step and example. */
    protected final Sequence buffer(int size) {
        var buffer = new Sequence(1, 1, size);
        buffers.add(buffer);
        return buffer;
    }

    /** A vector with p, as it is before the first step, in every row: as p ⊙ c_t needs it. */
    protected final Vec row(Parameter p) {
        return row(p.value().data);
    }

    /** A vector with these numbers, as they are before the first step, in every row. */
    protected final Vec row(double[] numbers) {
        var vec = new Vec();
        rows.add(new RowVec(numbers, vec, null));
        return vec;
    }

    /** A vector that is 0 before the first step back; after the last, its rows are added to the gradient of p. */
    protected final Vec sum(Parameter p) {
        var vec = new Vec();
        sums.add(new RowVec(p.gradient().data, vec, new double[p.size()]));
        return vec;
    }

    public final List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** How many numbers the parameters have. */
    public final long size() {
        long size = 0;
        for (int k = 0; k < parameters.size(); k++) size += parameters.get(k).size();
        return size;
    }

    /** How the present sequence runs. */
    protected final Pass pass() {
        return run.pass;
    }

    /** The random numbers of this pass for this cell: the same at each call. */
    protected final Rng random() {
        return run.pass.random(run.owner);
    }

    /** Whether step {@code t} of the example that is its {@code n}th is one of it, not padding. */
    final boolean valid(int t, int n) {
        return run.x.valid(t, first + n);
    }

    /** Refuses what a training's way back has overwritten. */
    final void expectKept(String what) {
        if (run != null) run.expectKept(what);
    }

    final void resize() {
        int steps = run.x.steps();
        int batch = run.x.batch();
        for (var parameter : parameters) parameter.begin(run.numbers, steps * batch);
        for (var trace : traces.values()) trace.resize(steps, batch, run.numbers);
        for (var buffer : buffers) buffer.resize(steps, batch, null);
    }

    /** Shows its examples, the last before {@code end}, of what the original has. */
    final void share(int end) {
        traces.forEach((name, trace) -> {
            if (original.traces.containsKey(name)) trace.share(original.traces.get(name), first, end);
        });
    }

    final void fillRows() {
        for (var row : rows) row.vec.repeat(row.row, output());
    }

    final void clearSums() {
        for (var sum : sums) sum.vec.repeat(sum.zeros, output());
    }

    /** The gradients that its own examples have left. */
    public final void addSums() {
        for (var sum : sums) sum.vec.addSums(sum.row);
    }
}
