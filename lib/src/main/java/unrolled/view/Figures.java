package unrolled.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;
import unrolled.data.Lags;
import unrolled.math.Norm;

/**
 * Figures for a lecture: lines, points, bars and heat maps, from tables or arrays.
 *
 * <pre>
 *   show(Figures.line(weather, "DATE", "TMIN", "TMAX")
 *           .axes("day", "temperature (°F)")
 *           .caption("TMAX follows TMIN through the seasons.", "Two jagged lines rise and fall together."));
 * </pre>
 * A series keeps its colour in every figure of a notebook; at most five share one figure.
 */
public final class Figures {
    private Figures() { }

    /** A line for each named column of a table over the column {@code x} (numbers, dates or times). */
    public static Figure line(Table table, String x, String... ys) {
        return line(series(table, x, ys));
    }

    /** A line for each series. */
    public static Figure line(Series... series) {
        return new Figure(new Lines(List.of(series)));
    }

    /** The points of the named columns of a table over the column {@code x}. */
    public static Figure scatter(Table table, String x, String... ys) {
        return scatter(series(table, x, ys));
    }

    /** The points of each series. */
    public static Figure scatter(Series... series) {
        return new Figure(new Points(List.of(series)));
    }

    /** A bar for each row of a table: {@code names} names the groups, each of {@code ys} is a colour. */
    public static Figure bars(Table table, String names, String... ys) {
        var labels = column(table, names).asStringColumn().asList();
        return bars(labels, Arrays.stream(ys).map(y -> Series.of(y, numbers(table, y))).toArray(Series[]::new));
    }

    /**
     * Groups of bars, side by side.
     *
     * @throws IllegalArgumentException when a series has not one value for each label
     */
    public static Figure bars(List<String> labels, Series... series) {
        return new Figure(new Bars(List.copyOf(labels), List.of(series)));
    }

    /**
     * A heat map of a matrix, such as hidden unit × step: row 1 on top, column 1 at the left.
     *
     * @param value what the colours mean, with its unit if it has one: {@code "hidden state h"}
     * @param rows read only; NaN for a missing value
     * @throws IllegalArgumentException when the matrix is empty or ragged, a value is infinite, or the unit is missing
     */
    public static Figure heatMap(String value, double[][] rows) {
        return heatMap(value, List.of(), List.of(), rows);
    }

    /** A heat map of a matrix; see {@link #heatMap(String, double[][])}. */
    public static Figure heatMap(String value, SimpleMatrix matrix) {
        return heatMap(value, matrix.toArray2());
    }

    /** A heat map with named rows and columns, such as attention weights or a confusion matrix. */
    public static Figure heatMap(String value, List<String> rowNames, List<String> columnNames, double[][] rows) {
        return new Figure(new HeatMap(value, rowNames, columnNames, rows));
    }

    /**
     * A value over a plane of two numbers, such as the loss over two weights: x to the right, y upwards.
     *
     * @param value what the colours mean, with its unit: {@code "loss (MSE)"}
     * @param x from low to high, evenly spaced
     * @param y from low to high, evenly spaced
     * @param z a row for each y, a column for each x; read only; NaN for a missing value
     * @throws IllegalArgumentException when the shapes do not fit, the places are not even, or the unit is missing
     */
    public static Figure surface(String value, double[] x, double[] y, double[][] z) {
        return new Figure(new Surface(value, x, y, z));
    }

    /**
     * The autocorrelations of a series at the lags 1 … {@code lags}, between the limits of significance ±1.96/√n: of a
     * series without memory, some 19 of 20 stay inside. See {@link Lags#autocorrelation}.
     *
     * @throws IllegalArgumentException when the series is too short or does not vary
     */
    public static Figure autocorrelation(double[] series, int lags) {
        var r = Lags.autocorrelation(series, lags);
        double limit = 1.96 / Math.sqrt(series.length);
        long outside = Arrays.stream(r).filter(v -> Math.abs(v) > limit).count();
        var names = IntStream.rangeClosed(1, lags).mapToObj(String::valueOf).toList();
        var said = outside + " of " + lags + " lags are outside of ±" + Html.number(Math.round(limit * 1000) / 1000.0);
        return bars(names, Series.of("autocorrelation", r)).axes("lag (steps)", "autocorrelation")
                .level(limit, "+1.96/√n").level(-limit, "−1.96/√n")
                .caption(said + ", the limits for a series without memory.",
                        "A bar for each lag; " + said + "; the first is "
                        + Html.number(Math.round(r[0] * 100) / 100.0) + ".");
    }

    /**
     * Small multiples: figures of one kind beside each other on the same axes, each with a title of its own.
     *
     * @param columns how many stand in a row
     * @throws IllegalArgumentException when a title or axes are missing, or the figures do not belong together
     */
    public static Multiples multiples(int columns, Figure... panels) {
        return new Multiples(columns, List.of(panels));
    }

    /**
     * Predicted over actual values with the diagonal on which every prediction is right.
     *
     * @param unit the unit of both, such as {@code "°F"}
     */
    public static Figure predictedVersusActual(String unit, double[] actual, double[] predicted) {
        var errors = IntStream.range(0, Math.min(actual.length, predicted.length))
                .mapToDouble(k -> predicted[k] - actual[k]).filter(error -> !Double.isNaN(error)).toArray();
        int count = errors.length;
        double rmse = Norm.rootMeanSquare(count, k -> errors[k]);
        var figure = scatter(Series.of("predicted", actual, predicted)).withDiagonal()
                .axes("actual (" + unit + ")", "predicted (" + unit + ")");
        var size = Html.number(Math.round(rmse * 1000) / 1000.0) + " " + unit;
        return figure.caption("On the dashed diagonal a prediction is right; the root mean square error is " + size
                + ".",
                count + " points around a diagonal line; their root mean square distance from it is "
                        + size + ".");
    }

    private static Series[] series(Table table, String x, String... ys) {
        var series = new ArrayList<Series>();
        for (var y : ys) series.add(Series.of(y, column(table, x), numbers(table, y)));
        return series.toArray(Series[]::new);
    }

    private static double[] numbers(Table table, String name) {
        if (column(table, name) instanceof tech.tablesaw.api.NumericColumn<?> numbers) return numbers.asDoubleArray();
        var kind = column(table, name).type().name();
        throw new IllegalArgumentException("Figures expects a column of numbers, got " + kind
                + " (column '" + name + "')");
    }

    private static tech.tablesaw.columns.Column<?> column(Table table, String name) {
        if (table.containsColumn(name)) return table.column(name);
        throw new IllegalArgumentException("Figures expects a column of "
                + (table.name() == null ? "the table" : "table '" + table.name() + "'") + ", got '" + name
                + "' (columns " + String.join(", ", table.columnNames()) + ")");
    }
}
