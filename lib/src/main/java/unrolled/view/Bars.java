package unrolled.view;

import java.util.List;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/** Groups of bars side by side, from zero up or down: a group for each name, a colour for each series. */
record Bars(List<String> columns, List<Series> series) implements Plot {
    private static final double WIDEST = 90;

    Bars {
        Series.expectFew(series);
        for (var s : series) if (s.y.length != columns.size()) {
            throw new IllegalArgumentException("Figures.bars expects " + columns.size()
                    + " values, one for each label, got " + s.y.length + " (series '" + s.name + "')");
        }
    }

    @Override public String kind() {
        return "bars";
    }

    @Override public Axis x(Peers peers, double width) {
        return Axis.of(Scale.categories(columns)).named(columns).unruled();
    }

    @Override public Axis y(Peers peers, double height) {
        var s = peers.y();
        if (peers.frame().log()) return Axis.of(Scale.log(s.getMin(), s.getMax()));
        return Axis.of(Scale.round(Math.min(0, s.getMin()), Math.max(0, s.getMax()), Axis.ticksUp(height)));
    }

    @Override public boolean fillsItsWidth() {
        return true;
    }

    @Override public boolean fits(Plot other) {
        return other instanceof Bars bars && bars.columns.equals(columns);
    }

    @Override public void draw(Pen pen, List<Style> styles, Peers peers) {
        var box = pen.axes().box();
        double bar = Math.min(WIDEST, box.width() / columns.size() * 0.8 / styles.size());
        double base = peers.frame().log() ? box.bottom() : pen.axes().py(0);
        for (int k = 0; k < styles.size(); k++) {
            var s = series.get(k);
            for (int g = 0; g < s.y.length; g++) {
                if (Double.isNaN(s.y[g])) continue;
                double left = pen.axes().px(g) + (k - styles.size() / 2.0) * bar;
                draw(pen, left, bar, base, pen.axes().py(s.y[g]), styles.get(k));
                pen.whisker(left + bar / 2, s, g);
            }
        }
        if (pen.axes().y().scale().low < 0) pen.baseline(base);
    }

    private static void draw(Pen pen, double left, double width, double base, double end, Style style) {
        double gap = Math.min(1, width / 6);
        pen.svg().add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", left + gap,
                Math.min(end, base), width - 2 * gap, Math.abs(end - base), style.color());
    }

    @Override public void key(Svg svg, double x, double y, Style style, boolean marked) {
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"12\" fill=\"%s\"/>", x + 8, y - 6, style.color());
    }

    @Override public List<Trace> traces(List<Style> styles) {
        return Traces.each(series, styles, Traces::bars);
    }
}
