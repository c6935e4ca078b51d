package unrolled.data;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

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
