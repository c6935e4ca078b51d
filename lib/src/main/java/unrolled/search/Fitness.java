package unrolled.search;

import java.util.List;
import unrolled.math.Parameter;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.State;
import unrolled.train.Loss;

/** The loss of a model as a function of all its numbers that are not frozen, counted against a budget. */
final class Fitness {

    /** What a loss that is no number counts as: worse than any other, yet finite. */
    static final double WORST = 1e300;

    /** Ends a search whose budget is spent. */
    static final class Spent extends RuntimeException {

        private Spent() {
            super("the budget is spent", null, false, false);
        }
    }

    private final Model model;
    private final List<Parameter> parameters;
    private final Loss loss;
    private final Batch batch;
    private final SearchHistory history;
    private int left;
    private double[] best;
    private double bestLoss = Double.POSITIVE_INFINITY;

    Fitness(String who, Model model, Loss loss, Batch batch, int evaluations, SearchHistory history) {
        this.model = model;
        this.loss = loss;
        this.batch = batch;
        this.history = history;
        left = evaluations;
        parameters = model.parameters().stream().filter(parameter -> !parameter.frozen()).toList();
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(who + " expects a parameter that is not frozen, got none (" + model
                    + ")");
        }
        best = read();
    }

    /** n, how many numbers are searched. */
    int size() {
        return best.length;
    }

    /** How many evaluations are left. */
    int left() {
        return left;
    }

    /** L at {@code x}. @throws Spent if no evaluation is left */
    double of(double[] x) {
        if (left == 0) throw new Spent();
        left--;
        write(x);
        double value = loss.value(model.forward(batch.input(), State.ZERO, Pass.judge(batch.target())), batch.target());
        if (!Double.isFinite(value)) value = WORST;
        history.add(history.evaluations() + 1, value);
        if (value < bestLoss) {
            bestLoss = value;
            best = x.clone();
        }
        return value;
    }

    /** The best numbers so far; before any evaluation those of the model. */
    double[] best() {
        return best.clone();
    }

    double bestLoss() {
        return bestLoss;
    }

    void restoreBest() {
        write(best);
    }

    private double[] read() {
        var x = new double[parameters.stream().mapToInt(Parameter::size).sum()];
        int from = 0;
        for (var parameter : parameters) {
            System.arraycopy(parameter.value().data, 0, x, from, parameter.size());
            from += parameter.size();
        }
        return x;
    }

    private void write(double[] x) {
        int from = 0;
        for (var parameter : parameters) {
            System.arraycopy(x, from, parameter.value().data, 0, parameter.size());
            from += parameter.size();
        }
    }
}
