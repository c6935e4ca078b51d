package unrolled.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Norm;

/**
 * A series beside its own past: the table of a regression of today on the days before.
 *
 * <pre>
 *   row t:   y_t,  y_{t−lag} for each lag         from the first row that has them all
 * </pre>
 */
public final class Lags {

    private Lags() {}

    /**
     * Columns {@code y}, {@code y[t-1]}, {@code y[t-7]} … for the lags 1, 7 ….
     *
     * @throws IllegalArgumentException if there is no lag, one is below 1, or no row would be left
     */
    public static Table table(double[] series, int... lags) {
        int longest = longest(lags);
        if (series.length <= longest) {
            throw new IllegalArgumentException("Lags expects more than " + longest + " values, got " + series.length);
        }
        var table = Table.create("lags", column("y", series, longest, 0));
        for (int lag : lags) table.addColumns(column("y[t-" + lag + "]", series, longest, lag));
        return table;
    }

    /**
     * How much a series is like itself k steps later, for k = 1 … {@code lags}; n values y_t with the mean ȳ:
     *
     * <pre>
     *   r_k = Σ_{t=k+1}^{n} (y_t − ȳ)(y_{t−k} − ȳ) / Σ_{t=1}^{n} (y_t − ȳ)²
     * </pre>
     *
     * @return r_1 … r_lags; r_0 would be 1
     * @throws IllegalArgumentException if there are not more values than lags, or all values are the same
     */
    public static double[] autocorrelation(double[] series, int lags) {
        int n = series.length;
        if (lags < 1 || n <= lags) {
            throw new IllegalArgumentException("Lags.autocorrelation expects more values than lags, and a lag or more, "
                    + "got " + n + " values and " + lags + " lags");
        }
        double mean = Arrays.stream(series).average().orElseThrow();
        double whole = product(series, mean, 0);
        double most = Norm.largest(n, t -> series[t]);
        if (!Norm.holds(whole) && Double.isFinite(most) && most > 0 && most != 1) {      // squares beyond a double
            return autocorrelation(Arrays.stream(series).map(y -> y / most).toArray(), lags);
        }
        if (!(whole > 0)) {
            throw new IllegalArgumentException("Lags.autocorrelation expects finite values that differ, got a sum of "
                    + "squares of " + whole + " (" + n + " values)");
        }
        return IntStream.rangeClosed(1, lags).mapToDouble(k -> product(series, mean, k) / whole).toArray();
    }

    private static double product(double[] y, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < y.length; t++) sum += (y[t] - mean) * (y[t - lag] - mean);
        return sum;
    }

    private static int longest(int[] lags) {
        int longest = 0;
        for (int lag : lags) {
            if (lag < 1) throw new IllegalArgumentException("Lags expects lags of 1 or more, got " + lag);
            longest = Math.max(longest, lag);
        }
        if (longest == 0) throw new IllegalArgumentException("Lags expects a lag or more, got none");
        return longest;
    }

    private static DoubleColumn column(String name, double[] series, int from, int lag) {
        var column = DoubleColumn.create(name);
        for (int t = from; t < series.length; t++) column.append(series[t - lag]);
        return column;
    }
}
