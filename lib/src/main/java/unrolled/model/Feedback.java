package unrolled.model;

import java.util.function.UnaryOperator;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * One to many: each output becomes the next input, and one state goes through all steps.
 *
 * <pre>
 *   x_1 … x_S, h_0                given; S = 1 for a single start
 *   y_1, h = model(x_1 … x_S)     the output after the last valid step
 *   y_{t+1}, h = model(next(y_t), h)      next(y) = y unless another is given
 * </pre>
 *
 * <p>The model must answer step by step: no {@code Bidirectional}, whose backward half would see one step at a time.
 */
public final class Feedback {

    /**
     * @param outputs y_1 … y_T, T×B×O
     * @param last the state after them
     */
    public record Result(Sequence outputs, State last) {}

    private Feedback() {}

    /**
     * Feeds the outputs back as they are.
     *
     * @param start S×B×D
     * @throws IllegalArgumentException if the number of steps is not positive or outputs and inputs differ in size
     */
    public static Result run(Model model, Sequence start, State initial, int steps) {
        return run(model, start, initial, steps, y -> {
            if (y.features() == start.features()) return y;
            throw new IllegalArgumentException("Feedback expects outputs that can be inputs, got " + y.features()
                    + " outputs for " + start.features() + " inputs (" + model + ")");
        });
    }

    /**
     * Feeds back what {@code next} makes of an output, such as the id of the likeliest token.
     *
     * @param next 1×B×O → 1×B×D
     * @throws IllegalArgumentException if the number of steps is not positive
     */
    public static Result run(Model model, Sequence start, State initial, int steps, UnaryOperator<Sequence> next) {
        if (steps < 1) throw new IllegalArgumentException("Feedback expects 1 or more steps, got " + steps);
        var y = lastStep(model.forward(start, initial, Pass.PREDICT), start);
        var outputs = new Sequence(steps, y.batch(), y.features());
        outputs.at(0).copyFrom(y.at(0));
        for (int t = 1; t < steps; t++) {
            y = model.forward(next.apply(y), model.lastState(), Pass.PREDICT).copy();
            outputs.at(t).copyFrom(y.at(0));
        }
        return new Result(outputs, model.lastState());
    }

    private static Sequence lastStep(Sequence y, Sequence start) {
        var last = new Sequence(1, y.batch(), y.features());
        for (int n = 0; n < y.batch(); n++) {
            int t = y.steps() == 1 ? 0 : start.length(n) - 1;
            last.at(0).rows(n, n + 1).copyFrom(y.at(t).rows(n, n + 1));
        }
        return last;
    }
}
