package unrolled.view;

import java.util.Locale;

/** What the inside of a cell is drawn with: stacks of coloured numbers, gates, nodes and the lines between them. */
final class CellCanvas {
    static final double CHIP = 17;                    // height of a number
    private static final double CHIP_WIDTH = 48;
    private static final double HEAD = 26;            // of a gate, above its numbers
    private static final double GATE_WIDTH = 94;
    static final double NODE = 13;                    // radius

    final Svg svg;
    private final double tall;                        // height of a full stack

    /** @param rows how many numbers the tallest stack holds */
    CellCanvas(double width, double height, int rows) {
        svg = new Svg(width, height);
        tall = rows * CHIP;
        svg.add("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/>"
                + "</marker></defs>");
    }

    double gateHeight() {
        return HEAD + tall + 6;
    }

    /** Numbers above each other, their middle at the point; the first three of more than four. */
    void stack(double x, double y, double[] values) {
        int shown = values.length > 4 ? 3 : values.length;
        double top = y - CHIP * (values.length > 4 ? 4 : shown) / 2;
        for (int k = 0; k < shown; k++) chip(x, top + k * CHIP, values[k]);
        if (values.length > 4) svg.text(x, top + 3.6 * CHIP, "middle", "…");
    }

    private void chip(double x, double top, double value) {
        int color = Palette.between(Palette.DIVERGING, (Math.max(-1, Math.min(1, value)) + 1) / 2);
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" fill=\"#%06x\" stroke=\"#808080\"/>",
                x - CHIP_WIDTH / 2, top, CHIP_WIDTH, CHIP, color & 0xffffff);
        svg.add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"12\" style=\"fill:%s\">%s</text>", x,
                top + 13, Palette.ink(color), number(value));
    }

    static String number(double value) {
        double size = Math.abs(value);
        var format = size >= 1000 ? "%.0e" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    /** A stack with the letter of an equation above it. */
    void named(double x, double y, String letter, String index, double[] values) {
        stack(x, y, values);
        svg.symbol(x, y - height(values) / 2 - 12, letter, index);
    }

    /** A stack with a small word above it. */
    void said(double x, double y, String word, double[] values) {
        stack(x, y, values);
        small(x, y - height(values) / 2 - 5, "middle", word);
    }

    static double height(double[] values) {
        return CHIP * Math.min(4, values.length);
    }

    /** A gate: its letter and function, its numbers below; {@code y} is its upper edge. */
    void gate(double x, double y, String letter, String function, double[] values) {
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\" rx=\"7\" fill=\"%s\" "
                + "fill-opacity=\".18\" stroke=\"%5$s\" stroke-width=\"2\"/>", x - GATE_WIDTH / 2, y, GATE_WIDTH,
                gateHeight(), Palette.gate(letter));
        svg.add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"><tspan font-style=\"italic\" font-size=\"16\">%s"
                + "</tspan> %s</text>", x, y + 18, Html.escape(letter), Html.escape(function));
        stack(x, y + HEAD + tall / 2, values);
    }

    /** Half the width of a box with this content. */
    static double reach(String content) {
        return 9 + 4 * content.length();
    }

    /** A box with a function or a matrix in it. */
    void box(double x, double y, String content) {
        double width = 2 * reach(content);
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"26\" rx=\"7\" fill=\"#0072B2\" "
                + "fill-opacity=\".18\" stroke=\"#0072B2\"/>", x - width / 2, y - 13, width);
        svg.text(x, y + 5, "middle", content);
    }

    /** An operation on numbers at the same place: ⊙, + or 1−. */
    void node(double x, double y, String sign) {
        svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"#B37700\" fill-opacity=\".3\" "
                + "stroke=\"#B37700\"/>", x, y, NODE);
        svg.text(x, y + 5, "middle", sign);
    }

    /** Right-angled lines in the letters of SVG: "M60 20H200V80"; the last end has a tip. */
    void arrow(String format, Object... values) {
        line("stroke-width=\"1.5\" marker-end=\"url(#tip)\"", format, values);
    }

    /** What a gate says, in its colour. */
    void arrowOf(String letter, String format, Object... values) {
        path(Palette.gate(letter), "stroke-width=\"2.5\" marker-end=\"url(#tip)\"", format, values);
    }

    /** The same without a tip. */
    void wire(String format, Object... values) {
        line("stroke-width=\"1.5\"", format, values);
    }

    void wireOf(String letter, String format, Object... values) {
        path(Palette.gate(letter), "stroke-width=\"2.5\"", format, values);
    }

    /** What carries the state through the steps: broad, with a tip. */
    void belt(String format, Object... values) {
        line("stroke-width=\"5\" stroke-opacity=\".6\"", format, values);
    }

    void dashed(String format, Object... values) {
        line("stroke-dasharray=\"4 3\" marker-end=\"url(#tip)\"", format, values);
    }

    private void line(String style, String format, Object... values) {
        path("currentColor", style, format, values);
    }

    private void path(String color, String style, String format, Object... values) {
        svg.add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" %s/>", String.format(Locale.ROOT, format, values), color,
                style);
    }

    /** Where a line branches off. */
    void dot(double x, double y) {
        svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"currentColor\"/>", x, y);
    }

    void small(double x, double y, String anchor, String content) {
        svg.add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"12\">%s</text>", x, y, anchor,
                Notation.svg(content));
    }

    /** What the colours mean. */
    void key(double x, double y) {
        stack(x, y, new double[] {-1});
        stack(x + CHIP_WIDTH, y, new double[] {0});
        stack(x + 2 * CHIP_WIDTH, y, new double[] {1});
    }
}
