package unrolled.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Parameter;
import unrolled.math.Parts;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.model.EncoderDecoder;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
import unrolled.seq.MiniBatches;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * The training loop: for each epoch, for each mini-batch: forward, loss, back, clip, step.
 *
 * <pre>{@code
 *   var history = new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(100).fit(train, validation);
 * }</pre>
 *
 * <p>Every mini-batch and every validation starts from a state of zeros. Defaults: {@value #EPOCHS} epochs,
 * mini-batches of {@value #BATCH_SIZE}, no clipping, no early stopping, a constant learning rate, full BPTT, seed
 * {@value #SEED}.
 */
public final class Trainer {

    public static final int EPOCHS = 100;
    public static final int BATCH_SIZE = 32;
    public static final long SEED = 1;

    /** A loss so many times that of the first batch, or that of answering 0, is not learning any more. */
    static final double EXPLODED = 1e5;

    private final Model model;
    private final Loss loss;
    private final Optimizer optimizer;
    private int epochs = EPOCHS;
    private int batchSize = BATCH_SIZE;
    private long seed = SEED;
    private int patience;
    private int window = Integer.MAX_VALUE;
    private Schedule schedule = Schedule.constant();
    private Clipping clipping = Clipping.none();
    private Precision precision = Precision.DOUBLE;
    private Listener listener = (epoch, of) -> { };

    public Trainer(Model model, Loss loss, Optimizer optimizer) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
    }

    /** @throws IllegalArgumentException if it is not positive */
    public Trainer epochs(int epochs) {
        this.epochs = expectPositive("epochs", epochs);
        return this;
    }

    /**
     * The examples of a mini-batch.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Trainer batchSize(int size) {
        batchSize = expectPositive("examples in a batch", size);
        return this;
    }

    /** Decides the order of the examples and what dropout drops. */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    public Trainer clipping(Clipping clipping) {
        this.clipping = clipping;
        return this;
    }

    /**
     * Stops when the validation loss (or, without a validation set, the training loss) has not fallen for this many
     * epochs, and goes back to the best parameters.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Trainer earlyStopping(int patience) {
        this.patience = expectPositive("epochs of patience", patience);
        return this;
    }

    /** Changes the learning rate from epoch to epoch; the optimizer has its own rate again afterwards. */
    public Trainer schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /**
     * Truncated BPTT: sequences are run in windows of {@code k} steps, with a step of the optimizer after each. The
     * state is carried from window to window, its gradient is cut, so an error is traced back k steps at most. With
     * k ≥ T it is full BPTT. For models that read forwards, with an output at every step: {@link #fit} refuses an
     * encoder–decoder and a bidirectional layer, whose state does not go on into the next window. A cell whose teacher
     * forces starts a window from its own last output.
     *
     * @throws IllegalArgumentException if it is not positive
     * @see <a href="https://doi.org/10.1162/neco.1990.2.4.490">R. J. Williams, J. Peng, An Efficient Gradient-Based
     *      Algorithm for On-Line Training of Recurrent Network Trajectories, Neural Computation 2 (1990), 490–501</a>
     */
    public Trainer truncate(int k) {
        window = expectPositive("steps in a window", k);
        return this;
    }

    /**
     * In which numbers a model computes while training; {@link Precision#DOUBLE} unless given. Parameters and their
     * gradients are double in both, and so are every prediction and what {@link Precision} names.
     */
    public Trainer precision(Precision precision) {
        this.precision = precision;
        return this;
    }

    public Trainer listener(Listener listener) {
        this.listener = listener;
        return this;
    }

    /** Trains without a validation set. */
    public History fit(Batch train) {
        return fit(train, null);
    }

    /**
     * Trains.
     *
     * @param validation judged after each epoch; null for none
     * @return an entry an epoch
     * @throws DivergedException if the loss, a gradient or a parameter stops being a number, or the loss of an epoch is
     *        {@value #EXPLODED} times that at the start; the best parameters so far are kept
     * @throws CancellationException when the thread is interrupted, as a notebook's stop button does; the best
     *        parameters so far are kept
     * @throws IllegalArgumentException if a number of the data is NaN or infinite, windows are asked for and the
     *        target has another number of steps than the input, or the model does not read forwards
     */
    public History fit(Batch train, Batch validation) {
        expectEveryStep(train);
        return fit(new Batches(train, batchSize), validation);
    }

    /** Trains on mini-batches without a validation set. */
    public History fit(MiniBatches train) {
        return fit(train, null);
    }

    /**
     * Trains on mini-batches made elsewhere, such as {@link unrolled.text.Buckets}; {@link #batchSize} is not used.
     * They are left in the order of the last epoch.
     *
     * <p>Each batch makes one step with the gradient of its own mean. The training loss of an epoch is the mean over
     * the valid steps of all its outputs, so a longer batch weighs more in it.
     *
     * @param validation judged after each epoch; null for none
     * @return an entry an epoch
     * @throws DivergedException if the loss, a gradient or a parameter stops being a number, or the loss of an epoch is
     *        {@value #EXPLODED} times that at the start; the best parameters so far are kept
     * @throws CancellationException when the thread is interrupted, as a notebook's stop button does; the best
     *        parameters so far are kept
     * @throws IllegalArgumentException if a number of the data is NaN or infinite, windows are asked for and the
     *        target of a batch has another number of steps than its input, or the model does not read forwards
     */
    public History fit(MiniBatches train, Batch validation) {
        boolean truncated = truncates(train);
        if (truncated) expectForwards();
        DataCheck.expectFinite("Trainer", train);
        if (validation != null) DataCheck.expectFinite("Trainer", "validation", validation);
        try {
            return new Run(train, validation, truncated).run();
        } finally {
            optimizer.factor(1);
        }
    }

    /** The loss of the model as it is now, from a state of zeros. */
    public double loss(Batch data) {
        return loss.value(model.forward(data.input(), State.ZERO, Pass.judge(data.target())), data.target());
    }

    /** One training. */
    private final class Run {

        private final MiniBatches batches;
        private final Batch validation;
        private final boolean truncated;
        private final Truncation windows = new Truncation(window);
        private final Rng rng = new Rng(seed);
        private final History history = new History();
        private List<DMatrixRMaj> best = model.snapshot();
        private Sequence dy;
        private double norm;               // the largest of the present epoch
        private double largestLoss;        // of a batch of the present epoch
        private int largestBatch;
        private double firstLoss = -1;     // the one that others are compared with
        private double sum;                // of the losses of its batches, each times its valid steps
        private long steps;                // how many

        Run(MiniBatches batches, Batch validation, boolean truncated) {
            this.batches = batches;
            this.validation = validation;
            this.truncated = truncated;
        }

        /** Whatever ends it early, such as a stop button, leaves the best parameters so far. */
        History run() {
            try {
                return train();
            } catch (RuntimeException e) {
                model.restore(best);
                throw e instanceof CancellationException ? stopped() : e;
            }
        }

        private CancellationException stopped() {
            var how = "Stopped in epoch " + (history.epochs().size() + 1) + " of " + epochs + "; the parameters "
                    + (history.best() == null ? "from before" : "of epoch " + history.best().number() + ", the best,")
                    + " are kept.";
            listener.stopped(how);
            return new CancellationException(how);
        }

        private History train() {
            listener.start(plan());
            for (int number = 1; number <= epochs; number++) {
                var epoch = epoch(number);
                history.add(epoch);
                if (history.best() == epoch) best = model.snapshot();
                listener.epoch(epoch, epochs);
                if (patience > 0 && number - history.best().number() >= patience) break;
            }
            if (patience > 0) model.restore(best);
            listener.end(result());
            return history;
        }

        private History.Epoch epoch(int number) {
            long start = System.nanoTime();
            optimizer.factor(expectFactor(schedule.factor(number - 1, history), number));
            batches.shuffle(rng);
            norm = 0;
            largestLoss = 0;
            sum = 0;
            steps = 0;
            for (int k = 0; k < batches.count(); k++) learn(batches.get(k), number, k);
            expectNoExplosion(number);
            double validationLoss = validation == null ? Double.NaN : loss(validation);
            if (validation != null && !Double.isFinite(validationLoss)) {
                throw diverged("a finite validation loss, got " + validationLoss + " (epoch " + number + ", "
                        + largestNumber() + ")");
            }
            return new History.Epoch(number, sum / steps, validationLoss, norm, optimizer.rate(),
                    (System.nanoTime() - start) / 1e9);
        }

        /** One batch: a window of all its steps, or several, through which the state is carried. */
        private void learn(Batch batch, int epoch, int k) {
            double total = 0;
            long valid = 0;
            windows.start(batch);
            while (windows.next()) {
                double value = back(windows.batch(), windows.initial());
                update(value, epoch, k);
                total += loss.mean() ? dy.validSteps() * value : value;
                valid += dy.validSteps();
                if (windows.more()) windows.carry(model.lastState());   // the gradient is cut here: a copy has no past
            }
            sum += loss.mean() ? total : valid * total;
            steps += valid;
        }

        /** Forward, loss and back: L, with its gradients in the parameters. */
        private double back(Batch batch, State initial) {
            model.zeroGradients();
            var y = model.forward(batch.input(), initial, Pass.train(rng.seed(), batch.target()).once(precision));
            if (dy == null) dy = new Sequence(y.steps(), y.batch(), y.features());
            double value = loss.gradient(y, batch.target(), dy);
            if (firstLoss < 0) firstLoss = Math.max(value, lossOfZeros(y, batch.target()));
            model.learn(dy, State.ZERO);                   // no gradient comes from what follows
            return value;
        }

        private double lossOfZeros(Sequence y, Sequence target) {
            return loss.value(new Sequence(y.steps(), y.batch(), y.features()).withLengths(y.lengths()), target);
        }

        /** Clip and step. */
        private void update(double value, int epoch, int k) {
            double now = Clipping.norm(model.parameters());
            boolean finite = Double.isFinite(now) || Double.isFinite(Clipping.largest(model.parameters()));
            if (!Double.isFinite(value) || !finite) throw diverged(value, epoch, k);
            norm = Math.max(norm, now);
            if (value > largestLoss) largestBatch = k;
            largestLoss = Math.max(largestLoss, value);
            clipping.clip(model.parameters());
            optimizer.step(model.parameters());
            expectFiniteParameters(epoch, k);
        }

        private DivergedException diverged(double value, int epoch, int k) {
            var worst = model.parameters().stream().filter(p -> !p.frozen())
                    .max(Comparator.comparingDouble(p -> largest(p.gradient()))).orElseThrow();
            var got = Double.isFinite(value) ? "a gradient of " + notFinite(worst.gradient()) + " in " + worst.name()
                    : "a loss of " + value;
            var where = " (epoch " + epoch + ", batch " + (k + 1) + ", ";
            return diverged("a finite loss and finite gradients, got " + got + where + (Double.isFinite(value)
                    ? "loss " + value : "largest gradient " + largest(worst.gradient()) + " in " + worst.name()) + ")");
        }

        /** A step may overflow although its gradient did not: such parameters must not become the best. */
        private void expectFiniteParameters(int epoch, int k) {
            for (int j = 0; j < model.parameters().size(); j++) {
                var parameter = model.parameters().get(j);
                if (isFinite(parameter)) continue;
                throw diverged("finite parameters, got " + notFinite(parameter.value()) + " in " + parameter.name()
                        + " (epoch " + epoch + ", batch " + (k + 1) + ")");
            }
        }

        /** Saturated cells bound a gradient: a rate that is far too large need not end in infinity. */
        private void expectNoExplosion(int epoch) {
            double value = sum / steps;
            if (firstLoss == 0 || value <= EXPLODED * firstLoss) return;
            throw diverged("a loss of at most " + EXPLODED * firstLoss + ", " + (int) EXPLODED + " times that at the "
                    + "start, got " + value + " (epoch " + epoch + ", largest in batch " + (largestBatch + 1) + ", "
                    + largestNumber() + ")");
        }

        private String largestNumber() {
            var worst = model.parameters().stream().max(Comparator.comparingDouble(p -> largest(p.value())))
                    .orElseThrow();
            return "largest weight " + largest(worst.value()) + " in " + worst.name();
        }

        private DivergedException diverged(String expectation) {
            return new DivergedException("Trainer expects " + expectation + "; " + (history.best() == null
                    ? "the weights from before are kept"
                    : "epoch " + history.best().number() + "'s weights are kept") + "; is the learning rate of "
                    + optimizer.rate() + " too large, or are the data not scaled?", history);
        }

        private String plan() {
            return "Training " + model.parameterCount() + " parameters on " + batches.size() + " examples in "
                    + batches.count() + (batches.count() == 1 ? " batch, " : " batches, ")
                    + (validation == null ? "no validation set" : validation.size() + " for validation")
                    + "; every batch starts from a state of zeros"
                    + (truncated ? ", carried through windows of " + window + " steps." : ".");
        }

        private String result() {
            return "Trained for " + history.epochs().size() + " epochs; best: epoch " + history.best().number()
                    + (patience > 0 ? ", whose parameters are kept." : ".");
        }
    }

    /** The largest |x|; NaN, which compares as larger than any number, where one is NaN. */
    private static double largest(DMatrixRMaj numbers) {
        return Arrays.stream(numbers.data, 0, numbers.getNumElements()).map(Math::abs).reduce(0, Math::max);
    }

    /** The first number that is none. */
    private static double notFinite(DMatrixRMaj numbers) {
        return Arrays.stream(numbers.data, 0, numbers.getNumElements()).filter(x -> !Double.isFinite(x)).findFirst()
                .orElseThrow();
    }

    private static boolean isFinite(Parameter parameter) {
        double[] values = parameter.value().data;
        boolean[] bad = new boolean[1];
        Parts.halves(parameter.size(), (from, to) -> {
            for (int j = from; j < to; j++) {
                if (!Double.isFinite(values[j])) bad[0] = true;
            }
        });
        return !bad[0];
    }

    private static double expectFactor(double factor, int epoch) {
        if (factor >= 0 && factor < Double.POSITIVE_INFINITY) return factor;
        throw new IllegalArgumentException("Trainer expects a schedule's factor to be 0 or more, got " + factor
                + " (epoch " + epoch + ")");
    }

    /** Whether a batch is longer than a window; its target must have every step. */
    private boolean truncates(MiniBatches train) {
        boolean truncates = false;
        for (int k = 0; window < Integer.MAX_VALUE && k < train.count(); k++) {
            var batch = train.get(k);
            expectEveryStep(batch);
            truncates |= window < batch.input().steps();
        }
        return truncates;
    }

    private void expectForwards() {
        if (model.readsForwards()) return;
        throw new IllegalArgumentException("Trainer expects a model that reads forwards step by step to truncate, got "
                + (model instanceof EncoderDecoder ? "an EncoderDecoder" : "a Bidirectional layer") + " (windows of "
                + window + " steps); its state does not go on into the next window");
    }

    private void expectEveryStep(Batch train) {
        if (window >= train.input().steps() || train.target().steps() == train.input().steps()) return;
        throw new IllegalArgumentException("Trainer expects a target for every step to truncate, got " + train.target()
                + " (input " + train.input() + "); does the model answer once for a sequence?");
    }

    private static int expectPositive(String what, int n) {
        if (n < 1) throw new IllegalArgumentException("Trainer expects 1 or more " + what + ", got " + n);
        return n;
    }
}
