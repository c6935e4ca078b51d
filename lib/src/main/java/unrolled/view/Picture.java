package unrolled.view;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import unrolled.view.Figure.Kind;
import unrolled.view.Palette.Style;

/** The static picture of a figure, in SVG: what shows where no script runs. */
final class Picture {
    static final int WIDTH = 720;
    static final int HEIGHT = 400;

    private static final int FONT = 14;
    private static final double LETTER = 7.8;         // mean width of a letter at that size, in pixels
    private static final int POINTS = 1200;           // a line with more is thinned to its extremes
    static final int MARKED_POINTS = 40;              // a line with fewer shows a symbol at each point

    private final Figure figure;
    private final Svg svg = new Svg(WIDTH, HEIGHT);
    private final List<Style> styles;
    private final Scale x;
    private final Scale y;
    private double left = 62;
    private double right = WIDTH - 20;
    private double top = 16;
    private final double bottom = HEIGHT - 58;

    private Picture(Figure figure) {
        this.figure = figure;
        styles = Palette.styles(figure.names());
        boolean grid = figure.content.kind() == Kind.HEAT_MAP;
        if (grid) right -= 84;
        if (styles.size() > 1) top += 28 * legendRows();
        y = grid ? rows() : vertical();
        left = 46 + Math.min(150, y.ticks.stream().mapToDouble(t -> width(t.label())).max().orElse(0));
        x = grid || figure.content.kind() == Kind.BARS ? columns() : horizontal();
        if (!figure.frame.markers().isEmpty()) top += 20;
    }

    static Svg svg(Figure figure) {
        return new Picture(figure).draw();
    }

    private static double width(String text) {
        return text.length() * LETTER;
    }

    private DoubleStream values(boolean ofX) {
        return figure.content.series().stream().flatMapToDouble(s -> DoubleStream.of(ofX ? s.x : s.y))
                .filter(v -> !Double.isNaN(v));
    }

    private Scale vertical() {
        var range = figure.frame.diagonal() ? DoubleStream.concat(values(true), values(false)) : values(false);
        var s = range.summaryStatistics();
        if (figure.frame.logY()) return Scale.log(s.getMin(), s.getMax());
        if (figure.content.kind() == Kind.BARS) return Scale.round(Math.min(0, s.getMin()), Math.max(0, s.getMax()), 5);
        return Scale.padded(s.getMin(), s.getMax(), 6);
    }

    /** How many powers of ten a logarithmic axis spans. */
    static long decades(Figure figure) {
        var s = new Picture(figure).values(false).summaryStatistics();
        return Math.round(Math.ceil(Math.log10(s.getMax())) - Math.floor(Math.log10(s.getMin())));
    }

    /** Whether x counts so few steps that each can have its tick mark. */
    static boolean fewSteps(Figure figure) {
        return !figure.dates() && figure.content.series().stream().flatMapToDouble(s -> DoubleStream.of(s.x))
                .allMatch(v -> v == Math.rint(v) && Math.abs(v) <= 10);
    }

    private Scale horizontal() {
        if (figure.frame.diagonal()) return y;
        var s = DoubleStream.concat(values(true), figure.frame.markers().stream().mapToDouble(Figure.Marker::x))
                .summaryStatistics();
        if (figure.dates()) return Scale.dates(s.getMin(), s.getMax(), 8);
        if (figure.content.kind() != Kind.LINE) return Scale.padded(s.getMin(), s.getMax(), 8);
        int ticks = fewSteps(figure) ? (int) Math.max(1, s.getMax() - s.getMin()) : 8;
        return Scale.tight(s.getMin(), s.getMax(), ticks);
    }

    private Scale columns() {
        return named(figure.content.columns(), figure.content.grid() == null ? 0 : figure.content.grid()[0].length);
    }

    private Scale rows() {
        return named(figure.content.rows(), figure.content.grid().length);
    }

    private static Scale named(List<String> names, int count) {
        return names.isEmpty() ? Scale.tight(0.5, count + 0.5, 8) : Scale.categories(names);
    }

    private double px(double value) {
        return left + x.place(value) * (right - left);
    }

    private double py(double value) {
        double share = y.place(value);
        return figure.content.kind() == Kind.HEAT_MAP ? top + share * (bottom - top) : bottom - share * (bottom - top);
    }

    private Svg draw() {
        axes();
        switch (figure.content.kind()) {
            case LINE -> lines();
            case SCATTER -> symbols();
            case BARS -> bars();
            case HEAT_MAP -> heat();
        }
        if (figure.frame.diagonal()) rule(px(y.low), py(y.low), px(y.high), py(y.high));
        for (var marker : figure.frame.markers()) {
            rule(px(marker.x()), top, px(marker.x()), bottom);
            svg.text(px(marker.x()), top - 8, "middle", marker.label());
        }
        if (styles.size() > 1) legend();
        return svg;
    }

    private void rule(double x1, double y1, double x2, double y2) {
        svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-dasharray=\"6 4\" opacity=\".65\"/>",
                x1, y1, x2, y2);
    }

    private void axes() {
        boolean grid = figure.content.kind() == Kind.HEAT_MAP;
        for (var tick : y.ticks) {
            if (!grid) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".15\"/>", left,
                    py(tick.at()), right);
            svg.text(left - 8, py(tick.at()) + 5, "end", shorten(tick.label(), 150));
        }
        double room = (right - left) / Math.max(1, x.ticks.size());
        for (var tick : x.ticks) {
            if (!grid && figure.content.kind() != Kind.BARS) {
                svg.add("<path d=\"M%.1f %.1fv5\" stroke=\"currentColor\" opacity=\".6\"/>", px(tick.at()), bottom);
            }
            svg.text(px(tick.at()), bottom + 21, "middle", figure.dates() ? tick.label()
                    : shorten(tick.label(), room - 4));
        }
        if (!grid) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", left, bottom, right);
        svg.text((left + right) / 2, HEIGHT - 12, "middle", figure.frame.x());
        svg.upwards(17, (top + bottom) / 2, figure.frame.y());
    }

    private static String shorten(String label, double room) {
        int letters = (int) Math.max(2, room / LETTER);
        return label.length() <= letters ? label : label.substring(0, letters - 1) + "…";
    }

    private void lines() {
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            svg.add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" "
                    + "stroke-dasharray=\"%s\"/>", path(s), styles.get(k).color(), styles.get(k).dashes());
            if (s.y.length <= MARKED_POINTS) symbols(s, styles.get(k));
        }
    }

    /** Missing values break the line; of a long line only the lowest and highest point of each stretch are drawn. */
    private String path(Series s) {
        var path = new StringBuilder();
        boolean pen = false;
        int stretch = Math.max(1, 2 * s.y.length / POINTS);
        for (int from = 0; from < s.y.length; from += stretch) {
            for (int k : extremes(s.y, from, Math.min(from + stretch, s.y.length))) {
                if (Double.isNaN(s.y[k]) || Double.isNaN(s.x[k])) {
                    pen = false;
                    continue;
                }
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", px(s.x[k]), py(s.y[k])));
                pen = true;
            }
        }
        return path.toString();
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

    private void symbols() {
        for (int k = 0; k < styles.size(); k++) symbols(figure.content.series().get(k), styles.get(k));
    }

    private void symbols(Series s, Style style) {
        var path = new StringBuilder();
        for (int k = 0; k < s.y.length; k++) {
            if (!Double.isNaN(s.y[k]) && !Double.isNaN(s.x[k])) path.append(symbol(px(s.x[k]), py(s.y[k]), style));
        }
        svg.add("<path d=\"%s\" fill=\"%s\" fill-opacity=\".8\"/>", path, style.color());
    }

    private static String symbol(double atX, double atY, Style style) {
        var shape = switch (style.symbol()) {
            case SQUARE -> "m-3.6-3.6h7.2v7.2h-7.2z";
            case DIAMOND -> "m0-5l5 5l-5 5l-5-5z";
            case TRIANGLE_UP -> "m0-5l4.6 8h-9.2z";
            case CROSS -> "m-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z";
            case X -> "m0-2l2.5-2.5l2 2l-2.5 2.5l2.5 2.5l-2 2l-2.5-2.5l-2.5 2.5l-2-2l2.5-2.5l-2.5-2.5l2-2z";
            default -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
        };
        return String.format(Locale.ROOT, "M%.1f %.1f", atX, atY) + shape;
    }

    private void bars() {
        double group = (right - left) / figure.content.columns().size();
        double bar = Math.min(90, group * 0.8 / styles.size());
        double base = figure.frame.logY() ? bottom : py(0);
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            for (int g = 0; g < s.y.length; g++) {
                if (Double.isNaN(s.y[g])) continue;
                double at = px(g) + (k - styles.size() / 2.0) * bar;
                svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", at + 1,
                        Math.min(py(s.y[g]), base), bar - 2, Math.abs(py(s.y[g]) - base), styles.get(k).color());
            }
        }
        if (y.low < 0) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", left, base,
                right);
    }

    /** One pixel a value, enlarged by the browser: a map of 100 × 100 values is some kilobytes, not a megabyte. */
    private void heat() {
        var grid = figure.content.grid();
        var heat = Heat.of(grid);
        var image = new BufferedImage(grid[0].length, grid.length, BufferedImage.TYPE_INT_ARGB);
        for (int r = 0; r < grid.length; r++) for (int c = 0; c < grid[r].length; c++) {
            if (!Double.isNaN(grid[r][c])) image.setRGB(c, r, heat.argb(grid[r][c]));
        }
        svg.add("<image x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" preserveAspectRatio=\"none\" ", left, top,
                right - left,
                bottom - top);
        svg.add("style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>", png(image));
        colorBar(heat);
    }

    private static String png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private void colorBar(Heat heat) {
        double atX = right + 16;
        var scale = Scale.tight(heat.low(), heat.high(), 5);
        svg.add("<linearGradient id=\"heat\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">");
        int last = heat.scale().size() - 1;
        for (int k = 0; k <= last; k++) {
            svg.add("<stop offset=\"%.3f\" stop-color=\"%s\"/>", (double) k / last, heat.scale().get(k));
        }
        svg.add("</linearGradient><rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"%.1f\" fill=\"url(#heat)\"/>", atX,
                top,
                bottom - top);
        for (var tick : scale.ticks) svg.text(atX + 19, bottom - scale.place(tick.at()) * (bottom - top) + 5, "start",
                tick.label());
        svg.upwards(WIDTH - 6, (top + bottom) / 2, figure.content.value());
    }

    private static double entry(String name) {
        return 46 + width(name) + 18;
    }

    private int legendRows() {
        double at = 0;
        int rows = 1;
        for (var name : figure.names()) {
            if (at > 0 && at + entry(name) > WIDTH - 82) {
                at = 0;
                rows++;
            }
            at += entry(name);
        }
        return rows;
    }

    private void legend() {
        double at = left;
        double atY = 22;
        for (int k = 0; k < styles.size(); k++) {
            var name = figure.names().get(k);
            if (at > left && at + entry(name) > WIDTH - 20) {
                at = left;
                atY += 26;
            }
            key(at, atY - 5, k);
            svg.text(at + 46, atY, "start", name);
            at += entry(name);
        }
    }

    private void key(double atX, double atY, int k) {
        var style = styles.get(k);
        switch (figure.content.kind()) {
            case BARS -> svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"12\" fill=\"%s\"/>", atX + 8,
                    atY - 6, style.color());
            case SCATTER -> svg.add("<path d=\"%s\" fill=\"%s\"/>", symbol(atX + 22, atY, style), style.color());
            default -> {
                svg.add("<path d=\"M%.1f %.1fh38\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>", atX,
                        atY,
                        style.color(), style.dashes());
                if (figure.content.series().get(k).y.length <= MARKED_POINTS) {
                    svg.add("<path d=\"%s\" fill=\"%s\"/>", symbol(atX + 19, atY, style), style.color());
                }
            }
        }
    }

    /** The colours of a heat map: on both sides of zero the same range, else from the lowest to the highest value. */
    record Heat(double low, double high, List<String> scale) {
        static Heat of(double[][] grid) {
            var s = Arrays.stream(grid).flatMapToDouble(DoubleStream::of).filter(v -> !Double.isNaN(v))
                    .summaryStatistics();
            double size = Math.max(Math.abs(s.getMin()), Math.abs(s.getMax()));
            if (s.getMin() < 0 && s.getMax() > 0) return new Heat(-size, size, Palette.DIVERGING);
            double spread = s.getMax() > s.getMin() ? 0 : 0.5;
            return new Heat(s.getMin() - spread, s.getMax() + spread, Palette.SEQUENTIAL);
        }

        int argb(double value) {
            return Palette.between(scale, (value - low) / (high - low));
        }
    }
}
