package unrolled.layer;

import java.util.List;
import java.util.stream.Stream;
import unrolled.cell.Cell;
import unrolled.machine.Parts;
import unrolled.machine.Stop;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Two cells that read the same sequence from both ends: every step sees what was before it and what comes after.
 *
 * <pre>
 *   hf_t = forward(x_t, hf_{t−1})         t = 1 … T_n         T_n: the length of example n
 *   hb_t = backward(x_t, hb_{t+1})        t = T_n … 1, from the example's own last valid step
 *   y_t  = [hf_t; hb_t]                   x_t: D   hf_t: Hf   hb_t: Hb   y_t: Hf + Hb
 *
 *   back:  [dhf_t; dhb_t] = dy_t          dx_t = dx_t of forward + dx_t of backward
 * </pre>
 *
 * <p>Parameters and parts of the state are those of the two cells, named {@code forward.U}, {@code backward.U},
 * {@code forward.h}, {@code backward.h} …; the final state of the backward cell is the one after x_1. A model with this
 * layer needs the whole sequence and cannot run one step at a time.
 *
 * @see <a href="https://doi.org/10.1109/78.650093">M. Schuster, K. K. Paliwal, Bidirectional Recurrent Neural Networks,
 *      IEEE Transactions on Signal Processing 45 (1997), 2673–2681</a>
 */
public final class Bidirectional extends Layer {

    private static final String FORWARD = "forward";
    private static final String BACKWARD = "backward";

    private final Layer forward;
    private final Layer backward;
    private final Sequence reversed;
    private final Sequence dForward;
    private final Sequence dBackward;
    private Sequence dxForward;
    private Sequence dxBackward;

    /**
     * @param forward reads x_1 … x_T
     * @param backward reads x_T … x_1; another cell, of the same or of another kind
     * @throws IllegalArgumentException if it is one cell twice, or they read different numbers of features
     */
    public Bidirectional(Cell forward, Cell backward) {
        super("bidirectional", forward.features(), forward.outputs() + backward.outputs());
        if (forward == backward || forward.features() != backward.features()) {
            throw new IllegalArgumentException("Bidirectional expects two cells that read the same features, got "
                    + (forward == backward ? "one cell twice" : forward.features() + " and " + backward.features())
                    + " (" + forward.kind() + ", " + backward.kind() + ")");
        }
        this.forward = new Recurrent(forward).named(FORWARD);
        this.backward = new Recurrent(backward).named(BACKWARD);
        forward.parameters().forEach(p -> p.prefix(FORWARD));
        backward.parameters().forEach(p -> p.prefix(BACKWARD));
        reversed = new Sequence(1, 1, forward.features());
        dForward = new Sequence(1, 1, forward.outputs());
        dBackward = new Sequence(1, 1, backward.outputs());
    }

    /** The cell that reads x_1 … x_T. */
    public Cell forwardCell() {
        return ((Recurrent) forward).cell();
    }

    /** The cell that reads x_T … x_1. */
    public Cell backwardCell() {
        return ((Recurrent) backward).cell();
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        expectFeatures(x);
        expectParts(initial, List.of(FORWARD, BACKWARD));
        begin(x);
        reversed.resizeLike(x);
        reverse(x, 0, reversed, 0);
        both(() -> setForward(forward.forward(x, initial.part(FORWARD), pass.within(FORWARD))),
                () -> setReversed(backward.forward(reversed, initial.part(BACKWARD), pass.within(BACKWARD))));
        y.clearPadding();
        return y;
    }

    /** At the same time where one example cannot be cut into parts; else each direction uses all cores. */
    private void both(Runnable forwards, Runnable backwards) {
        if (x.batch() == 1 && x.steps() * forwardCell().size() >= Parts.LARGE) {
            Parts.both(forwards, backwards);
            Stop.check();
        } else {
            forwards.run();
            backwards.run();
        }
    }

    private void setForward(Sequence hf) {
        y.all().cols(0, hf.features()).copyFrom(hf.all());               // y_t = [hf_t; …]
    }

    private void setReversed(Sequence hb) {
        reverse(hb, 0, y, y.features() - hb.features());                 // y_t = […; hb_t]
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        expectParts(dLast, List.of(FORWARD, BACKWARD));
        dForward.resizeLike(y);
        dForward.all().copyFrom(dy.all().cols(0, dForward.features()));
        dBackward.resizeLike(y);
        reverse(dy, dForward.features(), dBackward, 0);
        both(() -> dxForward = forward.backward(dForward, dLast.part(FORWARD)),
                () -> dxBackward = backward.backward(dBackward, dLast.part(BACKWARD)));
        reverse(dxBackward, 0, dx, 0);
        dx.all().add(1, dxForward.all());                                // dx_t = dx_t of forward + dx_t of backward
        return dx;
    }

    /** Each example from its end, the columns from these on; padding becomes 0 where all columns are set. */
    private static void reverse(Sequence from, int fromColumn, Sequence to, int toColumn) {
        int size = Math.min(from.features() - fromColumn, to.features() - toColumn);
        for (int n = 0; n < to.batch(); n++) {
            for (int t = 0; t < to.length(n); t++) {
                System.arraycopy(from.matrix().data, from.at(to.length(n) - 1 - t).row(n) + fromColumn,
                        to.matrix().data, to.at(t).row(n) + toColumn, size);
            }
        }
        if (size == to.features()) to.clearPadding();
    }

    @Override public boolean readsForwards() {
        return false;
    }

    @Override public List<Parameter> parameters() {
        return Stream.of(forward, backward).flatMap(copy -> copy.parameters().stream()).toList();
    }

    @Override public State lastState() {
        return forward.lastState().prefixed(FORWARD).with(backward.lastState().prefixed(BACKWARD));
    }

    @Override public State initialGradient() {
        return forward.initialGradient().prefixed(FORWARD).with(backward.initialGradient().prefixed(BACKWARD));
    }
}
