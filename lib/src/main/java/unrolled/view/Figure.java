package unrolled.view;

import java.time.LocalDate;
import java.util.List;

/**
 * A picture of numbers with axis titles, a caption and an alternative text; {@link Figures} makes it.
 *
 * <p>It never changes: each call gives a new figure. The page gets a static picture (SVG) of the data, which plotly.js
 * replaces by an interactive one where scripts run.
 */
public final class Figure implements Interactive {
    static final int MOST_SERIES = 5;

    final Plot plot;
    final Frame frame;

    Figure(Plot plot) {
        this(plot, Frame.EMPTY);
    }

    private Figure(Plot plot, Frame frame) {
        this.plot = plot;
        this.frame = frame;
    }

    /** What messages call this figure. */
    String who() {
        return "Figure '" + plot.subject() + "'";
    }

    List<String> names() {
        return plot.series().stream().map(s -> s.name).toList();
    }

    boolean dates() {
        return plot.dates();
    }

    /**
     * The axis titles, each with its unit in brackets if it has one: {@code "temperature (°F)"}, {@code "loss"}.
     * Letters with an index are set as mathematics: {@code "‖∂L/∂h_t‖"}.
     *
     * @throws IllegalArgumentException when a title is missing, or an index has an open brace
     */
    public Figure axes(String x, String y) {
        Frame.expectTitle(who(), "x axis", x);
        Frame.expectTitle(who(), "y axis", y);
        return new Figure(plot, frame.titled(x, y));
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
        Notation.of(sentence);
        return new Figure(plot, frame.told(sentence, alternative));
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
        if (!plot.takesMarks()) {
            throw new IllegalArgumentException(who() + " expects lines or points to mark, got " + plot.kind());
        }
        return labelled(new Frame.Marker(x, label, false));
    }

    private Figure labelled(Frame.Marker marker) {
        Notation.of(marker.label());
        return new Figure(plot, frame.marked(marker));
    }

    /**
     * A dashed level line at a number of the y axis: a baseline to beat, a limit of significance.
     *
     * @throws IllegalArgumentException when the figure is a heat map
     */
    public Figure level(double y, String label) {
        if (!plot.takesLevels()) {
            throw new IllegalArgumentException(who() + " expects lines, points or bars for a level, got "
                    + plot.kind());
        }
        return labelled(new Frame.Marker(y, label, true));
    }

    /** The room at the right of the plot for the names of its levels, where they do not fit inside. */
    int levelRoom() {
        return (int) frame.markers().stream().filter(m -> plot.fillsItsWidth() && m.level())
                .mapToDouble(m -> Svg.width(m.label())).max().orElse(0);
    }

    /**
     * The same figure with a logarithmic y axis; of a heat map or a surface, with a logarithmic colour scale.
     *
     * @throws IllegalArgumentException when a value is zero or negative
     */
    public Figure logarithmic() {
        plot.expectPositive(who());
        return new Figure(plot, frame.logarithmic());
    }

    /**
     * Paths drawn over a surface, such as the steps of a descent.
     *
     * @throws IllegalArgumentException when the figure is not a surface
     */
    public Figure over(Series... paths) {
        return new Figure(plot.over(who(), List.of(paths)), frame);
    }

    /** The same figure with a title of its own, for {@link Figures#multiples}. */
    public Figure title(String title) {
        Notation.of(title);
        return new Figure(plot, frame.headed(title));
    }

    Figure withDiagonal() {
        return new Figure(plot, frame.withDiagonal());
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
                + "<div class=\"unrolled-" + key() + "\" role=\"img\" aria-label=\"" + Html.escape(frame.alt()) + "\">"
                + Picture.svg(this).image(frame.alt()) + "</div>"
                + "<figcaption style=\"margin-top:.4em;font-style:italic\">" + Notation.html(frame.caption())
                + "</figcaption>"
                + Plotly.script(this) + "</figure>";
        return Html.raw(markup, toString());
    }

    void expectComplete() {
        if (frame.x() == null) {
            throw new IllegalStateException(who()
                    + " expects axis titles, got none; add .axes(\"time (days)\", \"loss\")");
        }
        if (frame.caption() == null) {
            throw new IllegalStateException(who() + " expects a caption and an alternative text, got none; add "
                    + ".caption(\"what to see\", \"the same in words\")");
        }
    }

    @Override public String key() {
        return Html.key(plot.kind() + who() + frame);
    }

    /** Caption, axes and alternative text: what a reader without pictures gets. */
    @Override public String toString() {
        return "Figure: " + frame.caption() + "\n  x: " + frame.x() + "   y: " + frame.y() + "\n  " + frame.alt();
    }
}
