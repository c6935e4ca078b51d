package unrolled.train;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
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
 * <p>Every mini-batch and every validation starts from a state of zeros. Defaults: {@value #EPOCHS} epochs, mini-batches of
 * {@value #BATCH_SIZE}, no clipping, no early stopping, seed {@value #SEED}.
 */
public final class Trainer {

    public static final int EPOCHS = 100;
    public static final int BATCH_SIZE = 32;
    public static final long SEED = 1;

    private final Model model;
    private final Loss loss;
    private final Optimizer optimizer;
    private Sequence dy;
    private int epochs = EPOCHS;
    private int batchSize = BATCH_SIZE;
    private long seed = SEED;
    private int patience;
    private Clipping clipping = Clipping.none();
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

    /** The examples of a mini-batch. */
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
     * Stops when the validation loss (or, without a validation set, the training loss) has not fallen for this many epochs,
     * and goes back to the best parameters.
     */
    public Trainer earlyStopping(int patience) {
        this.patience = expectPositive("epochs of patience", patience);
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
     * @throws DivergedException if the loss or a gradient stops being a number; the best parameters so far are kept
     */
    public History fit(Batch train, Batch validation) {
        var history = new History();
        var rng = new Rng(seed);
        var batches = new Batches(train, batchSize);
        var best = model.snapshot();
        listener.start(plan(train, validation, batches));
        for (int number = 1; number <= epochs; number++) {
            batches.shuffle(rng);
            var epoch = epoch(number, batches, validation, rng, history, best);
            history.add(epoch);
            if (history.best() == epoch) best = model.snapshot();
            listener.epoch(epoch, epochs);
            if (patience > 0 && number - history.best().number() >= patience) break;
        }
        if (patience > 0) model.restore(best);
        listener.end(result(history));
        return history;
    }

    private History.Epoch epoch(int number, Batches batches, Batch validation, Rng rng, History history,
            List<DMatrixRMaj> best) {
        long start = System.nanoTime();
        double sum = 0;
        int examples = 0;
        double norm = 0;
        for (int k = 0; k < batches.count(); k++) {
            var batch = batches.get(k);
            double value = step(batch, Pass.train(rng.seed(), batch.target()));
            double now = Clipping.norm(model.parameters());
            if (!Double.isFinite(value) || !Double.isFinite(now)) throw diverged(number, k, value, history, best);
            clipping.clip(model.parameters());
            optimizer.step(model.parameters());
            sum += value * batch.size();
            examples += batch.size();
            norm = Math.max(norm, now);
        }
        double validationLoss = validation == null ? Double.NaN : loss(validation);
        return new History.Epoch(number, sum / examples, validationLoss, norm, optimizer.rate(),
                (System.nanoTime() - start) / 1e9);
    }

    /** Forward, loss and back for one batch: L, with its gradients in the parameters. */
    private double step(Batch batch, Pass pass) {
        model.zeroGradients();
        var y = model.forward(batch.input(), State.ZERO, pass);
        if (dy == null) dy = new Sequence(y.steps(), y.batch(), y.features());
        double value = loss.gradient(y, batch.target(), dy);
        model.backward(dy, State.ZERO);
        return value;
    }

    /** The loss of the model as it is now, from a state of zeros. */
    public double loss(Batch data) {
        return loss.value(model.forward(data.input(), State.ZERO, Pass.PREDICT), data.target());
    }

    private DivergedException diverged(int epoch, int batch, double value, History history, List<DMatrixRMaj> best) {
        var worst = model.parameters().get(0);
        double largest = -1;
        for (var parameter : model.parameters()) {
            for (int j = 0; j < parameter.size(); j++) {
                double g = Math.abs(parameter.gradient().data[j]);
                if (g > largest || Double.isNaN(g) && !Double.isNaN(largest)) {
                    worst = parameter;
                    largest = g;
                }
            }
        }
        model.restore(best);
        var kept = history.best() == null ? "the weights from before are kept"
                : "epoch " + history.best().number() + "'s weights are kept";
        return new DivergedException("Trainer expects a finite loss and finite gradients, got a loss of " + value
                + " (epoch " + epoch + ", batch " + (batch + 1) + ", largest gradient " + largest + " in " + worst.name()
                + "); " + kept, history);
    }

    private String plan(Batch train, Batch validation, Batches batches) {
        return "Training " + model.parameterCount() + " parameters on " + train.size() + " examples in "
                + batches.count() + (batches.count() == 1 ? " batch, " : " batches, ")
                + (validation == null ? "no validation set" : validation.size() + " for validation")
                + "; every batch starts from a state of zeros.";
    }

    private String result(History history) {
        return "Trained for " + history.epochs().size() + " epochs; best: epoch " + history.best().number()
                + (patience > 0 ? ", whose parameters are kept." : ".");
    }

    private static int expectPositive(String what, int n) {
        if (n < 1) throw new IllegalArgumentException("Trainer expects 1 or more " + what + ", got " + n);
        return n;
    }
}
