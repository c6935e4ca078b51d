package unrolled.view;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * A named row of points for {@link Figures}; its name decides its colour, dashes and symbol in every figure.
 *
 * <p>A NaN is a missing value: a gap in a line, no symbol in a scatter.
 */
public final class Series {
    private static final double SECONDS_A_DAY = 86_400;
    private static final int MARKED_POINTS = 40;

    final String name;
    final boolean dates;
    final double[] x;
    final double[] y;
    /** The ends of the interval at each point; null without a band. */
    final double[] low;
    final double[] high;

    private Series(String name, boolean dates, double[] x, double[] y) {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("Series expects a name, got none");
        if (x.length != y.length) throw new IllegalArgumentException("Series '" + name
                + "' expects as many y as x, got "
                + y.length + " y (" + x.length + " x)");
        this.name = name;
        this.dates = dates;
        this.x = x.clone();
        this.y = y.clone();
        low = null;
        high = null;
        expectFinite();
    }

    private Series(Series line, double[] low, double[] high) {
        name = line.name;
        dates = line.dates;
        x = line.x;
        y = line.y;
        this.low = low.clone();
        this.high = high.clone();
    }

    private void expectFinite() {
        boolean any = false;
        for (int k = 0; k < y.length; k++) {
            if (Double.isInfinite(y[k]) || Double.isInfinite(x[k])) {
                throw new IllegalArgumentException("Series '" + name
                        + "' expects finite numbers or NaN for a missing one, got ("
                        + x[k] + ", " + y[k] + ") (point " + k + ")");
            }
            any |= !Double.isNaN(y[k]) && !Double.isNaN(x[k]);
        }
        if (!any) throw new IllegalArgumentException("Series '" + name + "' expects a value or more, got none of "
                + y.length + " (all missing)");
    }

    /** Values at the steps t = 1 … T. */
    public static Series of(String name, double[] y) {
        return of(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }

    /** Values y over x. */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, false, x, y);
    }

    /** Values over days. */
    public static Series of(String name, List<LocalDate> days, double[] y) {
        return new Series(name, true, days.stream().mapToDouble(LocalDate::toEpochDay).toArray(), y);
    }

    /**
     * Values over a column of dates, times or numbers.
     *
     * @throws IllegalArgumentException when x is of another kind
     */
    public static Series of(String name, Column<?> x, double[] y) {
        if (x instanceof DateColumn days) {
            return new Series(name, true, days.asList().stream().mapToDouble(d -> d == null ? Double.NaN
                    : d.toEpochDay())
                    .toArray(), y);
        }
        if (x instanceof DateTimeColumn times) {
            return new Series(name, true, times.asList().stream().mapToDouble(Series::days).toArray(), y);
        }
        if (x instanceof NumericColumn<?> numbers) return new Series(name, false, numbers.asDoubleArray(), y);
        throw new IllegalArgumentException("Series '" + name + "' expects an x column of dates, times or numbers, got "
                + x.type().name() + " (column '" + x.name() + "')");
    }

    /**
     * The median of several runs, such as those of several seeds, with a band from the lowest to the highest.
     *
     * @param runs a row for each run, a column for each x
     * @throws IllegalArgumentException when there is no run, or a run has not one value for each x
     */
    public static Series ofRuns(String name, double[] x, double[][] runs) {
        if (runs.length == 0) throw new IllegalArgumentException("Series '" + name + "' expects a run or more, got 0");
        for (int r = 0; r < runs.length; r++) if (runs[r].length != x.length) {
            throw new IllegalArgumentException("Series '" + name + "' expects runs of " + x.length + " values, got "
                    + runs[r].length + " (run " + r + ")");
        }
        var sorted = IntStream.range(0, x.length)
                .mapToObj(k -> Arrays.stream(runs).mapToDouble(run -> run[k]).sorted().toArray()).toList();
        int n = runs.length;
        return of(name, x, sorted.stream().mapToDouble(v -> (v[(n - 1) / 2] + v[n / 2]) / 2).toArray())
                .band(sorted.stream().mapToDouble(v -> v[0]).toArray(),
                        sorted.stream().mapToDouble(v -> v[n - 1]).toArray());
    }

    /**
     * The same with an interval round each point: a shaded band round a line, a whisker on a bar or a point.
     *
     * @param low the lower end at each point, NaN for none
     * @throws IllegalArgumentException when the ends are not finite, not one for each point, or change places
     */
    public Series band(double[] low, double[] high) {
        if (low.length != y.length || high.length != y.length) {
            throw new IllegalArgumentException("Series '" + name + "' expects a band of " + y.length + " points, got "
                    + low.length + " low and " + high.length + " high");
        }
        for (int k = 0; k < y.length; k++) {
            if (!(low[k] > high[k]) && !Double.isInfinite(low[k]) && !Double.isInfinite(high[k])) continue;
            throw new IllegalArgumentException("Series '" + name + "' expects finite ends, low ≤ high, got " + low[k]
                    + " and " + high[k] + " (point " + k + ")");
        }
        return new Series(this, low, high);
    }

    /** @throws IllegalArgumentException when there are too few or too many, or two of one name */
    static void expectFew(List<Series> all) {
        if (all.isEmpty()) throw new IllegalArgumentException("Figures expects a series or more, got none");
        if (all.size() > Figure.MOST_SERIES) {
            throw new IllegalArgumentException("Figures expects at most " + Figure.MOST_SERIES + " series, got "
                    + all.size() + "; would a heat map or a second figure say it better?");
        }
        var names = new HashSet<String>();
        for (var s : all) if (!names.add(s.name)) {
            throw new IllegalArgumentException("Figures expects a name for each series, got '" + s.name + "' twice");
        }
    }

    /** @throws IllegalArgumentException when some have dates and others numbers */
    static void expectOneAxis(List<Series> all) {
        for (var s : all) if (s.dates != all.get(0).dates) {
            throw new IllegalArgumentException("Figures expects one kind of x axis, got dates and numbers (series '"
                    + all.get(0).name + "' and '" + s.name + "')");
        }
    }

    /** Whether it has so few points that a line shows a symbol at each. */
    boolean marked() {
        return y.length <= MARKED_POINTS;
    }

    /** Whether point k has an interval. */
    boolean banded(int k) {
        return low != null && !Double.isNaN(low[k]) && !Double.isNaN(high[k]) && !Double.isNaN(x[k]);
    }

    static double days(LocalDateTime time) {
        return time == null ? Double.NaN : time.toEpochSecond(ZoneOffset.UTC) / SECONDS_A_DAY;
    }

    static LocalDateTime time(double days) {
        return LocalDateTime.ofEpochSecond(Math.round(days * SECONDS_A_DAY), 0, ZoneOffset.UTC);
    }
}
