package unrolled.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;
import unrolled.data.Lags;
import unrolled.math.Norm;
import unrolled.train.History;
import unrolled.train.History.Epoch;
import unrolled.view.Figure.Content;
import unrolled.view.Figure.Kind;

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
        return points(Kind.LINE, series);
    }

    /** The points of the named columns of a table over the column {@code x}. */
    public static Figure scatter(Table table, String x, String... ys) {
        return scatter(series(table, x, ys));
    }

    /** The points of each series. */
    public static Figure scatter(Series... series) {
        return points(Kind.SCATTER, series);
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
        expectSeries(series);
        for (var s : series) if (s.y.length != labels.size()) {
            throw new IllegalArgumentException("Figures.bars expects " + labels.size()
                    + " values, one for each label, got "
                    + s.y.length + " (series '" + s.name + "')");
        }
        return Figure.of(new Content(Kind.BARS, List.of(series), List.copyOf(labels), List.of(), null, null));
    }

    /**
     * A heat map of a matrix, such as hidden unit × step: row 1 on top, column 1 at the left.
     *
     * @param value what the colours mean, with its unit: {@code "hidden state h (no unit)"}
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
        expectGrid("Figures.heatMap", value, rows);
        expectNames("row", rowNames, rows.length);
        expectNames("column", columnNames, rows[0].length);
        return Figure.of(new Content(Kind.HEAT_MAP, List.of(), List.copyOf(columnNames), List.copyOf(rowNames),
                copy(rows), value));
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
        expectGrid("Figures.surface", value, z);
        expectPlaces("x", x, z[0].length);
        expectPlaces("y", y, z.length);
        return Figure.of(new Content(Kind.HEAT_MAP, List.of(), List.of(), List.of(), copy(z), value, x.clone(),
                y.clone()));
    }

    private static void expectPlaces(String axis, double[] places, int count) {
        if (places.length != count || count < 2) {
            throw new IllegalArgumentException("Figures.surface expects " + (count < 2 ? "two places or more"
                    : count + " places, one for each " + ("x".equals(axis) ? "column" : "row")) + ", got "
                    + places.length + " (" + axis + ")");
        }
        double step = (places[count - 1] - places[0]) / (count - 1);
        for (int k = 1; k < count; k++) {
            if (step > 0 && Math.abs(places[k] - places[k - 1] - step) <= 1e-6 * step) continue;
            throw new IllegalArgumentException("Figures.surface expects places from low to high, evenly spaced, got "
                    + places[k] + " after " + places[k - 1] + " (" + axis + ", place " + k + ")");
        }
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private static void expectGrid(String who, String value, double[][] rows) {
        Figure.expectTitle(who, "colour scale", value, true);
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(who + " expects a value or more, got none ('" + value + "')");
        }
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != rows[0].length) {
                throw new IllegalArgumentException(who + " expects rows of " + rows[0].length + " values, got "
                        + rows[r].length + " (row " + r + ")");
            }
            for (int c = 0; c < rows[r].length; c++) if (Double.isInfinite(rows[r][c])) {
                throw new IllegalArgumentException(who + " expects finite numbers or NaN for a missing one, got "
                        + rows[r][c] + " (row " + r + ", column " + c + ")");
            }
        }
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
        return bars(names, Series.of("autocorrelation", r)).axes("lag (steps)", "autocorrelation (no unit)")
                .level(limit, "+1.96/√n").level(-limit, "−1.96/√n")
                .caption(said + ", the limits for a series without memory.",
                        "A bar for each lag; " + said + "; the first is "
                        + Html.number(Math.round(r[0] * 100) / 100.0) + ".");
    }

    private static void expectNames(String what, List<String> names, int count) {
        if (names.isEmpty() || names.size() == count) return;
        throw new IllegalArgumentException("Figures.heatMap expects " + count + " " + what + " names, got "
                + names.size());
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

    /**
     * The losses of a training on a logarithmic axis; the caption says where each is lowest.
     *
     * @param unit what the loss measures: {@code "MSE of scaled values"}
     * @throws IllegalArgumentException when the history is empty
     */
    public static Figure losses(History history, String unit) {
        if (history.epochs().isEmpty()) throw new IllegalArgumentException("Figures.losses expects an epoch, got none");
        var epochs = history.epochs();
        var first = epochs.get(0);
        boolean validated = !Double.isNaN(first.validationLoss());
        var training = Series.of("training", epochs.stream().mapToDouble(Epoch::loss).toArray());
        var figure = validated
                ? line(training, Series.of("validation", epochs.stream().mapToDouble(Epoch::validationLoss).toArray()))
                : line(training);
        var what = validated ? "validation" : "training";
        var range = String.format(Locale.ROOT, "from %.3g to %.3g in %d epochs", first.loss(), history.last().loss(),
                epochs.size());
        var best = String.format(Locale.ROOT, "the %s loss is lowest, %.3g, after epoch %d", what,
                history.best().watched(),
                history.best().number());
        var axes = figure.axes("epoch (count)", "loss (" + unit + ")");
        boolean positive = figure.content.series().stream().flatMapToDouble(s -> Arrays.stream(s.y))
                .allMatch(v -> v > 0);
        return (positive ? axes.logarithmic() : axes).caption("The training loss goes " + range + "; " + best + ".",
                "A curve for each loss over the epochs: training " + range + "; " + best + ".");
    }

    private static Figure points(Kind kind, Series... series) {
        expectSeries(series);
        for (var s : series) if (s.dates != series[0].dates) {
            throw new IllegalArgumentException("Figures expects one kind of x axis, got dates and numbers (series '"
                    + series[0].name + "' and '" + s.name + "')");
        }
        return Figure.of(new Content(kind, List.of(series), List.of(), List.of(), null, null));
    }

    static void expectSeries(Series... series) {
        if (series.length == 0) throw new IllegalArgumentException("Figures expects a series or more, got none");
        if (series.length > Figure.MOST_SERIES) {
            throw new IllegalArgumentException("Figures expects at most " + Figure.MOST_SERIES + " series, got "
                    + series.length
                    + "; would a heat map or a second figure say it better?");
        }
        Set<String> names = new TreeSet<>();
        for (var s : series) if (!names.add(s.name)) {
            throw new IllegalArgumentException("Figures expects a name for each series, got '" + s.name + "' twice");
        }
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
