package unrolled.view;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A picture of numbers with axis titles, a caption and an alternative text; {@link Figures} makes it.
 *
 * <p>It never changes: each call gives a new figure. The page gets a static picture (SVG) of the data, which plotly.js
 * replaces by an interactive one where scripts run.
 */
public final class Figure implements Showable {
    enum Kind { LINE, SCATTER, BARS, HEAT_MAP }

    /**
     * What is drawn: points, or a grid of values whose rows run downwards; categories name bars or grid columns.
     * A surface has its places in {@code xs} and {@code ys}, and its rows run upwards.
     */
    record Content(Kind kind, List<Series> series, List<String> columns, List<String> rows, double[][] grid,
            String value, double[] xs, double[] ys) {
        Content(Kind kind, List<Series> series, List<String> columns, List<String> rows, double[][] grid,
                String value) {
            this(kind, series, columns, rows, grid, value, null, null);
        }

        Content over(List<Series> paths) {
            return new Content(kind, paths, columns, rows, grid, value, xs, ys);
        }
    }

    /** What stands around it. */
    record Frame(String title, String x, String y, String caption, String alt, List<Marker> markers, boolean log,
            boolean diagonal) {
        Frame headed(String title) {
            return new Frame(title, x, y, caption, alt, markers, log, diagonal);
        }

        Frame titled(String x, String y) {
            return new Frame(title, x, y, caption, alt, markers, log, diagonal);
        }

        Frame told(String caption, String alt) {
            return new Frame(title, x, y, caption, alt, markers, log, diagonal);
        }

        Frame marked(Marker marker) {
            var all = new ArrayList<>(markers);
            all.add(marker);
            return new Frame(title, x, y, caption, alt, List.copyOf(all), log, diagonal);
        }

        Frame drawn(boolean log, boolean diagonal) {
            return new Frame(title, x, y, caption, alt, markers, log, diagonal);
        }
    }

    /** A line with a label: vertical at a number of the x axis, or level at one of the y axis. */
    record Marker(double at, String label, boolean level) { }

    static final int MOST_SERIES = 5;

    final Content content;
    final Frame frame;

    Figure(Content content, Frame frame) {
        this.content = content;
        this.frame = frame;
    }

    static Figure of(Content content) {
        return new Figure(content, new Frame(null, null, null, null, null, List.of(), false, false));
    }

    /** What messages call this figure. */
    String who() {
        return "Figure '" + (content.value != null ? content.value : String.join(", ", names())) + "'";
    }

    List<String> names() {
        return content.series.stream().map(s -> s.name).toList();
    }

    boolean dates() {
        return !content.series.isEmpty() && content.series.get(0).dates;
    }

    /**
     * The axis titles, each with its unit in brackets: {@code "temperature (°F)"}, {@code "loss (no unit)"}. An axis
     * of dates or of names needs no unit.
     *
     * @throws IllegalArgumentException when a title or its unit is missing
     */
    public Figure axes(String x, String y) {
        expectTitle("x", x, !dates() && content.columns.isEmpty());
        expectTitle("y", y, content.rows.isEmpty());
        return new Figure(content, frame.titled(x, y));
    }

    private void expectTitle(String axis, String title, boolean unit) {
        expectTitle(who(), axis + " axis", title, unit);
    }

    static void expectTitle(String who, String where, String title, boolean unit) {
        if (title == null || title.isBlank()) {
            throw new IllegalArgumentException(who + " expects a title with a unit, got none (" + where + ")");
        }
        if (unit && !title.matches(".*\\(.+\\).*")) {
            throw new IllegalArgumentException(who + " expects a unit in brackets, got \"" + title + "\" (" + where
                    + "); has it none? Then write \"" + title + " (no unit)\"");
        }
    }

    /**
     * One sentence under the figure that says what to see, and a text that says it to those who cannot.
     *
     * @throws IllegalArgumentException when one of them is missing
     */
    public Figure caption(String sentence, String alternative) {
        if (sentence == null || sentence.isBlank()) {
            throw new IllegalArgumentException(who() + " expects a caption sentence, got none");
        }
        if (alternative == null || alternative.isBlank()) {
            throw new IllegalArgumentException(who() + " expects an alternative text, got none (beside the caption)");
        }
        return new Figure(content, frame.told(sentence, alternative));
    }

    /** A vertical line at a day, such as the last day of training: {@code mark(day, "training | held out")}. */
    public Figure mark(LocalDate day, String label) {
        if (!dates()) throw new IllegalArgumentException(who() + " expects a number to mark, got the day " + day
                + " (x axis)");
        return marked(day.toEpochDay(), label);
    }

    /** A vertical line at a number of the x axis. */
    public Figure mark(double x, String label) {
        if (dates()) throw new IllegalArgumentException(who() + " expects a LocalDate to mark, got " + x + " (x axis)");
        return marked(x, label);
    }

    private Figure marked(double x, String label) {
        if (content.kind != Kind.LINE && content.kind != Kind.SCATTER) {
            throw new IllegalArgumentException(who() + " expects lines or points to mark, got "
                    + (content.kind == Kind.BARS ? "bars" : "a heat map"));
        }
        return new Figure(content, frame.marked(new Marker(x, label, false)));
    }

    /**
     * A dashed level line at a number of the y axis: a baseline to beat, a limit of significance.
     *
     * @throws IllegalArgumentException when the figure is a heat map
     */
    public Figure level(double y, String label) {
        if (content.kind == Kind.HEAT_MAP) {
            throw new IllegalArgumentException(who() + " expects lines, points or bars for a level, got a heat map");
        }
        return new Figure(content, frame.marked(new Marker(y, label, true)));
    }

    List<Marker> verticals() {
        return frame.markers.stream().filter(m -> !m.level).toList();
    }

    /**
     * The same figure with a logarithmic y axis; of a heat map or a surface, with a logarithmic colour scale.
     *
     * @throws IllegalArgumentException when a value is zero or negative
     */
    public Figure logarithmic() {
        for (var s : content.series) for (int k = 0; k < s.y.length && content.grid == null; k++) {
            expectPositive(s.y[k], "series '" + s.name + "', point " + k);
            if (s.banded(k)) expectPositive(s.low[k], "series '" + s.name + "', low end of point " + k);
        }
        for (int r = 0; content.grid != null && r < content.grid.length; r++) {
            for (int c = 0; c < content.grid[r].length; c++) {
                expectPositive(content.grid[r][c], "row " + r + ", column " + c);
            }
        }
        return new Figure(content, frame.drawn(true, frame.diagonal));
    }

    private void expectPositive(double value, String where) {
        if (value <= 0) throw new IllegalArgumentException(who() + " expects values above zero for a logarithmic "
                + (content.grid == null ? "axis" : "colour scale") + ", got " + value + " (" + where + ")");
    }

    /**
     * Paths drawn over a surface, such as the steps of a descent.
     *
     * @throws IllegalArgumentException when the figure is not a surface
     */
    public Figure over(Series... paths) {
        if (content.xs == null) {
            throw new IllegalArgumentException(who() + " expects a surface to draw over, got "
                    + (content.kind == Kind.HEAT_MAP ? "a heat map without numbers on its axes" : "lines or bars"));
        }
        Figures.expectSeries(paths);
        return new Figure(content.over(List.of(paths)), frame);
    }

    /** The same figure with a title of its own, for {@link Figures#multiples}. */
    public Figure title(String title) {
        return new Figure(content, frame.headed(title));
    }

    Figure withDiagonal() {
        return new Figure(content, frame.drawn(frame.log, true));
    }

    /**
     * The figure's part of a page: static picture, caption, and the script that makes it interactive.
     *
     * @throws IllegalStateException when axis titles or caption are missing
     */
    @Override public Html html() {
        expectComplete();
        var markup = "<figure class=\"unrolled " + Html.AS_IT_IS + "\" style=\"margin:.5em 0 1em;max-width:"
                + Picture.WIDTH + "px\">" + Svg.THEME
                + "<div class=\"unrolled-" + key() + "\" role=\"img\" aria-label=\"" + Html.escape(frame.alt) + "\">"
                + Picture.svg(this).image(frame.alt) + "</div>"
                + "<figcaption style=\"margin-top:.4em;font-style:italic\">" + Html.escape(frame.caption)
                + "</figcaption>"
                + Plotly.script(this) + "</figure>";
        return Html.raw(markup, toString());
    }

    private void expectComplete() {
        if (frame.x == null) {
            throw new IllegalStateException(who()
                    + " expects axis titles, got none; add .axes(\"step (days)\", \"loss (no unit)\")");
        }
        if (frame.caption == null) {
            throw new IllegalStateException(who() + " expects a caption and an alternative text, got none; add "
                    + ".caption(\"what to see\", \"the same in words\")");
        }
    }

    /** What tells this figure from the others of a notebook, and stays when its cell runs again. */
    String key() {
        var sum = new CRC32();
        sum.update((content.kind + who() + frame).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** Caption, axes and alternative text: what a reader without pictures gets. */
    @Override public String toString() {
        return "Figure: " + frame.caption + "\n  x: " + frame.x + "   y: " + frame.y + "\n  " + frame.alt;
    }
}
