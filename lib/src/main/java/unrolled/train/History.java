package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What a training saw, an entry an epoch. */
public final class History {

    /**
     * One epoch.
     *
     * @param number from 1
     * @param loss the training loss, each batch as it was met: the mean over all valid steps of the outputs; of a
     *        summed loss the mean over the batches, weighted by their valid steps
     * @param validationLoss after the epoch; NaN where there is no validation set
     * @param gradientNorm the largest norm of a batch's gradient, before clipping
     * @param rate the learning rate of this epoch, as the schedule made it
     * @param seconds how long the epoch took
     */
    public record Epoch(int number, double loss, double validationLoss, double gradientNorm, double rate,
            double seconds) {

        /** What early stopping watches: the validation loss, or the training loss where there is none. */
        public double watched() {
            return Double.isNaN(validationLoss) ? loss : validationLoss;
        }
    }

    private final List<Epoch> epochs = new ArrayList<>();
    private Epoch best;

    void add(Epoch epoch) {
        epochs.add(epoch);
        if (best == null || epoch.watched() < best.watched()) best = epoch;
    }

    public List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if there was none
     */
    public Epoch last() {
        if (epochs.isEmpty()) throw new IllegalStateException("History expects an epoch, got none");
        return epochs.get(epochs.size() - 1);
    }

    /** The epoch with the lowest {@link Epoch#watched} loss, the first of equals; null before any. */
    public Epoch best() {
        return best;
    }

    /** What came after the first {@code n} epochs. */
    History after(int n) {
        var rest = new History();
        epochs.subList(Math.min(n, epochs.size()), epochs.size()).forEach(rest::add);
        return rest;
    }

    /** A row an epoch; the validation loss is missing where there was no validation set. */
    public Table table() {
        return Table.create("history",
                IntColumn.create("epoch", epochs.stream().mapToInt(Epoch::number).toArray()),
                DoubleColumn.create("loss", epochs.stream().mapToDouble(Epoch::loss).toArray()),
                DoubleColumn.create("validation loss", epochs.stream().mapToDouble(Epoch::validationLoss).toArray()),
                DoubleColumn.create("gradient norm", epochs.stream().mapToDouble(Epoch::gradientNorm).toArray()),
                DoubleColumn.create("learning rate", epochs.stream().mapToDouble(Epoch::rate).toArray()),
                DoubleColumn.create("seconds", epochs.stream().mapToDouble(Epoch::seconds).toArray()));
    }

    @Override public String toString() {
        return table().toString();
    }
}
