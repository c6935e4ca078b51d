package unrolled.view;

import java.util.List;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/** A symbol at each point, with a whisker where the series has an interval. */
record Points(List<Series> series) implements Along {
    Points {
        Series.expectFew(series);
        Series.expectOneAxis(series);
    }

    @Override public String kind() {
        return "points";
    }

    @Override public Axis x(Peers peers, double width) {
        int count = Axis.ticksAcross(width);
        var s = peers.x();
        return Axis.of(dates() ? Scale.dates(s.getMin(), s.getMax(), count)
                : Scale.padded(s.getMin(), s.getMax(), count));
    }

    @Override public void draw(Pen pen, List<Style> styles, Peers peers) {
        for (int k = 0; k < styles.size(); k++) {
            var s = series.get(k);
            for (int p = 0; p < s.y.length; p++) pen.whisker(pen.axes().px(s.x[p]), s, p);
            pen.symbols(s, styles.get(k));
        }
    }

    @Override public void key(Svg svg, double x, double y, Style style, boolean marked) {
        svg.add("<path d=\"%s\" fill=\"%s\"/>", style.shape(x + 22, y), style.color());
    }

    @Override public List<Trace> traces(List<Style> styles) {
        return Traces.each(series, styles, Traces::points);
    }
}
