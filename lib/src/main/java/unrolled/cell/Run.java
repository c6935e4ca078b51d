package unrolled.cell;

import unrolled.math.Numbers;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** One sequence on its way through a cell and its twins. */
public final class Run {

    final String owner;
    final Sequence x;
    final Pass pass;
    final Sequence y;
    final Numbers numbers;
    private boolean wentBack;
    Sequence dy;                            // ∂L/∂y; null where there is none
    State dLast;

    /**
     * @param owner the name of the layer
     * @param x T×B×D, only read, and kept until the way back has ended
     * @param y where the outputs go, T×B×outputs
     * @param numbers in which it computes, and what it keeps of them
     */
    public Run(String owner, Sequence x, Sequence y, Pass pass, Numbers numbers) {
        this.owner = owner;
        this.x = x;
        this.pass = pass;
        this.y = y;
        this.numbers = numbers;
    }

    /** @throws IllegalStateException if it has gone back and overwritten what it needs for that */
    void goesBack(Sequence dy, State dLast) {
        expectKept("one way back");
        wentBack = true;
        this.dy = dy;
        this.dLast = dLast;
    }

    /** @throws IllegalStateException if the way back has overwritten what the steps wrote down for it */
    void expectKept(String what) {
        if (!wentBack || !numbers.once()) return;
        throw new IllegalStateException("Cell '" + owner + "' expects " + what + " before a training's way back has "
                + "overwritten the gates, got it after; run the network itself, forward and backward, to look on");
    }
}
