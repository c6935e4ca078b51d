package unrolled.train;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.MiniBatches;
import unrolled.seq.Pass;
import unrolled.seq.State;

/** One training, as a {@link Trainer} was told: epochs, batches, windows; forward, loss, back, clip, step. */
final class Training {

    private final Trainer asked;
    private final MiniBatches batches;
    private final Batch validation;
    private final boolean truncated;
    private final Truncation windows;
    private final OutputGradient output;
    private final Rng rng;
    private final History history = new History();
    private final Divergence watch;
    private List<DMatrixRMaj> best;
    private double norm;               // the largest of the present epoch
    private double sum;                // of the losses of its batches, each times its valid steps
    private long steps;                // how many

    Training(Trainer asked, MiniBatches batches, Batch validation, boolean truncated) {
        this.asked = asked;
        this.batches = batches;
        this.validation = validation;
        this.truncated = truncated;
        windows = new Truncation(asked.window);
        output = new OutputGradient(asked.model, asked.loss);
        rng = new Rng(asked.seed);
        watch = new Divergence(asked.model, asked.loss, asked.optimizer, history);
        best = asked.model.snapshot();
    }

    /** Whatever ends it early, such as a stop button, leaves the best parameters so far. */
    History run() {
        try {
            return train();
        } catch (RuntimeException e) {
            asked.model.restore(best);
            throw e instanceof CancellationException ? stopped() : e;
        }
    }

    private History train() {
        asked.listener.start(plan());
        for (int number = 1; number <= asked.epochs; number++) {
            var epoch = epoch(number);
            history.add(epoch);
            if (history.best() == epoch) best = asked.model.snapshot();
            asked.listener.epoch(epoch, asked.epochs);
            if (asked.patience > 0 && number - history.best().number() >= asked.patience) break;
        }
        if (asked.patience > 0) asked.model.restore(best);
        asked.listener.end(result());
        return history;
    }

    private History.Epoch epoch(int number) {
        long start = System.nanoTime();
        asked.optimizer.factor(expectFactor(asked.schedule.factor(number - 1, history), number));
        batches.shuffle(rng);
        norm = 0;
        sum = 0;
        steps = 0;
        watch.begin(number);
        for (int k = 0; k < batches.count(); k++) {
            watch.batch(k);
            learn(batches.get(k));
        }
        watch.expectNoExplosion(sum / steps);
        double validationLoss = validation == null ? Double.NaN : watch.expectFiniteValidation(asked.loss(validation));
        return new History.Epoch(number, sum / steps, validationLoss, norm, asked.optimizer.rate(),
                (System.nanoTime() - start) / 1e9);
    }

    /** One batch: a window of all its steps, or several, through which the state is carried. */
    private void learn(Batch batch) {
        double total = 0;
        long valid = 0;
        windows.start(batch);
        while (windows.next()) {
            double value = back(windows.batch(), windows.initial());
            update(value);
            int now = output.dy().validSteps();
            total += asked.loss.mean() ? now * value : value;
            valid += now;
            if (windows.more()) windows.carry(asked.model.lastState());    // the gradient is cut: a copy has no past
        }
        sum += asked.loss.mean() ? total : valid * total;
        steps += valid;
    }

    /** Forward, loss and back: L, with its gradients in the parameters. */
    private double back(Batch batch, State initial) {
        double value = output.at(batch, initial, Pass.train(rng.seed(), batch.target()).once(asked.precision));
        watch.start(value, output.y(), batch.target());
        asked.model.addGradients(output.dy(), State.ZERO);            // no gradient comes from what follows
        return value;
    }

    /** Clip and step. */
    private void update(double value) {
        double now = Clipping.norm(asked.model.parameters());
        watch.expectFiniteGradient(value, now);
        norm = Math.max(norm, now);
        asked.clipping.clip(asked.model.parameters());
        asked.optimizer.step(asked.model.parameters());
        watch.expectFiniteParameters();
    }

    private static double expectFactor(double factor, int epoch) {
        if (factor >= 0 && factor < Double.POSITIVE_INFINITY) return factor;
        throw new IllegalArgumentException("Trainer expects a schedule's factor to be 0 or more, got " + factor
                + " (epoch " + epoch + ")");
    }

    private String plan() {
        return "Training " + asked.model.parameterCount() + " parameters on " + batches.size() + " examples in "
                + batches.count() + (batches.count() == 1 ? " batch, " : " batches, ")
                + (validation == null ? "no validation set" : validation.size() + " for validation")
                + "; every batch starts from a state of zeros"
                + (truncated ? ", carried through windows of " + asked.window + " steps." : ".");
    }

    private String result() {
        return "Trained for " + history.epochs().size() + " epochs; best: epoch " + history.best().number()
                + (asked.patience > 0 ? ", whose parameters are kept." : ".");
    }

    private CancellationException stopped() {
        var how = "Stopped in epoch " + (history.epochs().size() + 1) + " of " + asked.epochs + "; the parameters "
                + (history.best() == null ? "from before" : "of epoch " + history.best().number() + ", the best,")
                + " are kept.";
        asked.listener.stopped(how);
        return new CancellationException(how);
    }
}
