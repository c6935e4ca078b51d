package unrolled.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Axis.Type;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Margin;

/**
 * The interactive picture: {@link Traces} and layout by tablesaw-jsplot, drawn by {@link PlotlyBundle}.
 *
 * <p>Every text goes to the page as JSON (jsplot puts names between quotes as they are), and so do the settings that
 * jsplot has no words for: titles in the form that plotly.js 3 wants, colour scales, the marks.
 */
final class Plotly {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Plotly() { }

    /** The script of one figure: it draws when plotly.js is there, or as soon as it comes. */
    static String script(Figure figure) {
        return script(figure.key(), make(figure, Peers.of(figure), Map.of()), "null");
    }

    /**
     * @param make the function that makes data and layout
     * @param drawn what the script that draws does when it has drawn
     */
    static String script(String key, String make, String drawn) {
        return "<script>(function(){" + make + "\n"
                + "function draw(){window.unrolledDraw(\"unrolled-" + key + "\",make," + drawn + ");}\n"
                + "if(window.unrolledDraw)draw();\n"
                + "else window.addEventListener(\"unrolled-plotly\",draw,{once:true});})();</script>";
    }

    /** A function of the page that makes a figure's data and layout, on axes that hold its peers. */
    static String make(Figure figure, Peers peers, Map<String, Object> own) {
        var code = new StringBuilder();
        var traces = figure.plot.traces(peers.styles(figure));
        for (int k = 0; k < traces.size(); k++) code.append(traces.get(k).asJavascript(k)).append('\n');
        code.append(layout(figure, peers).asJavascript());
        var names = String.join(",", IntStream.range(0, traces.size()).mapToObj(k -> "trace" + k).toList());
        var more = more(figure, peers);
        more.putAll(own);
        return "function make(){" + lean(code.toString()) + "\nreturn{data:[" + names + "],layout:layout,more:"
                + json(more) + "};}";
    }

    /** jsplot's templates leave an empty line for each setting that is not used. */
    private static String lean(String code) {
        return code.replaceAll("\\s*\\n\\s*", "\n");
    }

    private static Layout layout(Figure figure, Peers peers) {
        var y = axis(figure.plot.logarithmicAxis(figure.frame) ? Type.LOG : Type.LINEAR);
        var x = axis(figure.dates() ? Type.DATE : Type.LINEAR);
        int top = 40 + peers.markRoom() + (figure.frame.title() == null ? 0 : 24);
        var margin = Margin.builder().left(70).right(20 + figure.levelRoom()).top(top).bottom(60);
        return Layout.builder().autosize(true).height(Picture.HEIGHT).hoverMode(Layout.HoverMode.CLOSEST)
                .showLegend(figure.names().size() > 1).margin(margin.build()).xAxis(x).yAxis(y).build();
    }

    private static tech.tablesaw.plotly.components.Axis axis(Type type) {
        return tech.tablesaw.plotly.components.Axis.builder().type(type).build();
    }

    private static Map<String, Object> more(Figure figure, Peers peers) {
        var plot = figure.plot;
        var more = new LinkedHashMap<String, Object>();
        more.put("names", figure.names().stream().map(Notation::plotly).toList());
        more.put("x", Notation.plotly(figure.frame.x()));
        more.put("y", Notation.plotly(figure.frame.y()));
        if (figure.frame.title() != null) more.put("title", Notation.plotly(figure.frame.title()));
        more.put("columns", plot.columns());
        more.put("every", Axis.every(plot.columns()));
        more.put("rows", plot.rows());
        if (plot.logarithmicAxis(figure.frame)) more.put("ticks", ticks(peers.y()));
        more.put("diagonal", figure.frame.diagonal());
        more.put("marks", marks(figure));
        more.put("bands", bands(figure));
        more.putAll(plot.settings(peers));
        return more;
    }

    static List<Map<String, Object>> marks(Figure figure) {
        return figure.frame.markers().stream().map(m -> mark(figure, m)).toList();
    }

    static List<Map<String, List<Double>>> bands(Figure figure) {
        return figure.plot.series().stream().map(Traces::band).toList();
    }

    /** Every so many powers of ten, 1, 2 and 5 times each, or in less than one of them round steps. */
    private static Object ticks(DoubleSummaryStatistics range) {
        double low = range.getMin();
        double high = range.getMax();
        if (high < 10 * low) return "L" + Scale.step((high - low) / 5);
        long decades = Math.round(Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)));
        return decades < 3 || high < 100 * low ? "D2" : (decades + 6) / 7;
    }

    private static Map<String, Object> mark(Figure figure, Frame.Marker m) {
        var label = Notation.plotly(m.label());
        if (m.level()) return Map.of("label", label, "y", m.at(), "log", figure.frame.log());
        return Map.of("label", label, "x", figure.dates() ? Series.time(m.at()).toString() : (Object) m.at());
    }

    /** JSON inside a script element: no {@code <} can end it. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029",
                    "\\u2029");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
