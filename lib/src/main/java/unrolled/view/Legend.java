package unrolled.view;

import java.util.List;
import unrolled.view.Palette.Style;

/** Which colour, dashes and symbol belong to which series, where there are several. */
record Legend(Peers peers, List<String> names, List<Style> styles) {
    private static final int ROW = 28;
    private static final int KEY = 46;                // a series' sign, before its name

    /** One legend for figures that stand together. */
    static Legend of(Peers peers) {
        var names = peers.names();
        return new Legend(peers, names, Palette.styles(names));
    }

    private static double entry(String name) {
        return KEY + Svg.width(name) + 18;
    }

    /** The room that its rows need above a plot; none for a single series. */
    int height(double width) {
        return names.size() > 1 ? ROW * rows(width - 82) : 0;
    }

    private int rows(double width) {
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
        if (names.size() < 2) return;
        double at = left;
        double atY = y;
        for (int k = 0; k < names.size(); k++) {
            var name = names.get(k);
            if (at > left && at + entry(name) > width - 20) {
                at = left;
                atY += 26;
            }
            peers.plot().key(svg, at, atY - 5, styles.get(k), peers.marked(name));
            svg.text(at + KEY, atY, "start", name);
            at += entry(name);
        }
    }
}
