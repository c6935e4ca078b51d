package unrolled.view;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/** A line for each series, its band behind it; short ones show a symbol at each point. */
record Lines(List<Series> series) implements Along {
    private static final int FEW = 10;

    Lines {
        Series.expectFew(series);
        Series.expectOneAxis(series);
    }

    @Override public String kind() {
        return "lines";
    }

    @Override public Axis x(Peers peers, double width) {
        int count = Axis.ticksAcross(width);
        var s = peers.x();
        if (dates()) return Axis.of(Scale.dates(s.getMin(), s.getMax(), count));
        int steps = (int) Math.max(1, s.getMax() - s.getMin());
        return Axis.of(Scale.tight(s.getMin(), s.getMax(), fewSteps() && steps <= count + 2 ? steps : count));
    }

    /** Whether x counts so few steps that each can have its tick mark. */
    private boolean fewSteps() {
        return !dates() && series.stream().flatMapToDouble(s -> Arrays.stream(s.x))
                .allMatch(v -> v == Math.rint(v) && Math.abs(v) <= FEW);
    }

    @Override public void draw(Pen pen, List<Style> styles, Peers peers) {
        for (int k = 0; k < styles.size(); k++) pen.band(series.get(k), styles.get(k));
        for (int k = 0; k < styles.size(); k++) {
            pen.line(series.get(k), styles.get(k));
            if (series.get(k).marked()) pen.symbols(series.get(k), styles.get(k));
        }
    }

    @Override public void key(Svg svg, double x, double y, Style style, boolean marked) {
        key(svg, x, y, style, style.dashes(), marked);
    }

    static void key(Svg svg, double x, double y, Style style, String dashes, boolean marked) {
        svg.add("<path d=\"M%.1f %.1fh38\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>", x, y,
                style.color(), dashes);
        if (marked) svg.add("<path d=\"%s\" fill=\"%s\"/>", style.shape(x + 19, y), style.color());
    }

    @Override public List<Trace> traces(List<Style> styles) {
        return Traces.each(series, styles, Traces::line);
    }

    @Override public Map<String, Object> settings(Peers peers) {
        return fewSteps() ? Map.of("eachStep", true) : Map.of();
    }
}
