package unrolled.view;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
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

    private static final double LETTER = 7.8;         // mean width of a letter at that size, in pixels
    private static final int POINTS = 1200;           // a line with more is thinned to its extremes
    private static final int TITLE = 26;
    private static final double PLOT_WIDTH = WIDTH - 90;
    private static final double PLOT_HEIGHT = HEIGHT - 74;
    static final int MARKED_POINTS = 40;              // a line with fewer shows a symbol at each point

    /** Where the plot itself lies in the drawing. */
    record Box(double left, double top, double right, double bottom) {
        double width() {
            return right - left;
        }

        double height() {
            return bottom - top;
        }
    }

    private final Figure figure;
    private final List<Figure> peers;
    private final Svg svg;
    private final List<Style> styles;
    private final Scale x;
    private final Scale y;
    private final Box box;

    /** The whole picture of one figure. */
    private Picture(Figure figure) {
        this(figure, List.of(figure), new Svg(WIDTH, HEIGHT), box(figure));
    }

    /** A part of a drawing; its axes are wide enough for all of {@code peers}. */
    Picture(Figure figure, List<Figure> peers, Svg svg, Box box) {
        this.figure = figure;
        this.peers = peers;
        this.svg = svg;
        this.box = box;
        var all = Palette.styles(names(peers));
        styles = figure.names().stream().map(name -> all.get(names(peers).indexOf(name))).toList();
        y = vertical(figure, peers, box.height());
        x = isGrid() || figure.content.kind() == Kind.BARS ? columns(box.width()) : horizontal(box.width());
    }

    static List<String> names(List<Figure> figures) {
        return figures.stream().flatMap(f -> f.names().stream()).distinct().toList();
    }

    private static Box box(Figure figure) {
        boolean grid = figure.content.kind() == Kind.HEAT_MAP;
        double right = WIDTH - (grid ? 104 : margin(figure));
        double top = 16 + (figure.frame.title() == null ? 0 : TITLE)
                + (figure.names().size() > 1 ? Legend.ROW * Legend.rows(figure.names(), WIDTH - 82) : 0);
        double left = 46 + labelWidth(vertical(figure, List.of(figure), PLOT_HEIGHT));
        return new Box(left, top + (figure.verticals().isEmpty() ? 0 : 20), right, HEIGHT - 58);
    }

    /** At the right of a plot: bars fill theirs, so the names of levels stand beside it. */
    static int margin(Figure figure) {
        boolean bars = figure.content.kind() == Kind.BARS;
        return 20 + (int) figure.frame.markers().stream().filter(m -> bars && m.level())
                .mapToDouble(m -> width(m.label())).max().orElse(0);
    }

    static double labelWidth(Scale y) {
        return Math.min(150, y.ticks.stream().mapToDouble(t -> width(t.label())).max().orElse(0));
    }

    static Svg svg(Figure figure) {
        var picture = new Picture(figure);
        picture.frame();
        picture.draw(true, true);
        return picture.svg;
    }

    static double width(String text) {
        return text.length() * LETTER;
    }

    private boolean isGrid() {
        return figure.content.kind() == Kind.HEAT_MAP;
    }

    private static DoubleStream values(List<Figure> figures, boolean ofX) {
        return figures.stream().flatMap(f -> f.content.series().stream())
                .flatMapToDouble(s -> ofX ? DoubleStream.of(s.x) : s.low == null ? DoubleStream.of(s.y)
                        : DoubleStream.concat(DoubleStream.of(s.y), DoubleStream.concat(DoubleStream.of(s.low),
                                DoubleStream.of(s.high))))
                .filter(v -> !Double.isNaN(v));
    }

    private static DoubleStream markers(List<Figure> figures, boolean level) {
        return figures.stream().flatMap(f -> f.frame.markers().stream()).filter(m -> m.level() == level)
                .mapToDouble(Figure.Marker::at);
    }

    static Scale vertical(Figure figure, List<Figure> peers, double height) {
        int count = (int) Math.max(3, Math.round(6 * height / PLOT_HEIGHT));
        if (figure.content.kind() == Kind.HEAT_MAP) {
            return named(figure.content.rows(), figure.content.ys(), figure.content.grid().length, count + 2);
        }
        var range = DoubleStream.concat(values(peers, false), markers(peers, true));
        var s = (figure.frame.diagonal() ? DoubleStream.concat(values(peers, true), range) : range).summaryStatistics();
        if (figure.frame.log()) return Scale.log(s.getMin(), s.getMax());
        if (figure.content.kind() == Kind.BARS) {
            return Scale.round(Math.min(0, s.getMin()), Math.max(0, s.getMax()), count);
        }
        return Scale.padded(s.getMin(), s.getMax(), count);
    }

    /** The least and the largest y, ends of intervals and levels included. */
    static DoubleSummaryStatistics range(Figure figure) {
        var peers = List.of(figure);
        return DoubleStream.concat(values(peers, false), markers(peers, true)).summaryStatistics();
    }

    /** How many powers of ten a logarithmic axis spans. */
    static long decades(Figure figure) {
        var s = range(figure);
        return Math.round(Math.ceil(Math.log10(s.getMax())) - Math.floor(Math.log10(s.getMin())));
    }

    /** Whether x counts so few steps that each can have its tick mark. */
    static boolean fewSteps(Figure figure) {
        return !figure.dates() && figure.content.series().stream().flatMapToDouble(s -> DoubleStream.of(s.x))
                .allMatch(v -> v == Math.rint(v) && Math.abs(v) <= 10);
    }

    private Scale horizontal(double width) {
        if (figure.frame.diagonal()) return y;
        int count = (int) Math.max(4, Math.round(8 * width / PLOT_WIDTH));
        var s = DoubleStream.concat(values(peers, true), markers(peers, false)).summaryStatistics();
        if (figure.dates()) return Scale.dates(s.getMin(), s.getMax(), count);
        if (figure.content.kind() != Kind.LINE) return Scale.padded(s.getMin(), s.getMax(), count);
        int steps = (int) Math.max(1, s.getMax() - s.getMin());
        return Scale.tight(s.getMin(), s.getMax(), fewSteps(figure) && steps <= count + 2 ? steps : count);
    }

    private Scale columns(double width) {
        var content = figure.content;
        return named(content.columns(), content.xs(), content.grid() == null ? 0 : content.grid()[0].length,
                (int) Math.max(4, Math.round(8 * width / PLOT_WIDTH)));
    }

    /** Rows or columns: their names, or their places on a surface, or their numbers from 1. */
    private static Scale named(List<String> names, double[] places, int count, int ticks) {
        if (!names.isEmpty()) return Scale.categories(names);
        if (places == null) return Scale.tight(0.5, count + 0.5, ticks);
        double half = (places[1] - places[0]) / 2;
        return Scale.tight(places[0] - half, places[count - 1] + half, ticks);
    }

    private double px(double value) {
        return box.left + x.place(value) * box.width();
    }

    private double py(double value) {
        double share = y.place(value) * box.height();
        return isGrid() && figure.content.ys() == null ? box.top + share : box.bottom - share;
    }

    /** What one figure has once: titles, legend, the scale of the colours. */
    private void frame() {
        double atY = 0;
        if (figure.frame.title() != null) {
            svg.heading((box.left + box.right) / 2, 20, "middle", figure.frame.title());
            atY = TITLE;
        }
        if (styles.size() > 1) Legend.of(figure.content.kind(), List.of(figure)).draw(svg, box.left, WIDTH, atY + 22);
        if (isGrid()) colorBar(svg, box, Heat.of(peers), figure.content.value(), WIDTH - 6);
        svg.text((box.left + box.right) / 2, HEIGHT - 12, "middle", figure.frame.x());
        svg.upwards(17, (box.top + box.bottom) / 2, figure.frame.y());
    }

    /** The plot with its axes; with tick labels below and at the left where they are wanted. */
    void draw(boolean below, boolean atLeft) {
        axes(below, atLeft);
        switch (figure.content.kind()) {
            case LINE -> lines();
            case SCATTER -> points();
            case BARS -> bars();
            case HEAT_MAP -> heat();
        }
        if (figure.frame.diagonal()) rule(px(y.low), py(y.low), px(y.high), py(y.high));
        boolean beside = figure.content.kind() == Kind.BARS && peers.size() == 1;
        for (var marker : figure.frame.markers()) {
            if (marker.level()) {
                rule(box.left, py(marker.at()), box.right, py(marker.at()));
                if (beside) svg.text(box.right + 6, py(marker.at()) + 5, "start", marker.label());
                else svg.text(box.right - 4, py(marker.at()) + (marker.at() < 0 ? 16 : -5), "end", marker.label());
            } else {
                rule(px(marker.at()), box.top, px(marker.at()), box.bottom);
                svg.text(px(marker.at()), box.top - 8, "middle", marker.label());
            }
        }
    }

    private void rule(double x1, double y1, double x2, double y2) {
        svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-dasharray=\"6 4\" opacity=\".65\"/>",
                x1, y1, x2, y2);
    }

    private void axes(boolean below, boolean atLeft) {
        for (var tick : y.ticks) {
            if (!isGrid()) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".15\"/>", box.left,
                    py(tick.at()), box.right);
            if (atLeft) svg.text(box.left - 8, py(tick.at()) + 5, "end", shorten(tick.label(), 150));
        }
        double room = box.width() / Math.max(1, x.ticks.size());
        int every = every(figure, room);
        for (int k = 0; k < x.ticks.size(); k++) {
            var tick = x.ticks.get(k);
            if (!isGrid() && figure.content.kind() != Kind.BARS) {
                svg.add("<path d=\"M%.1f %.1fv5\" stroke=\"currentColor\" opacity=\".6\"/>", px(tick.at()), box.bottom);
            }
            if (below && k % every == 0) svg.text(px(tick.at()), box.bottom + 21, "middle",
                    figure.dates() || every > 1 ? tick.label() : shorten(tick.label(), room - 4));
        }
        if (!isGrid()) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", box.left,
                box.bottom, box.right);
    }

    /** Bars and columns that are numbered are labelled as often as there is room; names are shortened instead. */
    static int every(Figure figure, double room) {
        var names = figure.content.columns();
        if (!names.stream().allMatch(name -> name.matches("[−-]?[\\d.]+"))) return 1;
        double widest = names.stream().mapToDouble(Picture::width).max().orElse(0);
        return (int) Math.max(1, Math.ceil((widest + 6) / room));
    }

    static double barRoom(Figure figure) {
        return PLOT_WIDTH / Math.max(1, figure.content.columns().size());
    }

    private static String shorten(String label, double room) {
        int letters = (int) Math.max(2, room / LETTER);
        return label.length() <= letters ? label : label.substring(0, letters - 1) + "…";
    }

    private void lines() {
        for (int k = 0; k < styles.size(); k++) band(figure.content.series().get(k), styles.get(k));
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            svg.add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" "
                    + "stroke-dasharray=\"%s\"/>", path(s), styles.get(k).color(), styles.get(k).dashes());
            if (s.y.length <= MARKED_POINTS) symbols(s, styles.get(k));
        }
    }

    /** A closed shape for each stretch of points that have an interval. */
    private void band(Series s, Style style) {
        var path = new StringBuilder();
        for (int from = 0; from < s.y.length; from++) {
            if (!s.banded(from)) continue;
            int to = from;
            while (to < s.y.length && s.banded(to)) to++;
            for (int k = from; k < to; k++) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", k > from ? "L" : "M", px(s.x[k]), py(s.high[k])));
            }
            for (int k = to - 1; k >= from; k--) {
                path.append(String.format(Locale.ROOT, "L%.1f %.1f", px(s.x[k]), py(s.low[k])));
            }
            path.append('Z');
            from = to;
        }
        if (path.length() > 0) svg.add("<path d=\"%s\" fill=\"%s\" fill-opacity=\".2\"/>", path, style.color());
    }

    private void whisker(double atX, Series s, int k) {
        if (!s.banded(k)) return;
        svg.add("<path d=\"M%.1f %.1fV%.1fm-4 0h8M%.1f %.1fh8\" fill=\"none\" stroke=\"currentColor\" "
                + "stroke-width=\"1.5\"/>", atX, py(s.low[k]), py(s.high[k]), atX - 4, py(s.low[k]));
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

    private void points() {
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            for (int p = 0; p < s.y.length; p++) whisker(px(s.x[p]), s, p);
            symbols(s, styles.get(k));
        }
    }

    private void symbols(Series s, Style style) {
        var path = new StringBuilder();
        for (int k = 0; k < s.y.length; k++) {
            if (!Double.isNaN(s.y[k]) && !Double.isNaN(s.x[k])) path.append(symbol(px(s.x[k]), py(s.y[k]), style));
        }
        svg.add("<path d=\"%s\" fill=\"%s\" fill-opacity=\".8\"/>", path, style.color());
    }

    static String symbol(double atX, double atY, Style style) {
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
        double group = box.width() / figure.content.columns().size();
        double bar = Math.min(90, group * 0.8 / styles.size());
        double gap = Math.min(1, bar / 6);
        double base = figure.frame.log() ? box.bottom : py(0);
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            for (int g = 0; g < s.y.length; g++) {
                if (Double.isNaN(s.y[g])) continue;
                double at = px(g) + (k - styles.size() / 2.0) * bar;
                svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", at + gap,
                        Math.min(py(s.y[g]), base), bar - 2 * gap, Math.abs(py(s.y[g]) - base), styles.get(k).color());
                whisker(at + bar / 2, s, g);
            }
        }
        if (y.low < 0) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", box.left,
                base, box.right);
    }

    /** One pixel a value, enlarged by the browser: a map of 100 × 100 values is some kilobytes, not a megabyte. */
    private void heat() {
        var grid = figure.content.grid();
        boolean upwards = figure.content.ys() != null;
        var heat = Heat.of(peers);
        var image = new BufferedImage(grid[0].length, grid.length, BufferedImage.TYPE_INT_ARGB);
        for (int r = 0; r < grid.length; r++) for (int c = 0; c < grid[r].length; c++) {
            int row = upwards ? grid.length - 1 - r : r;
            if (!Double.isNaN(grid[r][c])) image.setRGB(c, row, heat.argb(grid[r][c]));
        }
        svg.add("<image x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" preserveAspectRatio=\"none\" ",
                box.left, box.top, box.width(), box.height());
        svg.add("style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>", png(image));
        over();
    }

    /** Paths over a surface, with a white edge that tells them from every colour below; what leaves it is cut off. */
    private void over() {
        if (styles.isEmpty()) return;
        var plot = "plot" + (int) box.left + "x" + (int) box.top;
        svg.add("<clipPath id=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>"
                + "<g clip-path=\"url(#%s)\">", plot, box.left, box.top, box.width(), box.height(), plot);
        for (int k = 0; k < styles.size(); k++) {
            var s = figure.content.series().get(k);
            svg.add("<path d=\"%1$s\" fill=\"none\" stroke=\"#fff\" stroke-width=\"5\"/><path d=\"%1$s\" "
                    + "fill=\"none\" stroke=\"%2$s\" stroke-width=\"2\"/>", path(s), styles.get(k).color());
            for (int p = 0; p < s.y.length && s.y.length <= MARKED_POINTS; p++) {
                svg.add("<path d=\"%s\" fill=\"%s\" stroke=\"#fff\"/>", symbol(px(s.x[p]), py(s.y[p]),
                        styles.get(k)), styles.get(k).color());
            }
        }
        svg.add("</g>");
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

    static void colorBar(Svg svg, Box box, Heat heat, String title, double end) {
        double atX = box.right + 16;
        svg.add("<linearGradient id=\"heat\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">");
        int last = heat.colors().size() - 1;
        for (int k = 0; k <= last; k++) {
            svg.add("<stop offset=\"%.3f\" stop-color=\"%s\"/>", (double) k / last, heat.colors().get(k));
        }
        svg.add("</linearGradient><rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"%.1f\" fill=\"url(#heat)\"/>", atX,
                box.top, box.height());
        for (var tick : heat.scale().ticks) {
            svg.text(atX + 19, box.bottom - heat.scale().place(tick.at()) * box.height() + 5, "start", tick.label());
        }
        svg.upwards(end, (box.top + box.bottom) / 2, title);
    }

    /** The colours of a heat map: on both sides of zero the same range, else from the lowest to the highest value. */
    record Heat(Scale scale, List<String> colors) {
        static Heat of(Figure figure) {
            return of(List.of(figure));
        }

        static Heat of(List<Figure> figures) {
            var s = figures.stream().flatMap(f -> Arrays.stream(f.content.grid())).flatMapToDouble(DoubleStream::of)
                    .filter(v -> !Double.isNaN(v)).summaryStatistics();
            double size = Math.max(Math.abs(s.getMin()), Math.abs(s.getMax()));
            if (figures.get(0).frame.log()) return new Heat(Scale.tightLog(s.getMin(), s.getMax()), Palette.SEQUENTIAL);
            if (s.getMin() < 0 && s.getMax() > 0) return new Heat(Scale.tight(-size, size, 5), Palette.DIVERGING);
            return new Heat(Scale.tight(s.getMin(), s.getMax(), 5), Palette.SEQUENTIAL);
        }

        int argb(double value) {
            return Palette.between(colors, scale.place(value));
        }
    }
}
