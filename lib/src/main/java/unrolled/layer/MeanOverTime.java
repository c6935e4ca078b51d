package unrolled.layer;

import java.util.OptionalInt;
import unrolled.math.Block;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Many to one: the mean over the valid steps of each example, T×B×D → 1×B×D.
 *
 * <pre>
 *   y = (1 / T_n) Σ_{t ≤ T_n} x_t         T_n: the length of example n
 *   back:  dx_t = dy / T_n for t ≤ T_n, else 0
 * </pre>
 */
public final class MeanOverTime extends Layer {


    public MeanOverTime() {
        super("mean");
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        begin(x);
        y.all().fill(0);
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                if (x.valid(t, n)) addRow(1.0 / x.length(n), x.at(t), y.at(0), n);
            }
        }
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        dx.all().fill(0);
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                if (x.valid(t, n)) addRow(1.0 / x.length(n), dy.at(0), dx.at(t), n);
            }
        }
        return dx;
    }

    private static void addRow(double factor, Block from, Block to, int n) {
        for (int j = 0; j < to.cols; j++) to.add(n, j, factor * from.get(n, j));
    }

    @Override public OptionalInt fixedSteps() {
        return OptionalInt.of(1);
    }
}
