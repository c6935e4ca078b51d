package unrolled.search;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.train.History;

/** The losses that a search met, against what they cost: the axis on which methods race. */
public final class SearchHistory {

    /**
     * What an epoch of backpropagation costs, in evaluations: each example goes forward once, and back with two matrix
     * products for each one of the way forward (for the input's gradient and for the weights').
     */
    public static final int EPOCH_COST = 3;

    private final String name;
    private final List<Integer> evaluations = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> best = new ArrayList<>();

    SearchHistory(String name) {
        this.name = name;
    }

    /**
     * A training by backpropagation on the same axis: an epoch costs {@value #EPOCH_COST} evaluations, however many
     * mini-batches it has, and its loss is the training loss.
     */
    public static SearchHistory of(String name, History trained) {
        var history = new SearchHistory(name);
        for (var epoch : trained.epochs()) history.add(EPOCH_COST * epoch.number(), epoch.loss());
        return history;
    }

    void add(int evaluation, double loss) {
        evaluations.add(evaluation);
        losses.add(loss);
        best.add(best.isEmpty() ? loss : Math.min(loss, best()));
    }

    public String name() {
        return name;
    }

    /** How many evaluations were made. */
    public int evaluations() {
        return evaluations.isEmpty() ? 0 : evaluations.get(evaluations.size() - 1);
    }

    /**
     * The lowest loss.
     *
     * @throws IllegalStateException if there was no evaluation
     */
    public double best() {
        if (best.isEmpty()) throw new IllegalStateException("SearchHistory expects an evaluation, got none");
        return best.get(best.size() - 1);
    }

    /** A row an evaluation (of a training: an epoch): how many so far, its loss, the best so far. */
    public Table table() {
        return Table.create(name,
                IntColumn.create("evaluations", evaluations.stream().mapToInt(e -> e).toArray()),
                DoubleColumn.create("loss", losses),
                DoubleColumn.create("best so far", best));
    }

    /** Several searches below each other, with the name of each in the first column. */
    public static Table race(SearchHistory... histories) {
        var names = StringColumn.create("method");
        var evaluations = IntColumn.create("evaluations");
        var best = DoubleColumn.create("best so far");
        for (var history : histories) {
            for (int k = 0; k < history.best.size(); k++) {
                names.append(history.name);
                evaluations.append((int) history.evaluations.get(k));
                best.append((double) history.best.get(k));
            }
        }
        return Table.create("race", names, evaluations, best);
    }

    @Override public String toString() {
        return name + ": " + (best.isEmpty() ? "no evaluation" : best() + " after " + evaluations() + " evaluations");
    }
}
