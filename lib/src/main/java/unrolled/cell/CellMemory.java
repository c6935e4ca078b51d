package unrolled.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Trace;
import unrolled.math.Vec;
import unrolled.seq.Sequence;

/** All that a cell has declared: sized once for (T, B) and reused; a twin sees what its original has. */
final class CellMemory {

    /** A vector whose rows are one row of numbers; or, for a gradient, are added to it at the end. */
    private record RowVec(double[] row, Vec vec, double[] zeros) {}

    private final CellMemory original;            // of a twin; else null
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private final List<Sequence> buffers = new ArrayList<>();
    private final List<RowVec> rows = new ArrayList<>();
    private final List<RowVec> sums = new ArrayList<>();

    CellMemory(CellMemory original) {
        this.original = original;
    }

    /** Of a twin, the parameter of the original that was declared at the same place. */
    Parameter parameter(String name, int rows, int cols, Initializer... gates) {
        var parameter = original == null ? new Parameter(name, rows, cols, gates)
                : original.parameters.get(parameters.size());
        parameters.add(parameter);
        return parameter;
    }

    Trace trace(Trace trace) {
        traces.put(trace.name(), trace);
        return trace;
    }

    Sequence buffer(int size) {
        var buffer = new Sequence(1, 1, size);
        buffers.add(buffer);
        return buffer;
    }

    Vec row(double[] numbers) {
        var vec = new Vec();
        rows.add(new RowVec(numbers, vec, null));
        return vec;
    }

    Vec sum(double[] gradient) {
        var vec = new Vec();
        sums.add(new RowVec(gradient, vec, new double[gradient.length]));
        return vec;
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** How many numbers the parameters have. */
    long size() {
        long size = 0;
        for (int k = 0; k < parameters.size(); k++) size += parameters.get(k).size();
        return size;
    }

    void begin(Run run) {
        int steps = run.x.steps();
        int batch = run.x.batch();
        for (var parameter : parameters) parameter.begin(run.numbers, steps * batch);
        for (var trace : traces.values()) trace.resize(steps, batch, run.numbers);
        for (var buffer : buffers) buffer.resize(steps, batch, null);
    }

    /** Shows the examples {@code first} to {@code end} of the original. */
    void join(int first, int end) {
        traces.forEach((name, trace) -> {
            if (original.traces.containsKey(name)) trace.share(original.traces.get(name), first, end);
        });
    }

    void fillRows(Trace like) {
        for (var row : rows) row.vec.repeat(row.row, like);
    }

    void clearSums(Trace like) {
        for (var sum : sums) sum.vec.repeat(sum.zeros, like);
    }

    void addSums() {
        for (var sum : sums) sum.vec.addSums(sum.row);
    }
}
