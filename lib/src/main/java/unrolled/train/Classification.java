package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.seq.Sequence;

/**
 * How well classes are told apart: accuracy, the confusion matrix, and precision, recall and F1 for each class.
 *
 * <pre>
 *   N_{jk}       how many of class j were called k           (a row a true class)
 *   accuracy     Σ_k N_kk / Σ_jk N_jk
 *   precision_k  N_kk / Σ_j N_jk                             of what was called k, how much is k
 *   recall_k     N_kk / Σ_j N_kj                             of what is k, how much was called k
 *   F1_k         2 precision_k recall_k / (precision_k + recall_k)
 * </pre>
 *
 * <p>A share of nothing (a class that never came, or was never called) is 0. The macro average is the mean over
 * classes, rare ones included. Every valid step of every example counts, so many-to-one and many-to-many are judged
 * alike.
 */
public final class Classification {

    private final List<String> names;
    private final int[][] counts;

    /**
     * Judges outputs; classes are named 0, 1, ….
     *
     * @param logits T×B×K, of which the largest names the class, the first of equals; with one feature, above 0 is
     *        class 1
     * @param target T×B×1, the classes
     * @throws IllegalArgumentException if the target has another shape or holds something that is no class, or a logit
     *         is NaN
     */
    public static Classification of(Sequence logits, Sequence target) {
        var names = IntStream.range(0, classes(logits)).mapToObj(Integer::toString);
        return of(logits, target, names.toArray(String[]::new));
    }

    /**
     * The same, with names for the classes.
     *
     * @throws IllegalArgumentException also if there are more or fewer names than classes
     */
    public static Classification of(Sequence logits, Sequence target, String... names) {
        if (names.length != classes(logits)) {
            throw new IllegalArgumentException("Classification expects a name for each of " + classes(logits)
                    + " classes, got " + List.of(names));
        }
        if (target.steps() != logits.steps() || target.batch() != logits.batch() || target.features() != 1) {
            throw new IllegalArgumentException("Classification expects a target of T=" + logits.steps() + ", B="
                    + logits.batch() + ", D=1, got " + target);
        }
        return new Classification(logits, target, List.of(names));
    }

    private Classification(Sequence logits, Sequence target, List<String> names) {
        this.names = names;
        counts = new int[names.size()][names.size()];
        for (int t = 0; t < logits.steps(); t++) {
            for (int n = 0; n < logits.batch(); n++) {
                if (logits.valid(t, n)) counts[classOf(target.get(t, n, 0))][called(logits, t, n)]++;
            }
        }
    }

    private static int classes(Sequence logits) {
        return Math.max(2, logits.features());
    }

    private int classOf(double target) {
        int k = (int) target;
        if (k == target && 0 <= k && k < counts.length) return k;
        throw new IllegalArgumentException("Classification expects classes from 0 to " + (counts.length - 1) + ", got "
                + target);
    }

    private static int called(Sequence logits, int t, int n) {
        for (int k = 0; k < logits.features(); k++) {
            if (!Double.isNaN(logits.get(t, n, k))) continue;
            throw new IllegalArgumentException("Classification expects logits that are numbers, got NaN (step " + t
                    + ", example " + n + ", output " + k + "); did the training diverge?");
        }
        if (logits.features() == 1) return logits.get(t, n, 0) > 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < logits.features(); k++) if (logits.get(t, n, k) > logits.get(t, n, best)) best = k;
        return best;
    }

    /** The share that was called what it is. */
    public double accuracy() {
        return share(IntStream.range(0, counts.length).map(k -> counts[k][k]).sum(),
                IntStream.range(0, counts.length).map(this::support).sum());
    }

    /**
     * Of what was called k, how much is k.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public double precision(int k) {
        expectClass(k);
        return share(counts[k][k], IntStream.range(0, counts.length).map(j -> counts[j][k]).sum());
    }

    /**
     * Of what is k, how much was called k.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public double recall(int k) {
        expectClass(k);
        return share(counts[k][k], support(k));
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public double f1(int k) {
        return share(2 * precision(k) * recall(k), precision(k) + recall(k));
    }

    /** The mean of F1 over all classes. */
    public double macroF1() {
        return IntStream.range(0, counts.length).mapToDouble(this::f1).average().orElseThrow();
    }

    private int support(int k) {
        return IntStream.of(counts[k]).sum();
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /**
     * How many of class {@code truth} were called {@code called}.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public int count(int truth, int called) {
        expectClass(truth);
        expectClass(called);
        return counts[truth][called];
    }

    private void expectClass(int k) {
        if (k >= 0 && k < counts.length) return;
        throw new IllegalArgumentException("Classification expects a class from 0 to " + (counts.length - 1) + ", got "
                + k + " (classes " + String.join(", ", names) + ")");
    }

    /** A row a true class, a column what it was called. */
    public Table confusion() {
        var table = Table.create("confusion", StringColumn.create("true class", names));
        for (int k = 0; k < counts.length; k++) {
            int called = k;
            table.addColumns(IntColumn.create("called " + names.get(k),
                    IntStream.range(0, counts.length).map(j -> counts[j][called]).toArray()));
        }
        return table;
    }

    /** A row a class with precision, recall, F1 and how many there were; the last row is the mean over classes. */
    public Table table() {
        var classes = new ArrayList<>(names);
        classes.add("macro average");
        return Table.create("classification", StringColumn.create("class", classes),
                DoubleColumn.create("precision", withMean(this::precision)),
                DoubleColumn.create("recall", withMean(this::recall)),
                DoubleColumn.create("F1", withMean(this::f1)),
                IntColumn.create("count", IntStream.concat(IntStream.range(0, counts.length).map(this::support),
                        IntStream.of(IntStream.range(0, counts.length).map(this::support).sum())).toArray()));
    }

    private double[] withMean(IntToDoubleFunction score) {
        var scores = new double[counts.length + 1];
        for (int k = 0; k < counts.length; k++) {
            scores[k] = score.applyAsDouble(k);
            scores[counts.length] += scores[k] / counts.length;
        }
        return scores;
    }
}
