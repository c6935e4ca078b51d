package unrolled.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A drawing in SVG that stands in the page as an image: it keeps its text where a page is cleaned of unknown markup,
 * and it has a ground of its own, light or dark as the page says.
 */
final class Svg {
    /**
     * The page's theme decides where it is known, the reader's system elsewhere. In the dark its black ground lets the
     * page's ground through.
     */
    static final String THEME = "<style>body[data-jp-theme-light=\"true\"] .unrolled img{color-scheme:light}"
            + "body[data-jp-theme-light=\"false\"] .unrolled img{color-scheme:dark;mix-blend-mode:lighten}</style>";

    private static final double LETTER = 7.8;         // mean width of a letter, in pixels

    private final StringBuilder svg;

    Svg(String drawn) {
        svg = new StringBuilder(drawn);
    }

    Svg(double width, double height) {
        this("");
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" ",
                width,
                height, width, height);
        add("font-family=\"system-ui,Segoe UI,Helvetica,Arial,sans-serif\" font-size=\"14\"><style>"
                + "svg{color:#24292f;background:#fff}text{fill:currentColor}.over{stroke:#fff;stroke-width:4px;"
                + "paint-order:stroke}@media(prefers-color-scheme:dark){svg{color:#e6e6e6;"
                + "background:#000}.over{stroke:#000}}</style>");
    }

    /** How wide a text is, about. */
    static double width(String text) {
        return Notation.length(text) * LETTER;
    }

    /** The text, cut off where it does not fit into the width. */
    static String fit(String text, double width) {
        int letters = (int) Math.max(2, width / LETTER);
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }

    void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    /** Words, with the mathematics in them set. */
    void text(double x, double y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, Notation.svg(content));
    }

    /** A value or a name of the data, as it is. */
    void data(double x, double y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, Html.escape(content));
    }

    /** Words that lie over what is drawn, and can be read on it. */
    void over(double x, double y, String anchor, String content) {
        add("<text class=\"over\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor,
                Notation.svg(content));
    }

    void heading(double x, double y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"600\">%s</text>", x, y, anchor,
                Notation.svg(content));
    }

    /** A letter of an equation with its index. */
    void symbol(double x, double y, String letter, String index) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-style=\"italic\" font-size=\"16\">%s"
                + "<tspan dy=\"5\" font-size=\"11\">%s</tspan></text>", x, y, Html.escape(letter), Html.escape(index));
    }

    /** Text that runs upwards, its middle at the point. */
    void upwards(double x, double y, String content) {
        add("<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>", x, y,
                Notation.svg(content));
    }

    /** The drawing so far, still open. */
    String open() {
        return svg.toString();
    }

    /** The same with more in it. */
    Svg with(String more) {
        return new Svg(svg + more);
    }

    String image(String alternative) {
        var data = Base64.getEncoder().encodeToString((svg + "</svg>").getBytes(StandardCharsets.UTF_8));
        return "<img alt=\"" + Html.escape(alternative) + "\" style=\"max-width:100%;height:auto;border-radius:4px\" "
                + "src=\"data:image/svg+xml;base64," + data + "\">";
    }
}
