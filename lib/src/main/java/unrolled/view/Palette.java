package unrolled.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.components.Symbol;

/**
 * Colours by the name of the series, the same in every figure of a lecture; dashes and symbols by its place in the
 * figure. A part of a cell, such as its forget gate, has one colour in all lectures, figures, diagrams and equations.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">M. Okabe, K. Ito, Color Universal Design (2008)</a>: the colours,
 *      without black and yellow, and the light ones darker: each has a contrast of 3 : 1 on a white and on a dark page
 */
final class Palette {
    /** How a series is drawn: colour, dashes and symbol each suffice to tell it apart. */
    record Style(String color, Dash dash, String dashes, Symbol symbol) {
        /** The path of its symbol round a point of a drawing. */
        String shape(double x, double y) {
            var shape = switch (symbol) {
                case SQUARE -> "m-3.6-3.6h7.2v7.2h-7.2z";
                case DIAMOND -> "m0-5l5 5l-5 5l-5-5z";
                case TRIANGLE_UP -> "m0-5l4.6 8h-9.2z";
                case CROSS -> "m-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z";
                default -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
            };
            return String.format(Locale.ROOT, "M%.1f %.1f", x, y) + shape;
        }
    }

    private static final List<String> COLORS = List.of("#0072B2", "#D55E00", "#009E73", "#C2699B", "#B37700");
    /** What a name of a part begins with: what is kept is vermillion, what is new is green. */
    private static final Map<String, Integer> PARTS = Map.of("input gate", 0, "update gate", 0, "forget gate", 1,
            "kept", 1, "candidate", 2, "output gate", 3, "reset gate", 3);
    /** The letters of the gates in the equations of an LSTM and a GRU. */
    private static final Map<String, Integer> GATES = Map.of("i", 0, "z", 0, "f", 1, "g", 2, "n", 2, "o", 3, "r", 3);
    /**
     * In a dark notebook the equations of a lecture, which write the parts in dark shades of their colours, show light
     * ones: {@code \textcolor{#B84A00}{f_t}}.
     */
    static final String LIGHT_EQUATIONS = light("0, 114, 178", "#5FB4EA") + light("184, 74, 0", "#FF8F45")
            + light("0, 122, 89", "#2FC79B") + light("163, 72, 124", "#E596C2");

    private static String light(String dark, String light) {
        return "<style>body[data-jp-theme-light=\"false\"] mjx-container [style*=\"rgb(" + dark + ")\"]{color:" + light
                + "!important}</style>";
    }

    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.DASH, Dash.DOT, Dash.DASH_DOT, Dash.LONG_DASH);
    private static final List<String> STROKES = List.of("", "8 4", "2 3", "8 4 2 4", "15 5");
    private static final List<Symbol> SYMBOLS =
            List.of(Symbol.CIRCLE, Symbol.SQUARE, Symbol.DIAMOND, Symbol.TRIANGLE_UP, Symbol.CROSS);

    private static final Map<String, Integer> KNOWN = new HashMap<>();

    private Palette() { }

    /** A style for each name, no two alike; a name that was seen before keeps its colour. */
    static synchronized List<Style> styles(List<String> names) {
        var taken = new ArrayList<Integer>();
        for (var name : names) {
            int known = part(name) >= 0 ? part(name) : KNOWN.getOrDefault(name, -1);
            taken.add(taken.contains(known) ? -1 : known);
        }
        for (int k = 0; k < taken.size(); k++) {
            if (taken.get(k) >= 0) continue;
            taken.set(k, leastUsed(taken));
            KNOWN.putIfAbsent(names.get(k), taken.get(k));
        }
        return IntStream.range(0, taken.size())
                .mapToObj(k -> new Style(COLORS.get(taken.get(k)), DASHES.get(k), STROKES.get(k), SYMBOLS.get(k)))
                .toList();
    }

    /** The place of the colour of a part of a cell; −1 for other names. */
    private static int part(String name) {
        return PARTS.entrySet().stream().filter(part -> name.startsWith(part.getKey())).mapToInt(Map.Entry::getValue)
                .findFirst().orElse(-1);
    }

    /** The colour of a part of a cell, or of what is none the other one. */
    static String part(String name, String otherwise) {
        return part(name) < 0 ? otherwise : COLORS.get(part(name));
    }

    /** The colour of the gate with this letter; blue for a layer that is none, such as those of a Jordan cell. */
    static String gate(String letter) {
        return COLORS.get(GATES.getOrDefault(letter, 0));
    }

    private static int leastUsed(List<Integer> taken) {
        int best = -1;
        long fewest = Long.MAX_VALUE;
        for (int color = 0; color < COLORS.size(); color++) {
            int wanted = color;
            long uses = KNOWN.values().stream().filter(k -> k == wanted).count();
            if (!taken.contains(color) && uses < fewest) {
                best = color;
                fewest = uses;
            }
        }
        return best;
    }

    /** Blue over white to vermillion, for values on both sides of zero. */
    static final List<String> DIVERGING = List.of("#0072B2", "#7FB8D8", "#F7F7F7", "#EAAE7F", "#D55E00");
    /** Cividis: even steps of lightness, the same to readers with any colour vision. */
    static final List<String> SEQUENTIAL = List.of("#00224E", "#35456C", "#666970", "#948E77", "#C8B866", "#FEE838");

    /** The opaque colour at a share in [0, 1] of a scale. */
    static int between(List<String> scale, double share) {
        double at = Math.min(Math.max(share, 0), 1) * (scale.size() - 1);
        int k = Math.min((int) at, scale.size() - 2);
        var from = Integer.parseInt(scale.get(k).substring(1), 16);
        var to = Integer.parseInt(scale.get(k + 1).substring(1), 16);
        int color = 0xff000000;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            color |= (int) Math.round(a + (b - a) * (at - k)) << shift;
        }
        return color;
    }

    /** Black or white, whichever can be read on an opaque colour. */
    static String ink(int color) {
        double[] share = {0.2126, 0.7152, 0.0722};
        double light = 0;
        for (int k = 0; k < 3; k++) light += share[k] * Math.pow((color >> 16 - 8 * k & 255) / 255.0, 2.2);
        return light > 0.18 ? "#000" : "#fff";
    }
}
