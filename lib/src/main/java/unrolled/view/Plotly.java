package unrolled.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Margin;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Figure.Kind;

/**
 * The interactive picture: traces and layout by tablesaw-jsplot, plotly.js from its Maven artifact.
 *
 * <p>Every text goes to the page as JSON (jsplot puts names between quotes as they are), and so do the settings that
 * jsplot has no words for: titles in the form that plotly.js 3 wants, colour scales, the marks.
 */
final class Plotly {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static String bundle;

    private Plotly() { }

    /** The script of one figure: it draws when plotly.js is there, or as soon as it comes. */
    static String script(Figure figure) {
        var code = new StringBuilder();
        var traces = traces(figure);
        for (int k = 0; k < traces.size(); k++) code.append(traces.get(k).asJavascript(k)).append('\n');
        code.append(layout(figure).asJavascript());
        var names = String.join(",", IntStream.range(0, traces.size()).mapToObj(k -> "trace" + k).toList());
        return "<script>(function(){function make(){" + lean(code.toString()) + "\nreturn{data:[" + names
                + "],layout:layout,more:" + json(more(figure)) + "};}\n"
                + "function draw(){window.unrolledDraw(\"unrolled-" + figure.key() + "\",make);}\n"
                + "if(window.unrolledDraw)draw();\n"
                + "else window.addEventListener(\"unrolled-plotly\",draw,{once:true});})();</script>";
    }

    /** jsplot's templates leave an empty line for each setting that is not used. */
    private static String lean(String code) {
        return code.replaceAll("\\s*\\n\\s*", "\n");
    }

    private static List<Trace> traces(Figure figure) {
        var traces = new ArrayList<Trace>();
        if (figure.content.kind() == Kind.HEAT_MAP) traces.add(heat(figure));
        var styles = Palette.styles(figure.names());
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            traces.add(figure.content.kind() == Kind.BARS ? bars(s, styles.get(k)) : points(figure, s, styles.get(k)));
        }
        return traces;
    }

    private static Trace points(Figure figure, Series s, Palette.Style style) {
        boolean symbols = figure.content.kind() == Kind.SCATTER;
        boolean both = s.y.length <= Picture.MARKED_POINTS;
        var mode = symbols ? ScatterTrace.Mode.MARKERS : both ? ScatterTrace.Mode.LINE_AND_MARKERS
                : ScatterTrace.Mode.LINE;
        var builder = s.dates
                ? ScatterTrace.builder(DateTimeColumn.create("x", Arrays.stream(s.x)
                        .mapToObj(d -> Double.isNaN(d) ? null : Series.time(d)).toList()),
                        DoubleColumn.create("y", rounded(s.y, 6)))
                : ScatterTrace.builder(rounded(s.x, 10), rounded(s.y, 6));
        return builder.mode(mode)
                .line(Line.builder().color(style.color()).width(2).dash(style.dash()).build())
                .marker(Marker.builder().color(style.color()).symbol(style.symbol()).size(8).opacity(0.8).build())
                .build();
    }

    private static Trace bars(Series s, Palette.Style style) {
        var places = IntStream.range(0, s.y.length).boxed().toArray();
        return BarTrace.builder(places, rounded(s.y, 6)).marker(Marker.builder().color(style.color()).build()).build();
    }

    private static Trace heat(Figure figure) {
        var grid = figure.content.grid();
        return HeatmapTrace.builder(places(figure.content.columns(), figure.content.xs(), grid[0].length),
                places(figure.content.rows(), figure.content.ys(), grid.length),
                Arrays.stream(grid).map(row -> rounded(row, 6)).toArray(double[][]::new)).build();
    }

    /** Some six digits show all that a screen can, in a third of the space. */
    private static double[] rounded(double[] values, int digits) {
        return Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(new MathContext(digits)).doubleValue())
                .toArray();
    }

    private static Object[] places(List<String> names, double[] places, int count) {
        if (places != null) return Arrays.stream(rounded(places, 10)).boxed().toArray();
        return IntStream.range(0, count).mapToObj(k -> names.isEmpty() ? k + 1 : k).toArray();
    }

    private static Layout layout(Figure figure) {
        boolean log = figure.frame.log() && figure.content.grid() == null;
        var y = Axis.builder().type(log ? Axis.Type.LOG : Axis.Type.LINEAR);
        var x = Axis.builder().type(figure.dates() ? Axis.Type.DATE : Axis.Type.LINEAR);
        return Layout.builder().autosize(true).height(Picture.HEIGHT).hoverMode(Layout.HoverMode.CLOSEST)
                .showLegend(figure.names().size() > 1)
                .margin(Margin.builder().left(70).right(Picture.margin(figure)).top(top(figure)).bottom(60).build())
                .xAxis(x.build()).yAxis(y.build()).build();
    }

    private static int top(Figure figure) {
        return 40 + (figure.verticals().isEmpty() ? 0 : 20) + (figure.frame.title() == null ? 0 : 24);
    }

    private static Map<String, Object> more(Figure figure) {
        var more = new LinkedHashMap<String, Object>();
        more.put("names", figure.names());
        more.put("x", figure.frame.x());
        more.put("y", figure.frame.y());
        if (figure.frame.title() != null) more.put("title", figure.frame.title());
        more.put("columns", figure.content.columns());
        more.put("every", Picture.every(figure, Picture.barRoom(figure)));
        more.put("rows", figure.content.rows());
        if (figure.frame.log() && figure.content.grid() == null) more.put("ticks", ticks(figure));
        if (figure.content.kind() == Kind.LINE && Picture.fewSteps(figure)) more.put("eachStep", true);
        more.put("diagonal", figure.frame.diagonal());
        more.put("marks", figure.frame.markers().stream().map(m -> mark(figure, m)).toList());
        more.put("bands", figure.content.series().stream().map(Plotly::band).toList());
        if (figure.content.grid() != null) more.put("heat", heatMore(figure));
        return more;
    }

    /** Every so many powers of ten, 1, 2 and 5 times each, or in less than one of them round steps. */
    private static Object ticks(Figure figure) {
        var range = Picture.range(figure);
        if (range.getMax() < 10 * range.getMin()) return "L" + Scale.step((range.getMax() - range.getMin()) / 5);
        long decades = Picture.decades(figure);
        return decades < 3 || range.getMax() < 100 * range.getMin() ? "D2" : (decades + 6) / 7;
    }

    private static Map<String, Object> mark(Figure figure, Figure.Marker m) {
        if (m.level()) return Map.of("label", m.label(), "y", m.at(), "log", figure.frame.log());
        return Map.of("label", m.label(), "x", figure.dates() ? Series.time(m.at()).toString() : (Object) m.at());
    }

    /** The ends of the interval at each point, null for none. */
    private static Map<String, Object> band(Series s) {
        if (s.low == null) return Map.of();
        return Map.of("low", ends(s, s.low), "high", ends(s, s.high));
    }

    private static List<Double> ends(Series s, double[] ends) {
        var round = rounded(ends, 6);
        return IntStream.range(0, ends.length).mapToObj(k -> s.banded(k) ? (Double) round[k] : null)
                .collect(Collectors.toList());
    }

    private static Map<String, Object> heatMore(Figure figure) {
        var heat = Picture.Heat.of(figure);
        return Map.of("low", heat.scale().low, "high", heat.scale().high, "colors", heat.colors(), "title",
                figure.content.value(), "log", figure.frame.log(), "upwards", figure.content.ys() != null,
                "ticks", heat.scale().ticks.stream().map(t -> Map.of("at", t.at(), "label", t.label())).toList());
    }

    /** JSON inside a script element: no {@code <} can end it. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029",
                    "\\u2029");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** plotly.js, compressed, with the script that unpacks it in the page and draws the figures. */
    static synchronized String bundle() {
        if (bundle == null) {
            var loader = new String(read(Plotly.class, "figure.js"), StandardCharsets.UTF_8);
            var code = read(Plotly.class, "/META-INF/resources/webjars/plotly.js-dist/" + version() + "/plotly.js");
            bundle = "<script>" + loader.replace("PLOTLY_GZ", Base64.getEncoder().encodeToString(gzip(code)))
                    + "</script>";
        }
        return bundle;
    }

    private static String version() {
        var text = new String(read(Plotly.class, "/META-INF/maven/org.webjars.npm/plotly.js-dist/pom.properties"),
                StandardCharsets.UTF_8);
        return text.lines().filter(line -> line.startsWith("version=")).findFirst().orElseThrow().substring(8).strip();
    }

    private static byte[] gzip(byte[] data) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("Figures expects " + name
                    + " on the class path, got nothing;"
                    + " is the library's class path complete?");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
