package unrolled.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of an explorer: of one kind, on axes that hold them all, and what changes from one to the next. */
final class Frames {
    private static final double PIXELS = 4000;        // finer than a screen shows a picture of 400

    private final List<Figure> figures;
    private final Peers peers;
    private final Axis x;
    private final Axis y;

    /** @param places what belongs to each figure, in words */
    Frames(List<Figure> figures, List<String> places) {
        expectAlike(figures, places);
        this.figures = figures;
        peers = new Peers(figures);
        x = figures.get(0).plot.x(peers, Picture.WIDTH);
        y = figures.get(0).plot.y(peers, Picture.HEIGHT);
    }

    private static void expectAlike(List<Figure> figures, List<String> places) {
        for (int k = 0; k < figures.size(); k++) {
            var figure = figures.get(k);
            if (figure == null) {
                throw new IllegalArgumentException("Explore expects a figure for each value, got none (" + places.get(k)
                        + ")");
            }
            figure.expectComplete();
            var first = figures.get(0);
            if (kind(figure).equals(kind(first)) && figure.plot.fits(first.plot)) continue;
            throw new IllegalArgumentException("Explore expects frames of one kind, got " + kind(first) + " ("
                    + places.get(0) + ") and " + kind(figure) + " (" + places.get(k) + ")");
        }
    }

    private static String kind(Figure figure) {
        var plot = figure.plot;
        var size = plot instanceof Grid grid ? " of " + grid.values.length + "×" + grid.values[0].length
                + " " + grid.value : "";
        var names = figure.names().isEmpty() ? "" : " " + figure.names();
        return plot.kind() + size + names + (plot.columns().isEmpty() ? "" : " over " + plot.columns())
                + (plot.dates() ? " over dates" : "") + (figure.frame.title() == null ? "" : ", titled")
                + (figure.frame.log() ? ", logarithmic" : "") + (figure.frame.diagonal() ? ", with a diagonal" : "")
                + ", axes " + List.of(figure.frame.x(), figure.frame.y());
    }

    Figure figure(int k) {
        return figures.get(k);
    }

    Svg picture(int k) {
        return Picture.svg(figures.get(k), peers);
    }

    /** The function {@code make} for one of the figures, on the axes of all. */
    String base(int k) {
        var still = new LinkedHashMap<String, Object>();
        if (!figures.get(k).frame.diagonal()) still.put("x", ends(x.scale(), false));
        still.put("y", ends(y.scale(), figures.get(k).plot.logarithmicAxis(figures.get(k).frame)));
        return Plotly.make(figures.get(k), peers, figures.get(k).plot instanceof Grid ? Map.of()
                : Map.of("still", still));
    }

    private Object ends(Scale scale, boolean log) {
        if (log) return List.of(Math.log10(scale.low), Math.log10(scale.high));
        return scale == x.scale() && figures.get(0).dates()
                ? List.of(Series.time(scale.low).toString(), Series.time(scale.high).toString())
                : List.of(scale.low, scale.high);
    }

    // ---- what changes

    /** For each frame what is not the same in all: of each trace, and of what stands around. */
    List<Map<String, Object>> changes() {
        var data = figures.stream().map(this::data).toList();
        var around = figures.stream().map(Frames::around).toList();
        int traces = data.get(0).size();
        var changing = IntStream.range(0, traces)
                .mapToObj(n -> changing(data.stream().map(all -> all.get(n)).toList())).toList();
        var changingAround = changing(around);
        var changes = new ArrayList<Map<String, Object>>();
        for (int k = 0; k < figures.size(); k++) {
            int frame = k;
            var change = new LinkedHashMap<String, Object>();
            change.put("data", IntStream.range(0, traces)
                    .mapToObj(n -> kept(data.get(frame).get(n), changing.get(n))).toList());
            change.put("more", kept(around.get(k), changingAround));
            changes.add(change);
        }
        return changes;
    }

    private static List<String> changing(List<Map<String, Object>> frames) {
        return frames.get(0).keySet().stream()
                .filter(key -> frames.stream().map(frame -> frame.get(key)).distinct().count() > 1).toList();
    }

    private static Map<String, Object> kept(Map<String, Object> all, List<String> keys) {
        var kept = new LinkedHashMap<String, Object>();
        keys.forEach(key -> kept.put(key, all.get(key)));
        return kept;
    }

    private static Map<String, Object> around(Figure figure) {
        var around = new LinkedHashMap<String, Object>();
        if (figure.frame.title() != null) around.put("title", Notation.plotly(figure.frame.title()));
        around.put("marks", Plotly.marks(figure));
        around.put("bands", Plotly.bands(figure));
        around.put("caption", Notation.html(figure.frame.caption()));
        around.put("alt", figure.frame.alt());
        return around;
    }

    private List<Map<String, Object>> data(Figure figure) {
        var data = new ArrayList<Map<String, Object>>();
        if (figure.plot instanceof Grid grid) {
            var colours = HeatScale.of(peers).scale();
            data.add(Map.of("z", Arrays.stream(grid.values).map(row -> rounded(row, colours, figure.frame.log()))
                    .toList()));
        }
        for (var s : figure.plot.series()) data.add(points(figure, s));
        return data;
    }

    private Map<String, Object> points(Figure figure, Series s) {
        var points = new LinkedHashMap<String, Object>();
        if (s.dates) points.put("x", Arrays.stream(s.x).mapToObj(d -> Series.time(d).toString()).toList());
        else if (!(figure.plot instanceof Bars)) points.put("x", rounded(s.x, x.scale(), false));
        points.put("y", rounded(s.y, y.scale(), figure.plot.logarithmicAxis(figure.frame)));
        return points;
    }

    /** As many digits as a picture of 4000 pixels shows; null where a value is missing. */
    private static List<Number> rounded(double[] values, Scale scale, boolean log) {
        int places = (int) Math.ceil(Math.log10(PIXELS / (scale.high - scale.low)));
        return Arrays.stream(values).mapToObj(v -> Double.isNaN(v) ? null : log
                ? rounded(new BigDecimal(v).round(new MathContext(4)))
                : rounded(new BigDecimal(v).setScale(Math.max(0, places), RoundingMode.HALF_EVEN)))
                .collect(Collectors.toList());
    }

    private static Number rounded(BigDecimal value) {
        double number = value.doubleValue();
        return number == Math.rint(number) && Math.abs(number) < 1e9 ? (Number) (long) number : (Number) number;
    }
}
