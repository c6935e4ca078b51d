package unrolled.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts for walking forward through a series: train on the past, test on what comes next, move on, again. Every fold
 * tests on rows that lie after all rows it trained on.
 *
 * <pre>
 *   expanding   ████▒▒            sliding   ████▒▒            █ train   ▒ test
 *               ██████▒▒                      ████▒▒
 *               ████████▒▒                      ████▒▒
 * </pre>
 *
 * <p>Folds that do not fill the test rows at the end are left out.
 */
public final class Folds extends AbstractList<Folds.Fold> {

    /**
     * One cut: trains on the rows {@code trainFrom} to {@code trainTo}, tests on {@code trainTo} to {@code testTo}, the
     * last excluded each time.
     */
    public record Fold(int trainFrom, int trainTo, int testTo) {

        /** @throws IllegalArgumentException if a part is empty or the test does not follow the training */
        public Fold {
            if (trainFrom < 0 || trainTo <= trainFrom || testTo <= trainTo) {
                throw new IllegalArgumentException("Fold expects rows to train on and then rows to test on, got "
                        + trainFrom + " to " + trainTo + " and to " + testTo);
            }
        }

        public double[] train(double[] series) {
            expectRows(series);
            return Arrays.copyOfRange(series, trainFrom, trainTo);
        }

        public double[] test(double[] series) {
            expectRows(series);
            return Arrays.copyOfRange(series, trainTo, testTo);
        }

        private void expectRows(double[] series) {
            if (series.length >= testTo) return;
            throw new IllegalArgumentException("Fold expects " + testTo + " rows or more, got " + series.length);
        }
    }

    private final List<Fold> folds = new ArrayList<>();

    private Folds(int rows, int train, int test, int stride, boolean expanding) {
        if (train < 1 || test < 1 || stride < 1) {
            throw new IllegalArgumentException("Folds expects 1 row or more to train, to test and to move on, got "
                    + train + ", " + test + " and " + stride);
        }
        for (int end = train; end + test <= rows; end += stride) {
            folds.add(new Fold(expanding ? 0 : end - train, end, end + test));
        }
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("Folds expects " + (train + test) + " rows or more, got " + rows
                    + " (train " + train + ", test " + test + ")");
        }
    }

    /**
     * Each fold trains on everything before its test rows.
     *
     * @param train rows of the first training part
     * @param test rows of each test part
     * @param stride how far the next fold moves on; {@code test} to test each row once
     * @throws IllegalArgumentException if a number is below 1, or the rows do not suffice for one fold
     */
    public static Folds expanding(int rows, int train, int test, int stride) {
        return new Folds(rows, train, test, stride, true);
    }

    /** Each fold trains on the same number of rows, the last before its test rows; otherwise as {@link #expanding}. */
    public static Folds sliding(int rows, int train, int test, int stride) {
        return new Folds(rows, train, test, stride, false);
    }

    @Override public Fold get(int k) {
        return folds.get(k);
    }

    @Override public int size() {
        return folds.size();
    }
}
