package unrolled.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/** The data of the interactive picture, as tablesaw-jsplot writes them. */
final class Traces {
    private static final int PLACE_DIGITS = 10;
    private static final int VALUE_DIGITS = 6;

    private Traces() { }

    static List<Trace> each(List<Series> series, List<Style> styles, BiFunction<Series, Style, Trace> trace) {
        return IntStream.range(0, series.size()).mapToObj(k -> trace.apply(series.get(k), styles.get(k))).toList();
    }

    static Trace line(Series s, Style style) {
        return scatter(s, style, s.marked() ? Mode.LINE_AND_MARKERS : Mode.LINE);
    }

    static Trace points(Series s, Style style) {
        return scatter(s, style, Mode.MARKERS);
    }

    private static Trace scatter(Series s, Style style, Mode mode) {
        var builder = s.dates
                ? ScatterTrace.builder(DateTimeColumn.create("x", Arrays.stream(s.x)
                        .mapToObj(d -> Double.isNaN(d) ? null : Series.time(d)).toList()),
                        DoubleColumn.create("y", values(s.y)))
                : ScatterTrace.builder(rounded(s.x, PLACE_DIGITS), values(s.y));
        return builder.mode(mode)
                .line(Line.builder().color(style.color()).width(2).dash(style.dash()).build())
                .marker(Marker.builder().color(style.color()).symbol(style.symbol()).size(8).build())
                .build();
    }

    static Trace bars(Series s, Style style) {
        var places = IntStream.range(0, s.y.length).boxed().toArray();
        return BarTrace.builder(places, values(s.y)).marker(Marker.builder().color(style.color()).build()).build();
    }

    static Trace heat(Object[] columns, Object[] rows, double[][] values) {
        return HeatmapTrace.builder(columns, rows, Arrays.stream(values).map(Traces::values).toArray(double[][]::new))
                .build();
    }

    static Object[] places(double[] places) {
        return Arrays.stream(rounded(places, PLACE_DIGITS)).boxed().toArray();
    }

    /** The ends of the interval at each point, null for none. */
    static Map<String, List<Double>> band(Series s) {
        if (s.low == null) return Map.of();
        return Map.of("low", ends(s, s.low), "high", ends(s, s.high));
    }

    private static List<Double> ends(Series s, double[] ends) {
        var round = values(ends);
        return IntStream.range(0, ends.length).mapToObj(k -> s.banded(k) ? (Double) round[k] : null)
                .collect(Collectors.toList());
    }

    private static double[] values(double[] values) {
        return rounded(values, VALUE_DIGITS);
    }

    /** Some six digits show all that a screen can, in a third of the space. */
    private static double[] rounded(double[] values, int digits) {
        return Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(new MathContext(digits)).doubleValue())
                .toArray();
    }
}
