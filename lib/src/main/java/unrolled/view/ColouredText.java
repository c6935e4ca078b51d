package unrolled.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A text whose pieces, characters or words, are coloured by a value each; {@link Html#coloured} makes it. */
final class ColouredText {
    private static final int LINE = 80;               // characters in a line of plain text

    private final String meaning;
    private final List<String> pieces;
    private final double[] values;
    private final double low;
    private final List<String> scale;

    ColouredText(String meaning, List<String> pieces, double[] values) {
        this.meaning = meaning;
        this.pieces = pieces;
        this.values = values;
        expectFit();
        low = Arrays.stream(values).anyMatch(v -> v < 0) ? -1 : 0;
        scale = low < 0 ? Palette.DIVERGING : Palette.SEQUENTIAL;
    }

    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private void expectFit() {
        Frame.expectTitle("Html.coloured", "colour scale", meaning);
        if (pieces.isEmpty() || pieces.size() != values.length) {
            throw new IllegalArgumentException("Html.coloured expects a value for each piece of the text, got "
                    + values.length + " values for " + pieces.size() + " pieces ('" + meaning + "')");
        }
        for (int k = 0; k < values.length; k++) {
            if (Double.isNaN(values[k]) || Math.abs(values[k]) <= 1) continue;
            throw new IllegalArgumentException("Html.coloured expects values from −1 to 1, or NaN for none, got "
                    + values[k] + " (piece " + k + ", \"" + pieces.get(k) + "\")");
        }
    }

    Html html() {
        var markup = new StringBuilder("<div class=\"unrolled-text " + Html.AS_IT_IS
                + "\" style=\"max-width:52em;margin:.4em 0\"><div style=\""
                + "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.75;"
                + (single() ? "font-family:ui-monospace,Consolas,monospace" : "") + "\">");
        for (int k = 0; k < values.length; k++) {
            markup.append(span(pieces.get(k), values[k]));
            if (!single() && k < values.length - 1) markup.append(' ');
        }
        return Html.raw(markup.append("</div>").append(key()).append("</div>").toString(), plain());
    }

    /** Whether every piece is one character: then they stand close together. */
    private boolean single() {
        return pieces.stream().allMatch(p -> p.codePointCount(0, p.length()) == 1);
    }

    /** A line break shows its colour on a sign of its own. */
    private String span(String piece, double value) {
        var shown = Html.escape(piece.replace("\n", "↵\n"));
        if (Double.isNaN(value)) return "<span>" + shown + "</span>";
        return "<span title=\"" + number(value) + "\" style=\"" + colours(value) + (single() ? "" : ";padding:0 .2em")
                + "\">" + shown + "</span>";
    }

    private String colours(double value) {
        int color = Palette.between(scale, (value - low) / (1 - low));
        return String.format(Locale.ROOT, "background:#%06x;color:%s", color & 0xffffff, Palette.ink(color));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }

    private String key() {
        var key = new StringBuilder("<div style=\"font-size:85%;margin-top:.3em\">").append(Notation.html(meaning))
                .append(": ");
        for (int k = 0; k <= 4; k++) {
            double value = low + (1 - low) * k / 4;
            key.append("<span style=\"padding:0 .5em;").append(colours(value)).append("\">")
                    .append(Html.number(value)).append("</span>");
        }
        return key.append("</div>").toString();
    }

    /** Words with their values; under a line of characters a line of tenths: 0 … 9, below zero a … j. */
    private String plain() {
        var head = meaning + (single() ? ", in tenths under each character"
                + (low < 0 ? "; a to j: −0 to −9 tenths" : "") : "") + "\n";
        if (!single()) {
            var words = new ArrayList<String>();
            for (int k = 0; k < values.length; k++) {
                words.add(pieces.get(k) + (Double.isNaN(values[k]) ? "" : " (" + number(values[k]) + ")"));
            }
            return head + String.join(" ", words);
        }
        var lines = new StringBuilder(head);
        for (int from = 0; from < values.length; from += LINE) {
            int to = Math.min(from + LINE, values.length);
            var marks = new StringBuilder();
            for (int k = from; k < to; k++) marks.append(mark(values[k]));
            lines.append(String.join("", pieces.subList(from, to)).replace('\n', '↵')).append('\n').append(marks)
                    .append('\n');
        }
        return lines.toString().stripTrailing();
    }

    private static char mark(double value) {
        if (Double.isNaN(value)) return ' ';
        int tenths = (int) Math.min(9, Math.abs(value) * 10);
        return (char) ((value < 0 ? 'a' : '0') + tenths);
    }
}
