package unrolled.train;

import java.util.concurrent.CancellationException;
import unrolled.math.Precision;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
import unrolled.seq.MiniBatches;
import unrolled.seq.Pass;
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

    final Model model;
    final Loss loss;
    final Optimizer optimizer;
    int epochs = EPOCHS;
    private int batchSize = BATCH_SIZE;
    long seed = SEED;
    int patience;
    int window = Integer.MAX_VALUE;
    Schedule schedule = Schedule.constant();
    Clipping clipping = Clipping.none();
    Precision precision = Precision.DOUBLE;
    Listener listener = (epoch, of) -> { };

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
     * Trains. It ends early, and throws, as {@link #fit(MiniBatches, Batch)} does.
     *
     * @param validation judged after each epoch; null for none
     * @return an entry an epoch
     */
    public History fit(Batch train, Batch validation) {
        Truncation.expectEveryStep(train, window);
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
     *        100,000 times that at the start; the best parameters so far are kept
     * @throws CancellationException when the thread is interrupted, as a notebook's stop button does; the best
     *        parameters so far are kept
     * @throws IllegalArgumentException if a number of the data is NaN or infinite, windows are asked for and the
     *        target of a batch has another number of steps than its input, or the model does not read forwards
     */
    public History fit(MiniBatches train, Batch validation) {
        boolean truncated = Truncation.cuts(train, window, model);
        DataCheck.expectFinite("Trainer", train);
        if (validation != null) DataCheck.expectFinite("Trainer", "validation", validation);
        try {
            return new Training(this, train, validation, truncated).run();
        } finally {
            optimizer.factor(1);
        }
    }

    /** The loss of the model as it is now, from a state of zeros. */
    public double loss(Batch data) {
        return loss.value(model.forward(data.input(), State.ZERO, Pass.judge(data.target())), data.target());
    }

    private static int expectPositive(String what, int n) {
        if (n < 1) throw new IllegalArgumentException("Trainer expects 1 or more " + what + ", got " + n);
        return n;
    }
}
