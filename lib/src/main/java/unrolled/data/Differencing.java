package unrolled.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes differences, which removes a trend or a season, and puts the levels back together.
 *
 * <pre>
 *   apply:    w_t = y_t − y_{t−lag}            one after the other for each lag
 *   invert:   y_t = w_t + y_{t−lag}            from the first values on
 *   extend:   the same, from the last values of the known series on
 * </pre>
 *
 * {@code Differencing.of(1)} removes a linear trend, {@code of(1, 1)} a quadratic one, {@code of(12)} a season of
 * twelve, {@code of(1, 12)} both. The order of the lags does not matter. Nothing is remembered between calls.
 */
public final class Differencing {

    private final int[] lags;

    private Differencing(int[] lags) {
        this.lags = lags;
    }

    /**
     * Differences at each of the lags; without a lag nothing changes.
     *
     * @throws IllegalArgumentException if a lag is below 1
     */
    public static Differencing of(int... lags) {
        for (int lag : lags) {
            if (lag < 1) throw new IllegalArgumentException("Differencing expects lags of 1 or more, got " + lag);
        }
        return new Differencing(lags.clone());
    }

    /** How many values the result is shorter: the sum of the lags. */
    public int lost() {
        return Arrays.stream(lags).sum();
    }

    /**
     * The differences of a series, {@link #lost} values fewer.
     *
     * @throws IllegalArgumentException if none would be left
     */
    public double[] apply(double[] series) {
        if (series.length <= lost()) {
            throw new IllegalArgumentException("Differencing expects more than " + lost() + " values, got "
                    + series.length + " (lags " + Arrays.toString(lags) + ")");
        }
        var w = series;
        for (int lag : lags) w = difference(w, lag);
        return w == series ? series.clone() : w;
    }

    /**
     * The series whose differences are {@code differences}.
     *
     * @param first its first {@link #lost} values
     * @throws IllegalArgumentException if there are more or fewer of those
     */
    public double[] invert(double[] differences, double[] first) {
        if (first.length != lost()) {
            throw new IllegalArgumentException("Differencing expects the first " + lost() + " values of the series,"
                    + " got " + first.length + " (lags " + Arrays.toString(lags) + ")");
        }
        var future = extend(first, differences);
        var series = Arrays.copyOf(first, first.length + future.length);
        System.arraycopy(future, 0, series, first.length, future.length);
        return series;
    }

    /**
     * What follows a series whose next differences are {@code differences}: a forecast of differences becomes one of
     * levels.
     *
     * @param series the known values, {@link #lost} or more
     * @return as many values as differences
     * @throws IllegalArgumentException if too few values are known
     */
    public double[] extend(double[] series, double[] differences) {
        if (series.length < lost()) {
            throw new IllegalArgumentException("Differencing expects " + lost() + " known values or more, got "
                    + series.length + " (lags " + Arrays.toString(lags) + ")");
        }
        var known = stages(series);
        var future = differences.clone();
        for (int k = lags.length - 1; k >= 0; k--) future = sums(known.get(k), future, lags[k]);
        return future;
    }

    /** The series before each lag is applied. */
    private List<double[]> stages(double[] series) {
        var stages = new ArrayList<double[]>();
        var w = series;
        for (int lag : lags) {
            stages.add(w);
            w = difference(w, lag);
        }
        return stages;
    }

    private static double[] difference(double[] y, int lag) {
        var w = new double[y.length - lag];
        for (int t = 0; t < w.length; t++) w[t] = y[t + lag] - y[t];
        return w;
    }

    private static double[] sums(double[] known, double[] w, int lag) {
        var y = new double[w.length];
        for (int t = 0; t < w.length; t++) y[t] = w[t] + (t < lag ? known[known.length - lag + t] : y[t - lag]);
        return y;
    }

    @Override public String toString() {
        return "Differencing at lags " + Arrays.toString(lags);
    }
}
