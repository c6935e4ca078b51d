package unrolled.view;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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

    final String name;
    final boolean dates;
    final double[] x;
    final double[] y;

    private Series(String name, boolean dates, double[] x, double[] y) {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("Series expects a name, got none");
        if (x.length != y.length) throw new IllegalArgumentException("Series '" + name
                + "' expects as many y as x, got "
                + y.length + " y (" + x.length + " x)");
        this.name = name;
        this.dates = dates;
        this.x = x.clone();
        this.y = y.clone();
        expectFinite();
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

    static double days(LocalDateTime time) {
        return time == null ? Double.NaN : time.toEpochSecond(ZoneOffset.UTC) / SECONDS_A_DAY;
    }

    static LocalDateTime time(double days) {
        return LocalDateTime.ofEpochSecond(Math.round(days * SECONDS_A_DAY), 0, ZoneOffset.UTC);
    }
}
