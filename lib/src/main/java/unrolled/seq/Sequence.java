package unrolled.seq;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import unrolled.machine.FreeMemory;
import unrolled.math.Block;

/**
 * T steps of B examples with D features each, time first: one (T·B)×D matrix in which step {@code t} is the rows
 * t·B … (t+1)·B − 1, so that a step is one contiguous block.
 *
 * <p>Examples may be of unequal length: {@code lengths[n]} steps of example {@code n} are valid, the rest is padding,
 * which no result depends on. Class indices and token ids are a sequence of one feature that holds whole numbers.
 */
public final class Sequence {

    /** What a {@link Block} takes. */
    private static final double NUMBERS_PER_BLOCK = 6;

    private final int features;
    private final DMatrixRMaj matrix;
    private int batch;
    private int[] lengths;
    private int[] gathered;             // the lengths of a buffer of examples, reused
    private int steps;
    private Block[] at;                 // the steps

    /**
     * Zeros.
     *
     * @throws IllegalArgumentException if a size is not positive or the numbers do not fit into memory
     */
    public Sequence(int steps, int batch, int features) {
        expectSizes(steps, batch, features);
        this.features = features;
        matrix = new DMatrixRMaj(steps * batch, features);
        this.batch = batch;
        this.steps = steps;
        at = blocks(steps);
    }

    /** One example with one feature: a series. */
    public static Sequence of(double... series) {
        var s = new Sequence(series.length, 1, 1);
        System.arraycopy(series, 0, s.matrix.data, 0, series.length);
        return s;
    }

    /** One example, a row a step. */
    public static Sequence of(double[][] steps) {
        return fromBatchMajor(new double[][][] {steps});
    }

    /**
     * From numbers in the order [step][example][feature].
     *
     * @throws IllegalArgumentException if the array is empty or ragged
     */
    public static Sequence of(double[][][] timeMajor) {
        return ArrayForm.timeMajor(timeMajor);
    }

    /**
     * From numbers in the order [example][step][feature], as many files and other libraries keep them.
     *
     * @throws IllegalArgumentException if the array is empty or ragged
     */
    public static Sequence fromBatchMajor(double[][][] examples) {
        return ArrayForm.batchMajor(examples);
    }

    /**
     * Examples of unequal length, [step][feature] each, padded with zeros to the longest.
     *
     * @throws IllegalArgumentException if there is no example, or one is empty or has another number of features
     */
    public static Sequence padded(List<double[][]> examples) {
        return ArrayForm.padded(examples);
    }

    /**
     * The same numbers, of which only the first {@code lengths[n]} steps of example {@code n} count; null for all.
     *
     * @throws IllegalArgumentException if there is not one length from 1 to T for each example
     */
    public Sequence withLengths(int[] lengths) {
        var s = new Sequence(this);
        s.setLengths(lengths);
        return s;
    }

    private Sequence(Sequence shared) {
        features = shared.features;
        matrix = shared.matrix;
        batch = shared.batch;
        steps = shared.steps;
        at = shared.at;
        lengths = shared.lengths;
    }

    public int steps() {
        return steps;
    }

    public int batch() {
        return batch;
    }

    public int features() {
        return features;
    }

    /** The valid steps of each example, or null where all are valid. Not to be changed. */
    public int[] lengths() {
        return lengths;
    }

    /** How many steps of example {@code n} are valid. */
    public int length(int n) {
        return lengths == null ? steps() : lengths[n];
    }

    /** Whether step {@code t} of example {@code n} is one of the example, not padding. */
    public boolean valid(int t, int n) {
        return lengths == null || t < lengths[n];
    }

    /** The number of valid steps of all examples together. */
    public int validSteps() {
        return lengths == null ? steps() * batch : Arrays.stream(lengths).sum();
    }

    /** All numbers: (T·B)×D, step t is the rows t·B … (t+1)·B − 1. */
    public DMatrixRMaj matrix() {
        return matrix;
    }

    /** All numbers as one block, (T·B)×D. */
    public Block all() {
        return new Block(matrix.data, 0, steps() * batch, features, features);
    }

    /** Step {@code t}: B×D. */
    public Block at(int t) {
        return at[t];
    }

    public double get(int t, int n, int d) {
        return at[t].get(n, d);
    }

    public void set(int t, int n, int d, double value) {
        at[t].set(n, d, value);
    }

    /** Feature {@code d} of example {@code n} over its valid steps. */
    public double[] series(int n, int d) {
        var series = new double[length(n)];
        for (int t = 0; t < series.length; t++) series[t] = get(t, n, d);
        return series;
    }

    /** A copy in the order [step][example][feature]. */
    public double[][][] toArray() {
        return ArrayForm.of(this);
    }

    public Sequence copy() {
        var s = new Sequence(steps(), batch, features);
        s.all().copyFrom(all());
        s.lengths = lengths == null ? null : lengths.clone();      // a buffer's lengths change with its examples
        return s;
    }

    /** Steps {@code from} to {@code to}, the last excluded, as a copy; refused where a length would end before. */
    public Sequence steps(int from, int to) {
        if (from < 0 || to > steps() || from >= to) {
            throw new IllegalArgumentException("Sequence.steps expects 0 ≤ from < to ≤ " + steps() + ", got " + from
                    + " and " + to);
        }
        var s = new Sequence(to - from, batch, features);
        for (int t = from; t < to; t++) s.at(t - from).copyFrom(at[t]);
        if (lengths != null) s.setLengths(Arrays.stream(lengths).map(n -> Math.min(n, to) - from).toArray());
        return s;
    }

    /** Examples {@code from} to {@code to}, the last excluded, as a copy. */
    public Sequence examples(int from, int to) {
        if (from < 0 || to > batch || from >= to) {
            throw new IllegalArgumentException("Sequence.examples expects 0 ≤ from < to ≤ " + batch + ", got " + from
                    + " and " + to);
        }
        var s = new Sequence(steps(), to - from, features);
        s.gather(this, IntStream.range(from, to).toArray(), 0);
        return s;
    }

    /**
     * Takes the numbers of the examples {@code order[from]}, {@code order[from + 1]}, … of {@code source} from its step
     * {@code firstStep} on, as many steps and examples as this sequence holds; its lengths stay as they are.
     */
    public void copyExamples(Sequence source, int firstStep, int[] order, int from) {
        for (int t = 0; t < steps(); t++) {
            for (int n = 0; n < batch; n++) {
                System.arraycopy(source.matrix.data, source.at[firstStep + t].row(order[from + n]),
                        matrix.data, at[t].row(n), features);
            }
        }
    }

    /**
     * Becomes a copy of the examples {@code order[from]}, {@code order[from + 1]}, … of {@code source}, as many as this
     * sequence holds.
     */
    void gather(Sequence source, int[] order, int from) {
        copyExamples(source, 0, order, from);
        lengths = null;
        if (source.lengths == null) return;
        if (gathered == null || gathered.length != batch) gathered = new int[batch];
        for (int n = 0; n < batch; n++) gathered[n] = source.lengths[order[from + n]];
        lengths = gathered;
    }

    /**
     * Takes another T and B, and lengths; the numbers are left undefined. For buffers: the memory grows where it must
     * and is kept otherwise.
     */
    public void resize(int steps, int batch, int[] lengths) {
        if (steps != steps() || batch != this.batch) {
            expectSizes(steps, batch, features);
            matrix.reshape(steps * batch, features, false);
            this.batch = batch;
            this.steps = steps;
            at = blocks(steps);
        }
        this.lengths = lengths;
    }

    /** Takes the shape and the lengths of {@code other}, except for the features. */
    public void resizeLike(Sequence other) {
        resize(other.steps(), other.batch, other.lengths);
    }

    /** Sets every number of the padding to 0. */
    public void clearPadding() {
        if (lengths == null) return;
        for (int n = 0; n < batch; n++) {
            for (int t = lengths[n]; t < steps(); t++) {
                Arrays.fill(matrix.data, at[t].row(n), at[t].row(n) + features, 0);
            }
        }
    }

    /** Such as {@code T=24, B=8, D=16}. */
    @Override public String toString() {
        return "T=" + steps() + ", B=" + batch + ", D=" + features;
    }

    private void setLengths(int[] lengths) {
        if (lengths != null) {
            boolean fits = lengths.length == batch && Arrays.stream(lengths).allMatch(n -> 1 <= n && n <= steps());
            if (!fits) {
                throw new IllegalArgumentException("Sequence expects " + batch + " lengths from 1 to " + steps()
                        + ", got " + Arrays.toString(lengths) + " (sequence of " + this + ")");
            }
        }
        this.lengths = lengths == null || Arrays.stream(lengths).allMatch(n -> n == steps()) ? null : lengths.clone();
    }

    private Block[] blocks(int steps) {
        var blocks = new Block[steps];
        for (int t = 0; t < steps; t++) {
            blocks[t] = new Block(matrix.data, t * batch * features, batch, features, features);
        }
        return blocks;
    }

    private static void expectSizes(int steps, int batch, int features) {
        if (steps < 1 || batch < 1 || features < 1) {
            throw new IllegalArgumentException("Sequence expects positive sizes, got T=" + steps + ", B=" + batch
                    + ", D=" + features);
        }
        double numbers = (double) steps * batch * features;
        FreeMemory.expectRoom("Sequence", "T=" + steps + ", B=" + batch + ", D=" + features,
                numbers + NUMBERS_PER_BLOCK * steps, numbers);
    }
}
