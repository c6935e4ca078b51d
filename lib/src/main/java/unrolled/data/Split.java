package unrolled.data;

import java.util.Arrays;
import tech.tablesaw.api.Table;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/**
 * Past and future of a series: the first rows train, the next validate, the last test. Nothing is shuffled, because a
 * model must not learn from days that lie after those it is judged on.
 *
 * @param train rows from 0
 * @param validation rows after those; 0 when only a training and a test part are wanted
 * @param test the last rows
 */
public record Split(int train, int validation, int test) {

    /** The windows of each part; none reaches into another part. */
    public record Parts(Batch train, Batch validation, Batch test) {

        /** @throws IllegalStateException if the split has no validation part */
        public Batch validation() {
            if (validation == null) {
                throw new IllegalStateException("Split expects three parts to validate on, got train and test alone");
            }
            return validation;
        }
    }

    /** @throws IllegalArgumentException if there is no row to train on or to test on */
    public Split {
        if (train < 1 || validation < 0 || test < 1) {
            throw new IllegalArgumentException("Split expects a row or more in each part, got " + train + " / "
                    + validation + " / " + test + " (train / validation / test)");
        }
    }

    /**
     * Train and test: {@code Split.of(91, 0.8)} trains on 73 rows and tests on 18.
     *
     * @throws IllegalArgumentException if the share is not between 0 and 1, or a part would be empty
     */
    public static Split of(int rows, double train) {
        expectShare(train);
        int first = (int) Math.round(rows * train);
        return new Split(first, 0, rows - first);
    }

    /**
     * Train, validation and test: {@code Split.of(100, 0.7, 0.15)} has 70, 15 and 15 rows.
     *
     * @throws IllegalArgumentException if a share or their sum is not between 0 and 1, or a part would be empty
     */
    public static Split of(int rows, double train, double validation) {
        expectShare(train);
        expectShare(validation);
        expectShare(train + validation);
        int first = (int) Math.round(rows * train);
        int second = (int) Math.round(rows * (train + validation)) - first;
        if (second < 1) {
            throw new IllegalArgumentException("Split expects a row or more in each part, got " + first + " / " + second
                    + " / " + (rows - first - second) + " (train / validation / test of " + rows + " rows)");
        }
        return new Split(first, second, rows - first - second);
    }

    /** All rows together. */
    public int rows() {
        return train + validation + test;
    }

    public Sequence train(Sequence x) {
        return part(x, 0, train);
    }

    public Sequence validation(Sequence x) {
        return part(x, train, train + validation);
    }

    public Sequence test(Sequence x) {
        return part(x, train + validation, rows());
    }

    public double[] train(double[] x) {
        return part(x, 0, train);
    }

    public double[] validation(double[] x) {
        return part(x, train, train + validation);
    }

    public double[] test(double[] x) {
        return part(x, train + validation, rows());
    }

    public Table train(Table x) {
        return part(x, 0, train);
    }

    public Table validation(Table x) {
        return part(x, train, train + validation);
    }

    public Table test(Table x) {
        return part(x, train + validation, rows());
    }

    /**
     * Cuts each part into windows of its own.
     *
     * @throws IllegalArgumentException if a part is too short for a window
     */
    public Parts windows(Windows windows, Sequence x) {
        expectRows(x.steps());
        int span = windows.span();
        if (train < span || validation > 0 && validation < span || test < span) {
            throw new IllegalArgumentException("Split expects a window or more in each part, got "
                    + perPart(windows.count(train), windows.count(validation), windows.count(test)) + " (rows "
                    + perPart(train, validation, test) + ", window " + span + "); is the series too short?");
        }
        return new Parts(windows.cut(train(x)), validation == 0 ? null : windows.cut(validation(x)),
                windows.cut(test(x)));
    }

    private String perPart(int train, int validation, int test) {
        return this.validation == 0 ? train + " / " + test : train + " / " + validation + " / " + test;
    }

    private Sequence part(Sequence x, int from, int to) {
        expectRows(x.steps());
        expectPart(from, to);
        return x.steps(from, to);
    }

    private double[] part(double[] x, int from, int to) {
        expectRows(x.length);
        expectPart(from, to);
        return Arrays.copyOfRange(x, from, to);
    }

    private Table part(Table x, int from, int to) {
        expectRows(x.rowCount());
        expectPart(from, to);
        return x.inRange(from, to);
    }

    private void expectRows(int rows) {
        if (rows == rows()) return;
        throw new IllegalArgumentException("Split expects " + rows() + " rows, got " + rows + " (parts "
                + perPart(train, validation, test) + ")");
    }

    private void expectPart(int from, int to) {
        if (from < to) return;
        throw new IllegalStateException("Split expects three parts to validate on, got train and test alone");
    }

    private static void expectShare(double share) {
        if (share > 0 && share < 1) return;
        throw new IllegalArgumentException("Split expects shares between 0 and 1 that leave a rest, got " + share);
    }
}
