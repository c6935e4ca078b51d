package unrolled.view;

import java.util.Arrays;
import java.util.List;
import unrolled.view.Palette.Style;

/** A value over a plane of two numbers, x to the right and y upwards, with paths over it. */
final class Surface extends Grid {
    private final double[] xs;
    private final double[] ys;
    private final List<Series> paths;

    Surface(String value, double[] xs, double[] ys, double[][] values) {
        this(value, xs.clone(), ys.clone(), values, List.of());
        expectPlaces("x", "column", xs, values[0].length);
        expectPlaces("y", "row", ys, values.length);
    }

    private Surface(String value, double[] xs, double[] ys, double[][] values, List<Series> paths) {
        super("Figures.surface", value, values);
        this.xs = xs;
        this.ys = ys;
        this.paths = paths;
    }

    private static void expectPlaces(String axis, String what, double[] places, int count) {
        if (places.length != count || count < 2) {
            throw new IllegalArgumentException("Figures.surface expects " + (count < 2 ? "two places or more"
                    : count + " places, one for each " + what) + ", got " + places.length + " (" + axis + ")");
        }
        double step = (places[count - 1] - places[0]) / (count - 1);
        for (int k = 1; k < count; k++) {
            if (step > 0 && Math.abs(places[k] - places[k - 1] - step) <= 1e-6 * step) continue;
            throw new IllegalArgumentException("Figures.surface expects places from low to high, evenly spaced, got "
                    + places[k] + " after " + places[k - 1] + " (" + axis + ", place " + k + ")");
        }
    }

    @Override public List<Series> series() {
        return paths;
    }

    @Override public Plot over(String who, List<Series> paths) {
        Series.expectFew(paths);
        return new Surface(value, xs, ys, values, paths);
    }

    @Override public Axis x(Peers peers, double width) {
        return axis(xs, Axis.ticksAcross(width));
    }

    @Override public Axis y(Peers peers, double height) {
        return axis(ys, Axis.ticksUp(height) + 2);
    }

    /** Half a place free at both ends: a place is the middle of its colour. */
    private static Axis axis(double[] places, int ticks) {
        double half = (places[1] - places[0]) / 2;
        return Axis.of(Scale.tight(places[0] - half, places[places.length - 1] + half, ticks)).unruled();
    }

    @Override boolean upwards() {
        return true;
    }

    @Override Object[] columnPlaces() {
        return Traces.places(xs);
    }

    @Override Object[] rowPlaces() {
        return Traces.places(ys);
    }

    @Override public boolean fits(Plot other) {
        return super.fits(other) && other instanceof Surface surface && Arrays.equals(surface.xs, xs)
                && Arrays.equals(surface.ys, ys);
    }

    @Override public void draw(Pen pen, List<Style> styles, Peers peers) {
        super.draw(pen, styles, peers);
        if (styles.isEmpty()) return;
        pen.clip();
        for (int k = 0; k < styles.size(); k++) draw(pen, paths.get(k), styles.get(k));
        pen.svg().add("</g>");
    }

    /** With a white edge that tells a path from every colour below. */
    private static void draw(Pen pen, Series path, Style style) {
        pen.svg().add("<path d=\"%1$s\" fill=\"none\" stroke=\"#fff\" stroke-width=\"5\"/><path d=\"%1$s\" "
                + "fill=\"none\" stroke=\"%2$s\" stroke-width=\"2\"/>", pen.path(path), style.color());
        for (int p = 0; p < path.y.length && path.marked(); p++) {
            var shape = style.shape(pen.axes().px(path.x[p]), pen.axes().py(path.y[p]));
            pen.svg().add("<path d=\"%s\" fill=\"%s\" stroke=\"#fff\"/>", shape, style.color());
        }
    }
}
