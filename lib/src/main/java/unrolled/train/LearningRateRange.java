package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
import unrolled.seq.Pass;
import unrolled.seq.State;

/**
 * The learning-rate range test: mini-batch after mini-batch with a growing rate; a good rate lies where the loss falls
 * fastest, before it rises.
 *
 * <pre>{@code
 *   var table = new LearningRateRange(net, Loss.mse(), Optimizer::sgd).run(train, 1e-4, 10);
 *
 *   η_k = low · (high / low)^{k / (n − 1)},  k = 0 … n − 1
 * }</pre>
 *
 * <p>It ends early when the loss is more than {@value #RISE} times the lowest so far, or no number. Smith lets the rate
 * grow in a straight line; here it grows by a constant factor, so that rates of every size are seen. Defaults:
 * {@value #STEPS} steps, mini-batches of {@value Trainer#BATCH_SIZE}, seed {@value Trainer#SEED}.
 *
 * @see <a href="https://doi.org/10.1109/WACV.2017.58">L. N. Smith, Cyclical Learning Rates for Training Neural
 *      Networks, WACV (2017), section 3.3</a>
 */
public final class LearningRateRange {

    public static final int STEPS = 100;

    /** How many times the lowest loss ends the test. */
    public static final double RISE = 4;

    private final Model model;
    private final Loss loss;
    private final DoubleFunction<Optimizer> optimizer;
    private int steps = STEPS;
    private int batchSize = Trainer.BATCH_SIZE;
    private long seed = Trainer.SEED;

    /** @param optimizer makes an optimizer with a rate, such as {@code Optimizer::adam} */
    public LearningRateRange(Model model, Loss loss, DoubleFunction<Optimizer> optimizer) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /** @throws IllegalArgumentException if there are fewer than two */
    public LearningRateRange steps(int steps) {
        if (steps < 2) throw new IllegalArgumentException("LearningRateRange expects 2 or more steps, got " + steps);
        this.steps = steps;
        return this;
    }

    /** @throws IllegalArgumentException if it is not positive */
    public LearningRateRange batchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("LearningRateRange expects 1 or more examples in a batch, got " + size);
        }
        batchSize = size;
        return this;
    }

    /** Decides the order of the examples and what dropout drops. */
    public LearningRateRange seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Runs the test. The model has its parameters back afterwards, whatever happens.
     *
     * @return a row a step: the rate, and the loss of that step's mini-batch before the step was made
     * @throws IllegalArgumentException unless 0 &lt; low &lt; high
     */
    public Table run(Batch train, double low, double high) {
        if (!(low > 0 && low < high) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("LearningRateRange expects 0 < low < high, got " + low + " and " + high);
        }
        var before = model.snapshot();
        try {
            return climb(train, low, high);
        } finally {
            model.restore(before);
        }
    }

    private Table climb(Batch train, double low, double high) {
        var rng = new Rng(seed);
        var batches = new Batches(train, batchSize);
        var learner = optimizer.apply(low);
        var output = new OutputGradient(model, loss);
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < steps; k++) {
            if (k % batches.count() == 0) batches.shuffle(rng);
            double rate = low * Math.pow(high / low, k / (steps - 1.0));
            learner.setRate(rate);
            double value = step(batches.get(k % batches.count()), output, learner, rng);
            rates.add(rate);
            losses.add(value);
            lowest = Math.min(lowest, value);
            if (!(value <= RISE * lowest)) break;
        }
        return Table.create("learning rates", DoubleColumn.create("learning rate", rates),
                DoubleColumn.create("loss", losses));
    }

    /** The loss of a mini-batch, and a step down its gradient. */
    private double step(Batch batch, OutputGradient output, Optimizer learner, Rng rng) {
        double value = output.at(batch, State.ZERO, Pass.train(rng.seed(), batch.target()));
        model.addGradients(output.dy(), State.ZERO);
        learner.step(model.parameters());
        return value;
    }
}
