package unrolled.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One thing to drag: its name and the values along it, as numbers and as a reader sees them. */
record Slider(String name, double[] values, List<String> texts) {
    private static final MathContext READABLE = new MathContext(4);

    /** Evenly spaced values, both ends included. */
    static Slider of(String name, double from, double to, int count) {
        expectName(name);
        if (!Double.isFinite(from) || !Double.isFinite(to) || from >= to) {
            throw new IllegalArgumentException("Explore expects finite values from low to high, got " + from + " to "
                    + to + " ('" + name + "')");
        }
        expectSeveral(name, count);
        int digits = 10 - (int) Math.floor(Math.log10(to - from));          // 0.3, and not 0.30000000000000004
        var values = IntStream.range(0, count).mapToObj(k -> new BigDecimal(from + k * (to - from) / (count - 1)))
                .map(value -> value.setScale(digits, RoundingMode.HALF_EVEN)).toList();
        return new Slider(name, values.stream().mapToDouble(BigDecimal::doubleValue).toArray(),
                values.stream().map(Slider::text).toList());
    }

    private static String text(BigDecimal value) {
        if (value.signum() == 0) return "0";
        return value.round(READABLE).stripTrailingZeros().toPlainString().replace('-', '−');
    }

    static void expectName(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("Explore expects a name for each slider, got none");
        }
        Notation.of(name);
    }

    static void expectSeveral(String name, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("Explore expects two values or more, got " + count + " ('" + name
                    + "')");
        }
    }

    /** A figure for each value. */
    List<Figure> figures(DoubleFunction<Figure> figure) {
        return Arrays.stream(values).mapToObj(figure).collect(Collectors.toList());
    }

    int count() {
        return texts.size();
    }

    /** Where it stands before anyone has dragged it. */
    int middle() {
        return count() / 2;
    }

    String at(int k) {
        return name + ": " + texts.get(k);
    }

    /** The same for a page: a name may be mathematics, what is dragged is data. */
    String html(int k) {
        return Notation.html(name) + ": " + Html.escape(texts.get(k));
    }

    private int widest() {
        return texts.stream().mapToInt(String::length).max().orElseThrow();
    }

    /** A label, a range, the value in words, and a button that plays from one end to the other. */
    String markup() {
        return "<div class=\"slider\" style=\"--part:" + Palette.part(name, "#D55E00") + "\"><label><span>"
                + Notation.html(name)
                + "</span><input type=\"range\" min=\"0\" max=\""
                + (count() - 1) + "\" step=\"1\" value=\"" + middle() + "\" aria-valuetext=\""
                + Html.escape(at(middle())) + "\"><output style=\"min-width:" + widest() + "ch\">"
                + Html.escape(texts.get(middle()))
                + "</output></label><button type=\"button\" aria-label=\"play " + Html.escape(name)
                + "\">▶\uFE0E</button></div>";
    }
}
