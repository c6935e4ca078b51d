package unrolled.view;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The colours of values: on both sides of zero the same range, else from the lowest to the highest value. */
record HeatScale(Scale scale, List<String> colors) {
    private static final int TICKS = 5;

    /** One scale for all grids that stand together. */
    static HeatScale of(Peers grids) {
        var s = grids.plots(Grid.class).flatMap(grid -> Arrays.stream(grid.values)).flatMapToDouble(DoubleStream::of)
                .filter(v -> !Double.isNaN(v)).summaryStatistics();
        double size = Math.max(Math.abs(s.getMin()), Math.abs(s.getMax()));
        if (grids.frame().log()) return new HeatScale(Scale.tightLog(s.getMin(), s.getMax()), Palette.SEQUENTIAL);
        if (s.getMin() < 0 && s.getMax() > 0) return new HeatScale(Scale.tight(-size, size, TICKS), Palette.DIVERGING);
        return new HeatScale(Scale.tight(s.getMin(), s.getMax(), TICKS), Palette.SEQUENTIAL);
    }

    int argb(double value) {
        return Palette.between(colors, scale.place(value));
    }

    /** A bar of all colours at the right of a box, with its ticks and, at {@code end}, its title. */
    void draw(Svg svg, Box box, String title, double end) {
        double atX = box.right() + 16;
        svg.add("<linearGradient id=\"heat\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">");
        int last = colors.size() - 1;
        for (int k = 0; k <= last; k++) {
            svg.add("<stop offset=\"%.3f\" stop-color=\"%s\"/>", (double) k / last, colors.get(k));
        }
        svg.add("</linearGradient><rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"%.1f\" fill=\"url(#heat)\"/>", atX,
                box.top(), box.height());
        for (var tick : scale.ticks) {
            svg.data(atX + 19, box.bottom() - scale.place(tick.at()) * box.height() + 5, "start", tick.label());
        }
        svg.upwards(end, box.centre(), title);
    }
}
