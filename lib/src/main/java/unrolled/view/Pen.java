package unrolled.view;

import java.util.Locale;
import unrolled.view.Palette.Style;

/** Draws series on the axes of a plot. */
record Pen(Svg svg, Axes axes) {
    private static final int POINTS = 1200;           // a line with more is thinned to its extremes

    void line(Series s, Style style) {
        svg.add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" "
                + "stroke-dasharray=\"%s\"/>", path(s), style.color(), style.dashes());
    }

    /** Missing values break the line; of a long line only the lowest and highest point of each stretch are drawn. */
    String path(Series s) {
        var path = new StringBuilder();
        boolean down = false;
        int stretch = Math.max(1, 2 * s.y.length / POINTS);
        for (int from = 0; from < s.y.length; from += stretch) {
            for (int k : extremes(s.y, from, Math.min(from + stretch, s.y.length))) {
                boolean missing = Double.isNaN(s.y[k]) || Double.isNaN(s.x[k]);
                if (!missing) path.append(to(down, s.x[k], s.y[k]));
                down = !missing;
            }
        }
        return path.toString();
    }

    private String to(boolean down, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", axes.px(x), axes.py(y));
    }

    private static int[] extremes(double[] y, int from, int to) {
        int low = from;
        int high = from;
        for (int k = from; k < to; k++) {
            if (Double.isNaN(y[k])) return new int[] {k};
            if (y[k] < y[low]) low = k;
            if (y[k] > y[high]) high = k;
        }
        return low == high ? new int[] {low} : new int[] {Math.min(low, high), Math.max(low, high)};
    }

    /** A closed shape for each stretch of points that have an interval. */
    void band(Series s, Style style) {
        var path = new StringBuilder();
        for (int from = 0; from < s.y.length; from++) {
            if (!s.banded(from)) continue;
            int to = from;
            while (to < s.y.length && s.banded(to)) to++;
            for (int k = from; k < to; k++) path.append(to(k > from, s.x[k], s.high[k]));
            for (int k = to - 1; k >= from; k--) path.append(to(true, s.x[k], s.low[k]));
            path.append('Z');
            from = to;
        }
        if (path.length() > 0) svg.add("<path d=\"%s\" fill=\"%s\" fill-opacity=\".2\"/>", path, style.color());
    }

    /** The interval of point {@code k}, if it has one, at a place of the drawing. */
    void whisker(double atX, Series s, int k) {
        if (!s.banded(k)) return;
        svg.add("<path d=\"M%.1f %.1fV%.1fm-4 0h8M%.1f %.1fh8\" fill=\"none\" stroke=\"currentColor\" "
                + "stroke-width=\"1.5\"/>", atX, axes.py(s.low[k]), axes.py(s.high[k]), atX - 4, axes.py(s.low[k]));
    }

    void symbols(Series s, Style style) {
        var path = new StringBuilder();
        for (int k = 0; k < s.y.length; k++) {
            boolean missing = Double.isNaN(s.y[k]) || Double.isNaN(s.x[k]);
            if (!missing) path.append(style.shape(axes.px(s.x[k]), axes.py(s.y[k])));
        }
        svg.add("<path d=\"%s\" fill=\"%s\"/>", path, style.color());
    }

    /** A line from the left to the right end. */
    void baseline(double atY) {
        svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", axes.box().left(), atY,
                axes.box().right());
    }

    /** A dashed line: a mark, a level, a diagonal. */
    void rule(double x1, double y1, double x2, double y2) {
        svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-dasharray=\"6 4\" opacity=\".65\"/>",
                x1, y1, x2, y2);
    }

    /** Begins a group of which nothing shows outside of the box. */
    void clip() {
        var box = axes.box();
        var plot = "plot" + (int) box.left() + "x" + (int) box.top();
        svg.add("<clipPath id=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>"
                + "<g clip-path=\"url(#%s)\">", plot, box.left(), box.top(), box.width(), box.height(), plot);
    }
}
