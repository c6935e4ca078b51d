package unrolled.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/**
 * Cuts one long series into windows: inputs of n steps, and the values to predict from each.
 *
 * <pre>
 *   window starting at row r:   input x_r … x_{r+n−1}     a steps ahead, m values (the horizon), K target columns
 *
 *   manyToOne(n)          target of 1 step:    y_{r+n−1+a} … y_{r+n−1+a+m−1}                       1×B×(m·K)
 *   manyToMany(n)         target of n steps:   at step t the m values y_{r+t+a} … y_{r+t+a+m−1}    n×B×(m·K)
 *   encoderDecoder(n, m)  target of m steps:   y_{r+n−1+a}, …, one at a step                       m×B×K
 * </pre>
 *
 * With a = 1, the default, a target begins with the row after the one just read; with a = 0 input and target belong
 * to the same row, and must then be different columns. In a target of m·K numbers the K columns of one row stand side
 * by side, rows in order of time. A Windows never changes: {@code horizon}, {@code ahead} … return another one.
 */
public final class Windows {

    private enum Target { LAST, EVERY, AFTER }

    private final Target target;
    private final int length;
    private final int ahead;
    private final int horizon;
    private final int stride;
    private final int[] inputs;
    private final int[] targets;

    private Windows(Target target, int length, int ahead, int horizon, int stride, int[] inputs, int[] targets) {
        this.target = target;
        this.length = atLeast("a length of", 1, length);
        this.ahead = atLeast("to look ahead", 0, ahead);
        this.horizon = atLeast("a horizon of", 1, horizon);
        this.stride = atLeast("a stride of", 1, stride);
        this.inputs = inputs;
        this.targets = targets;
    }

    /** Windows of n steps with one answer at the end: the next row, or the next m with {@link #horizon}. */
    public static Windows manyToOne(int length) {
        return new Windows(Target.LAST, length, 1, 1, 1, null, null);
    }

    /** Windows of n steps with an answer at every step: the next row, or the next m with {@link #horizon}. */
    public static Windows manyToMany(int length) {
        return new Windows(Target.EVERY, length, 1, 1, 1, null, null);
    }

    /** Windows of n steps followed by a target of m steps of its own. */
    public static Windows encoderDecoder(int length, int horizon) {
        return new Windows(Target.AFTER, length, 1, horizon, 1, null, null);
    }

    /** How many values in a row are predicted: m. */
    public Windows horizon(int m) {
        return new Windows(target, length, ahead, m, stride, inputs, targets);
    }

    /** How far the first predicted row lies after the row just read: 1 is the next, 0 the same. */
    public Windows ahead(int steps) {
        return new Windows(target, length, steps, horizon, stride, inputs, targets);
    }

    /** How many rows lie between the starts of two windows: 1 uses every window, n cuts windows that do not overlap. */
    public Windows stride(int rows) {
        return new Windows(target, length, ahead, horizon, rows, inputs, targets);
    }

    /** The columns that are read; all when this is not called. */
    public Windows inputs(int... columns) {
        return new Windows(target, length, ahead, horizon, stride, some("input", columns), targets);
    }

    /** The columns that are predicted; all when this is not called. */
    public Windows targets(int... columns) {
        return new Windows(target, length, ahead, horizon, stride, inputs, some("target", columns));
    }

    /** The steps of an input: n. */
    public int length() {
        return length;
    }

    /** The rows from the first input of a window to its last target. */
    public int span() {
        return length + Math.max(0, ahead + horizon - 1);
    }

    /** How many windows a series of so many rows gives; 0 when it is too short. */
    public int count(int rows) {
        return rows < span() ? 0 : (rows - span()) / stride + 1;
    }

    /** The row that the target of window {@code k} begins with, at step {@code t} of the target. */
    public int targetRow(int k, int t) {
        return k * stride + ahead + (target == Target.EVERY ? t : length - 1 + (target == Target.AFTER ? t : 0));
    }

    /**
     * All windows of a series, in order of time.
     *
     * @param series T×1×D, read only
     * @throws IllegalArgumentException if the series has more than one example, is shorter than a window, lacks a
     *     column, or a column would be input and target of the same row
     */
    public Batch cut(Sequence series) {
        expectSeries(series);
        int count = count(series.steps());
        if (count == 0) {
            throw new IllegalArgumentException("Windows expects " + span() + " rows or more, got " + series.steps()
                    + " (window " + length + ", " + ahead + " ahead, horizon " + horizon + ")");
        }
        var in = columns(inputs, series);
        var out = columns(targets, series);
        expectNoLeak(in, out);
        int width = target == Target.AFTER ? 1 : horizon;
        var x = new Sequence(length, count, in.length);
        var y = new Sequence(targetSteps(), count, width * out.length);
        for (int k = 0; k < count; k++) {
            for (int t = 0; t < length; t++) copy(series, k * stride + t, 1, in, x, t, k);
            for (int t = 0; t < y.steps(); t++) copy(series, targetRow(k, t), width, out, y, t, k);
        }
        return new Batch(x, y);
    }

    /** All windows of a series of one column. */
    public Batch cut(double[] series) {
        return cut(Sequence.of(series));
    }

    /**
     * The last n rows, as one input without a target: what a forecast starts from.
     *
     * @throws IllegalArgumentException if the series has more than one example, is shorter than n, or lacks a column
     */
    public Sequence last(Sequence series) {
        expectSeries(series);
        if (series.steps() < length) {
            throw new IllegalArgumentException("Windows expects " + length + " rows or more, got " + series.steps());
        }
        var in = columns(inputs, series);
        var x = new Sequence(length, 1, in.length);
        for (int t = 0; t < length; t++) copy(series, series.steps() - length + t, 1, in, x, t, 0);
        return x;
    }

    @Override public String toString() {
        return "Windows of " + length + " steps, " + ahead + " ahead, horizon " + horizon;
    }

    private int targetSteps() {
        return switch (target) {
            case LAST -> 1;
            case EVERY -> length;
            case AFTER -> horizon;
        };
    }

    /** Copies some columns of {@code rows} rows, from {@code row} on, side by side into one step of one example. */
    private static void copy(Sequence from, int row, int rows, int[] columns, Sequence to, int t, int n) {
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < columns.length; d++) {
                to.set(t, n, r * columns.length + d, from.get(row + r, 0, columns[d]));
            }
        }
    }

    private static int[] columns(int[] chosen, Sequence series) {
        if (chosen == null) return IntStream.range(0, series.features()).toArray();
        for (int d : chosen) {
            if (d < 0 || d >= series.features()) {
                throw new IllegalArgumentException("Windows expects columns from 0 to " + (series.features() - 1)
                        + ", got " + d + " (series of " + series + ")");
            }
        }
        return chosen;
    }

    private void expectNoLeak(int[] in, int[] out) {
        if (ahead > 0) return;
        for (int d : out) {
            if (IntStream.of(in).anyMatch(column -> column == d)) {
                throw new IllegalArgumentException("Windows expects other targets than inputs when it looks 0 ahead,"
                        + " got column " + d + " in both (inputs " + Arrays.toString(in) + ", targets "
                        + Arrays.toString(out) + "); the answer would be in the question");
            }
        }
    }

    private static void expectSeries(Sequence series) {
        if (series.batch() == 1) return;
        throw new IllegalArgumentException("Windows expects one series, got " + series.batch()
                + " examples (sequence of " + series + ")");
    }

    private static int[] some(String what, int[] columns) {
        if (columns.length > 0) return columns.clone();
        throw new IllegalArgumentException("Windows expects " + what + " columns, got none");
    }

    private static int atLeast(String what, int least, int got) {
        if (got >= least) return got;
        throw new IllegalArgumentException("Windows expects " + what + " " + least + " or more, got " + got);
    }
}
