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

    private final CellMemory cell;
    private final List<Trace> parts = new ArrayList<>();

    CellStates(CellMemory cell) {
        this.cell = cell;
    }

    Trace add(Trace part) {
        part.gradient();
        parts.add(part);
        return part;
    }

    List<Trace> list() {
        return List.copyOf(parts);
    }

    /** The state before the first step. */
    void set(State initial) {
        for (var part : parts) {
            for (int lag = 1; lag <= part.lag(); lag++) {
                var name = nameAt(part, lag);
                if (initial.names().contains(name)) part.step(-lag).copyFrom(Block.of(initial.get(name)));
                else part.step(-lag).fill(0);
            }
        }
    }

    /** Where an example has ended, its state after step {@code t} is what it was before. */
    void freeze(int t, Run run, int first, int end) {
        if (run.x.lengths() == null) return;
        for (int k = 0; k < parts.size(); k++) {                     // no iterator: a step allocates nothing
            var part = parts.get(k);
            for (int n = first; n < end; n++) {
                if (!run.x.valid(t, n)) part.step(t).copyRows(n - first, 1, part.step(t - 1), n - first);
            }
        }
    }

    /** Before the last step back: ∂L/∂state begins at the steps that it reads, as far as they have a lag. */
    void startBack(Run run, int first, int end) {
        int last = run.x.steps() - 1;
        for (var part : parts) {
            for (int t = last; t > last - part.lag(); t--) begin(part, t, run, part == cell.output(), first, end);
        }
    }

    /** Before step {@code t} back: ∂L/∂state begins at the earliest step that it adds to. */
    void beginBack(int t, Run run, int first, int end) {
        for (int k = 0; k < parts.size(); k++) {
            begin(parts.get(k), t - parts.get(k).lag(), run, parts.get(k) == cell.output(), first, end);
        }
    }

    /** ∂L/∂part at step {@code t}, as far as it comes from y_t and from the final state; later steps add to it. */
    private void begin(Trace part, int t, Run run, boolean output, int first, int end) {
        var d = part.gradient().step(t);
        if (output && t >= 0 && run.dy() != null) putIn(d, t, run, first, end);
        else d.fill(0);
        if (!run.dLast().isZero()) addLast(d, part, t, run, first, end);
    }

    private static void putIn(Operand d, int t, Run run, int first, int end) {
        d.copyRows(0, end - first, run.dy().at(t), first);
        if (run.x.lengths() == null) return;
        for (int n = first; n < end; n++) {
            if (!run.x.valid(t, n)) d.clearRow(n - first);
        }
    }

    private static void addLast(Operand d, Trace part, int t, Run run, int first, int end) {
        for (int n = first; n < end; n++) {
            int lag = run.x.length(n) - t;
            boolean reaches = 1 <= lag && lag <= part.lag() && run.dLast().names().contains(nameAt(part, lag));
            if (reaches) d.addRow(n - first, Block.of(run.dLast().get(nameAt(part, lag))), n);
        }
    }

    /** The state after the last valid step of each example, as a copy. */
    State last(Run run) {
        var last = State.ZERO;
        for (var part : parts) {
            for (int lag = 1; lag <= part.lag(); lag++) {
                var value = new DMatrixRMaj(run.x.batch(), part.size());
                var rows = Block.of(value);
                for (int n = 0; n < value.numRows; n++) rows.copyRows(n, 1, part.step(run.x.length(n) - lag), n);
                last = last.with(nameAt(part, lag), value);
            }
        }
        return last;
    }

    /** ∂L/∂ of the initial state after a way back, as a copy. */
    State initialGradient() {
        var d = State.ZERO;
        for (var part : parts) {
            for (int lag = 1; lag <= part.lag(); lag++) d = d.with(nameAt(part, lag), part.gradient().copy(-lag));
        }
        return d;
    }

    /** The state k steps before the last one is called {@code h_minus1}, {@code h_minus2}, … */
    private static String nameAt(Trace part, int lag) {
        return lag == 1 ? part.name() : part.name() + "_minus" + (lag - 1);
    }

    /** @throws IllegalArgumentException if a part of {@code given} is unknown or not B×size */
    void expect(String owner, int batch, State given) {
        if (given.isZero()) return;
        var known = new ArrayList<String>();
        for (var part : parts) {
            for (int lag = 1; lag <= part.lag(); lag++) {
                var name = nameAt(part, lag);
                known.add(name);
                if (given.names().contains(name)) expectPart(owner, name, batch, part.size(), given.get(name));
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
        return cell.getClass().getSimpleName() + " '" + owner + "'";
    }
}
