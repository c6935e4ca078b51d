package unrolled.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/**
 * What a figure draws: lines, points, bars, or a grid of colours. Each kind has its axes, draws itself, says how it
 * looks in a legend, and gives plotly.js its traces.
 */
sealed interface Plot permits Along, Bars, Grid {

    /** What has a name and a colour of its own. */
    List<Series> series();

    /** What messages call this kind of plot. */
    String kind();

    /** What messages call this very plot. */
    default String subject() {
        return series().stream().map(s -> s.name).collect(Collectors.joining(", "));
    }

    // ---- axes

    Axis x(Peers peers, double width);

    Axis y(Peers peers, double height);

    /** The names along the x axis; none where it has numbers or dates. */
    default List<String> columns() {
        return List.of();
    }

    /** The names along the y axis; none where it has numbers. */
    default List<String> rows() {
        return List.of();
    }

    /** Whether the x axis has dates. */
    default boolean dates() {
        return false;
    }

    /** Whether a number of the x axis can be marked. */
    default boolean takesMarks() {
        return false;
    }

    /** Whether a number of the y axis can be marked. */
    default boolean takesLevels() {
        return true;
    }

    /** Whether it reaches both ends of its box, so that the name of a level needs room beside it. */
    default boolean fillsItsWidth() {
        return false;
    }

    /** Whether both can stand on the same axes. */
    boolean fits(Plot other);

    /**
     * @param who the figure, for messages
     * @throws IllegalArgumentException when a value is zero or negative
     */
    default void expectPositive(String who) {
        for (var s : series()) for (int k = 0; k < s.y.length; k++) {
            expectPositive(who, s.y[k], "axis", "series '" + s.name + "', point " + k);
            if (s.banded(k)) {
                expectPositive(who, s.low[k], "axis", "series '" + s.name + "', low end of point " + k);
            }
        }
    }

    static void expectPositive(String who, double value, String what, String where) {
        if (value <= 0) throw new IllegalArgumentException(who + " expects values above zero for a logarithmic " + what
                + ", got " + value + " (" + where + ")");
    }

    // ---- the static picture

    void draw(Pen pen, List<Style> styles, Peers peers);

    /**
     * Its sign in a legend, 46 pixels wide.
     *
     * @param marked whether a symbol stands at each point of the series
     */
    void key(Svg svg, double x, double y, Style style, boolean marked);

    /** The room at the right of its box. */
    default double margin() {
        return 20;
    }

    /** Draws what belongs at the right of the box, up to {@code end}: nothing, or a scale of colours. */
    default void drawBeside(Svg svg, Box box, Peers peers, double end) { }

    // ---- the interactive picture

    List<Trace> traces(List<Style> styles);

    /** Whether the y axis of the interactive picture is logarithmic. */
    default boolean logarithmicAxis(Frame frame) {
        return frame.log();
    }

    /** What the script of the interactive picture must know of this kind alone. */
    default Map<String, Object> settings(Peers peers) {
        return Map.of();
    }

    // ---- one upon another

    /**
     * The same with paths over it.
     *
     * @throws IllegalArgumentException when it is not a surface
     */
    default Plot over(String who, List<Series> paths) {
        throw new IllegalArgumentException(who + " expects a surface to draw over, got lines or bars");
    }
}
