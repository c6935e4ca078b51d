package unrolled.cell;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.math.Operand;
import unrolled.math.Trace;
import unrolled.seq.State;

/** The parts of a cell's state: sets them to what a run starts from, refuses what does not fit, says how they end. */
final class CellStates {

    /** What a trace is {@code lag} − 1 steps before the last one: {@code h}, {@code h_minus1}, {@code h_minus2}, … */
    private record Part(String name, Trace trace, int lag) {

        Part(Trace trace, int lag) {
            this(lag == 1 ? trace.name() : trace.name() + "_minus" + (lag - 1), trace, lag);
        }
    }

    private final CellTape cell;
    private final List<Trace> traces = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    CellStates(CellTape cell) {
        this.cell = cell;
    }

    Trace add(Trace trace) {
        trace.gradient();
        traces.add(trace);
        for (int lag = 1; lag <= trace.lag(); lag++) parts.add(new Part(trace, lag));
        return trace;
    }

    List<Trace> list() {
        return List.copyOf(traces);
    }

    /** The state before the first step. */
    void set(State initial) {
        for (var part : parts) {
            var before = part.trace.step(-part.lag);
            if (initial.names().contains(part.name)) before.copyFrom(Block.of(initial.get(part.name)));
            else before.fill(0);
        }
    }

    /** Where an example has ended, its state after step {@code t} is what it was before. */
    void freeze(int t) {
        if (cell.run.x.lengths() == null) return;
        for (int k = 0; k < traces.size(); k++) {                    // no iterator: a step allocates nothing
            var now = traces.get(k).step(t);
            for (int n = 0; n < now.rows; n++) {
                if (!cell.valid(t, n)) now.copyRows(n, 1, traces.get(k).step(t - 1), n);
            }
        }
    }

    /** Before the last step back: ∂L/∂state begins at the steps that it reads, as far as they have a lag. */
    void startBack() {
        int last = cell.run.x.steps() - 1;
        for (var trace : traces) {
            for (int t = last; t > last - trace.lag(); t--) begin(trace, t);
        }
    }

    /** Before step {@code t} back: ∂L/∂state begins at the earliest step that it adds to. */
    void beginBack(int t) {
        for (int k = 0; k < traces.size(); k++) begin(traces.get(k), t - traces.get(k).lag());
    }

    /** ∂L/∂trace at step {@code t}, as far as it comes from y_t and from the final state; later steps add to it. */
    private void begin(Trace trace, int t) {
        var d = trace.gradient().step(t);
        if (trace == cell.output() && t >= 0 && cell.run.dy != null) putIn(d, t);
        else d.fill(0);
        if (!cell.run.dLast.isZero()) addLast(d, trace, t);
    }

    private void putIn(Operand d, int t) {
        d.copyRows(0, d.rows, cell.run.dy.at(t), cell.first);
        if (cell.run.x.lengths() == null) return;
        for (int n = 0; n < d.rows; n++) {
            if (!cell.valid(t, n)) d.clearRow(n);
        }
    }

    private void addLast(Operand d, Trace trace, int t) {
        var dLast = cell.run.dLast;
        for (var part : parts) {
            if (part.trace != trace || !dLast.names().contains(part.name)) continue;
            var last = Block.of(dLast.get(part.name));
            for (int n = 0; n < d.rows; n++) {
                if (cell.run.x.length(cell.first + n) - t == part.lag) d.addRow(n, last, cell.first + n);
            }
        }
    }

    /** The state after the last valid step of each example, as a copy. */
    State last() {
        var x = cell.run.x;
        var last = State.ZERO;
        for (var part : parts) {
            var value = new DMatrixRMaj(x.batch(), part.trace.size());
            var rows = Block.of(value);
            for (int n = 0; n < rows.rows; n++) rows.copyRows(n, 1, part.trace.step(x.length(n) - part.lag), n);
            last = last.with(part.name, value);
        }
        return last;
    }

    /** ∂L/∂ of the initial state after a way back, as a copy. */
    State initialGradient() {
        var d = State.ZERO;
        for (var part : parts) d = d.with(part.name, part.trace.gradient().copy(-part.lag));
        return d;
    }

    /** @throws IllegalArgumentException if a part of {@code given} is unknown or not B×size */
    void expect(String owner, int batch, State given) {
        if (given.isZero()) return;
        var who = cell.getClass().getSimpleName() + " '" + owner + "'";
        var known = parts.stream().map(Part::name).toList();
        for (var part : parts) {
            if (given.names().contains(part.name)) expectPart(who, part, batch, given.get(part.name));
        }
        for (var name : given.names()) {
            if (known.contains(name)) continue;
            throw new IllegalArgumentException(who + " expects a state of the parts " + known + ", got '" + name + "'");
        }
    }

    private static void expectPart(String who, Part part, int batch, DMatrixRMaj value) {
        int size = part.trace.size();
        if (value.numRows == batch && value.numCols == size) return;
        var hint = value.numRows == batch ? "" : "; was it carried from another batch size?";
        throw new IllegalArgumentException(who + " expects a state of " + batch + "×" + size + ", got " + value.numRows
                + "×" + value.numCols + " (part '" + part.name + "', B=" + batch + ")" + hint);
    }
}
