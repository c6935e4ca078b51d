package unrolled.view;

import java.util.List;
import java.util.function.Predicate;
import unrolled.view.Figure.Kind;
import unrolled.view.Palette.Style;

/** Which colour, dashes and symbol belong to which series. */
record Legend(Kind kind, List<String> names, List<Style> styles, Predicate<String> marked) {
    static final int ROW = 28;

    /** One legend for figures that stand together. */
    static Legend of(Kind kind, List<Figure> figures) {
        var names = Picture.names(figures);
        return new Legend(kind, names, Palette.styles(names), name -> figures.stream()
                .flatMap(f -> f.content.series().stream()).filter(s -> s.name.equals(name))
                .anyMatch(s -> s.y.length <= Picture.MARKED_POINTS));
    }

    private static double entry(String name) {
        return 46 + Picture.width(name) + 18;
    }

    /** How many rows the names need in this width. */
    static int rows(List<String> names, double width) {
        double at = 0;
        int rows = 1;
        for (var name : names) {
            if (at > 0 && at + entry(name) > width) {
                at = 0;
                rows++;
            }
            at += entry(name);
        }
        return rows;
    }

    /** Draws the rows from {@code left} to {@code width}, the first at {@code y}. */
    void draw(Svg svg, double left, double width, double y) {
        double at = left;
        double atY = y;
        for (int k = 0; k < names.size(); k++) {
            if (at > left && at + entry(names.get(k)) > width - 20) {
                at = left;
                atY += 26;
            }
            key(svg, at, atY - 5, k);
            svg.text(at + 46, atY, "start", names.get(k));
            at += entry(names.get(k));
        }
    }

    private void key(Svg svg, double atX, double atY, int k) {
        var style = styles.get(k);
        switch (kind) {
            case BARS -> svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"12\" fill=\"%s\"/>", atX + 8,
                    atY - 6, style.color());
            case SCATTER -> svg.add("<path d=\"%s\" fill=\"%s\"/>", Picture.symbol(atX + 22, atY, style),
                    style.color());
            default -> {
                svg.add("<path d=\"M%.1f %.1fh38\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>", atX,
                        atY, style.color(), kind == Kind.HEAT_MAP ? "" : style.dashes());
                if (marked.test(names.get(k))) {
                    svg.add("<path d=\"%s\" fill=\"%s\"/>", Picture.symbol(atX + 19, atY, style), style.color());
                }
            }
        }
    }
}
