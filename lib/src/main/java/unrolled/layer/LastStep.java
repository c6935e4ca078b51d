package unrolled.layer;

import java.util.Arrays;
import java.util.OptionalInt;
import unrolled.machine.Parts;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Many to one: keeps the last valid step of each example, T×B×D → 1×B×D.
 *
 * <pre>
 *   y = x_{T_n}                           T_n: the length of example n
 *   back:  dx_{T_n} = dy, all other steps 0
 * </pre>
 */
public final class LastStep extends Layer {


    public LastStep() {
        super("last");
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        begin(x);
        for (int n = 0; n < x.batch(); n++) y.at(0).copyRows(n, 1, x.at(x.length(n) - 1), n);
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        Parts.halves(dx.matrix().getNumElements(), (from, to) -> Arrays.fill(dx.matrix().data, from, to, 0));
        for (int n = 0; n < x.batch(); n++) dx.at(x.length(n) - 1).copyRows(n, 1, dy.at(0), n);
        return dx;
    }

    @Override public OptionalInt fixedSteps() {
        return OptionalInt.of(1);
    }
}
