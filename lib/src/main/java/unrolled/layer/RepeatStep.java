package unrolled.layer;

import java.util.OptionalInt;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * One to many: the one step of the input becomes T steps, 1×B×D → T×B×D.
 *
 * <pre>
 *   {@code new RepeatStep(T)}          x_t = x       at every step       back:  dx = Σ_t dx_t
 *   {@code RepeatStep.firstOnly(T)}    x_1 = x       and x_t = 0 after   back:  dx = dx_1
 * </pre>
 *
 * <p>The third way, where each output becomes the next input, is no layer: it is {@code Feedback} of
 * {@code unrolled.model}.
 */
public final class RepeatStep extends Layer {

    private final int steps;
    private final int filled;              // the steps that hold x; zeros after them

    /**
     * The input at every step.
     *
     * @throws IllegalArgumentException if the number of steps is not positive
     */
    public RepeatStep(int steps) {
        this("repeat", steps, steps);
    }

    /**
     * The input at the first step, zeros after it.
     *
     * @throws IllegalArgumentException if the number of steps is not positive
     */
    public static RepeatStep firstOnly(int steps) {
        return new RepeatStep("first", steps, 1);
    }

    private RepeatStep(String name, int steps, int filled) {
        super(name);
        if (steps < 1) throw new IllegalArgumentException("RepeatStep expects 1 or more steps, got " + steps + " (T)");
        this.steps = steps;
        this.filled = filled;
    }

    /** T, how many steps it puts out. */
    public int count() {
        return steps;
    }

    /** Whether all but the first step are zeros. */
    public boolean fillsFirstOnly() {
        return filled < steps;
    }

    /** @throws IllegalArgumentException if the input has more than one step */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        if (x.steps() != 1) {
            throw new IllegalArgumentException(this + " expects an input of one step, got " + x.steps()
                    + " (sequence of " + x + "); is a LastStep missing before it?");
        }
        begin(x);
        for (int t = 0; t < filled; t++) y.at(t).copyFrom(x.at(0));
        for (int t = filled; t < steps; t++) y.at(t).fill(0);
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        dx.resize(1, dy.batch(), null);
        dx.all().fill(0);
        for (int t = 0; t < filled; t++) dx.at(0).add(1, dy.at(t));
        return dx;
    }

    @Override public OptionalInt fixedSteps() {
        return OptionalInt.of(steps);
    }
}
