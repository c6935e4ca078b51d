package unrolled.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import unrolled.cell.Cell;
import unrolled.cell.Run;
import unrolled.machine.Parts;
import unrolled.machine.Stop;
import unrolled.math.Numbers;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Who runs which examples: the cell alone, or twins of it, a part of the batch each, at the same time; examples know
 * nothing of each other. How many parts there are is decided by the work alone, never by the machine, so that the
 * numbers are the same everywhere.
 */
final class Crew {

    private final Cell cell;
    private final List<Cell> twins = new ArrayList<>();
    private List<Cell> members;

    Crew(Cell cell) {
        this.cell = cell;
        members = List.of(cell);
    }

    /** The run begins: what is made for all steps and examples at once, then everybody takes a part of the batch. */
    void start(String owner, Sequence x, State initial, Pass pass, Sequence y) {
        boolean alone = twins.isEmpty() && !another();
        long work = (long) x.steps() * x.batch() * cell.size();
        var run = new Run(owner, x, y, pass, alone ? Numbers.ALL : pass.numbers().in(work));
        cell.start(run, initial);
        int parts = alone ? 1 : Parts.of(x.batch(), work);
        while (parts > 1 && twins.size() < parts) another();
        members = parts == 1 ? List.of(cell) : twins.subList(0, parts);
        if (parts == 1) return;
        for (int k = 0; k < parts; k++) {
            twins.get(k).join(run, part(k, parts, x.batch()), part(k + 1, parts, x.batch()));
        }
    }

    /** The first example of part {@code k}. */
    private static int part(int k, int parts, int batch) {
        return (int) ((long) batch * k / parts);
    }

    private boolean another() {
        var twin = cell.twin();
        if (twin != null) twins.add(twin);
        return twin != null;
    }

    int size() {
        return members.size();
    }

    /** Everybody does this, at the same time where there are cores. */
    void each(Consumer<Cell> work) {
        Parts.each(members.size(), k -> work.accept(members.get(k)));
        Stop.check();
    }

    /** Whether nobody has pressed the stop button. */
    boolean goesOn() {
        return Parts.goOn();
    }

    void startBack(Sequence dy, State dLast) {
        cell.startBack(dy, dLast);
        if (members.get(0) != cell) each(Cell::joinBack);
    }

    /** The gradients of the parameters: first what each part has summed up, in the same order always. */
    void finish() {
        members.forEach(Cell::addSums);
        cell.finish();
    }
}
