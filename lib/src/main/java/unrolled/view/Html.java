package unrolled.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import unrolled.train.History;

/**
 * A piece of a page in two forms: markup for a notebook, and plain text where no HTML is shown.
 *
 * <p>Colours and fonts are the page's own, so a table is as readable in a dark notebook as in a light one. What it
 * shows is shown as it is: two dollars in a cell, a caption or a question are dollars and no mathematics, which a page
 * sets in the text of a notebook and in {@link #raw} alone.
 */
public final class Html {
    /** The rows of a table that are shown unless a limit is given. */
    public static final int ROWS = 10;

    /** The classes by which MathJax, of version 3 and 2, leaves an element and all in it as it is. */
    static final String AS_IT_IS = "mathjax_ignore tex2jax_ignore";

    private static final String CELL = "padding:.25em .8em;border:0;";
    private static final String RULE = "border-bottom:1px solid rgba(128,128,128,.35);";

    private final String markup;
    private final String text;

    private Html(String markup, String text) {
        this.markup = markup;
        this.text = text;
    }

    /** Markup as it is, with the plain text that says the same. */
    public static Html raw(String markup, String text) {
        return new Html(markup, text);
    }

    /** What a thing looks like: a table, a history, a matrix, anything {@link Showable}, and otherwise its text. */
    public static Html of(Object thing) {
        if (thing instanceof Html html) return html;
        if (thing instanceof Showable showable) return showable.html();
        if (thing instanceof Table table) return of(table, ROWS);
        if (thing instanceof History history) return of(history.table());
        if (thing instanceof SimpleMatrix matrix) return of(matrix);
        return text(String.valueOf(thing));
    }

    /**
     * The first rows of a table: numbers to the right with at most four decimals, missing values as a dash.
     *
     * @throws IllegalArgumentException when the limit is below one
     */
    public static Html of(Table table, int rows) {
        if (rows < 1) throw new IllegalArgumentException("Html expects a limit of 1 row or more, got " + rows);
        var head = table.first(rows);
        var columns = head.columns().stream().map(Html::cells).toList();
        var markup = new StringBuilder(open("div", "overflow-x:auto;margin-bottom:.6em"))
                .append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        if (table.name() != null && !table.name().isBlank()) {
            markup.append("<caption style=\"text-align:left;font-weight:600;white-space:nowrap\">")
                    .append(escape(table.name())).append("</caption>");
        }
        markup.append("<thead><tr>");
        for (var column : head.columns()) markup.append(cell("th", column, escape(column.name())));
        markup.append("</tr></thead><tbody>");
        for (int row = 0; row < head.rowCount(); row++) {
            markup.append("<tr>");
            for (int k = 0; k < columns.size(); k++) markup.append(cell("td", head.column(k), columns.get(k)[row]));
            markup.append("</tr>");
        }
        var rest = rest(table, head);
        markup.append("</tbody></table>");
        if (!rest.isEmpty()) markup.append("<div style=\"opacity:.75\">").append(rest).append("</div>");
        return raw(markup.append("</div>").toString(), head.print().stripTrailing()
                + (rest.isEmpty() ? "" : "\n" + rest));
    }

    /** An element whose text is shown as it is. */
    public static String open(String tag, String style) {
        return "<" + tag + " class=\"" + AS_IT_IS + "\" style=\"" + style + "\">";
    }

    /** What tells an output with these words from others, the same whenever its cell runs. */
    static String key(String words) {
        var sum = new CRC32();
        sum.update(words.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static String rest(Table table, Table head) {
        return table.rowCount() == head.rowCount() ? ""
                : "the first " + head.rowCount() + " of " + String.format(Locale.ROOT, "%,d", table.rowCount())
                + " rows";
    }

    private static String cell(String tag, Column<?> column, String content) {
        var align = column instanceof NumericColumn ? "text-align:right;" : "text-align:left;";
        return "<" + tag + " style=\"" + CELL + RULE + align + "\">" + content + "</" + tag + ">";
    }

    /** One number format for a column: as many decimals as its most precise value shows, at most four. */
    private static String[] cells(Column<?> column) {
        var numbers = column instanceof NumericColumn<?> numeric ? numeric.asDoubleArray() : null;
        int decimals = numbers == null ? 0 : decimals(numbers);
        var cells = new String[column.size()];
        for (int row = 0; row < cells.length; row++) {
            if (column.isMissing(row)) cells[row] = "<span title=\"missing\" style=\"opacity:.75\">—</span>";
            else if (numbers == null) cells[row] = escape(column.getString(row));
            else cells[row] = number(numbers[row], decimals);
        }
        return cells;
    }

    private static int decimals(double... values) {
        for (int k = 0; k < 4; k++) {
            double unit = Math.pow(10, k);
            if (Arrays.stream(values).filter(Double::isFinite).allMatch(v -> Math.rint(v * unit) == v * unit)) return k;
        }
        return 4;
    }

    /** Four decimals at most, a power of ten where they would show nothing, a real minus sign. */
    private static String number(double value, int decimals) {
        double size = Math.abs(value);
        var format = size >= 1e9 || value != 0 && size < 5e-4 && decimals == 4 ? "%.3e" : "%." + decimals + "f";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    /** A number as a reader wants it: {@code 12110}, {@code 0.25}, {@code 3.142}, {@code 1.200e−05}. */
    static String number(double value) {
        return number(value, decimals(value));
    }

    /** A matrix in its brackets, four decimals at most. */
    public static Html of(SimpleMatrix matrix) {
        var data = matrix.getDDRM().data;
        int decimals = decimals(Arrays.copyOf(data, matrix.getNumElements()));
        var rows = new StringBuilder();
        var lines = new StringBuilder(matrix.getNumRows() + "×" + matrix.getNumCols());
        for (int r = 0; r < matrix.getNumRows(); r++) {
            rows.append("<tr>");
            lines.append("\n ");
            for (int c = 0; c < matrix.getNumCols(); c++) {
                var number = number(matrix.get(r, c), decimals);
                rows.append("<td style=\"text-align:right;padding:.1em .6em;border:0\">").append(number)
                        .append("</td>");
                lines.append(String.format("%11s", number));
            }
            rows.append("</tr>");
        }
        return raw(open("table", "border-collapse:collapse;font-variant-numeric:tabular-nums;border-left:1.5px solid;"
                + "border-right:1.5px solid;border-radius:5px") + "<tbody>" + rows
                + "</tbody></table>", lines.toString());
    }

    /** A paragraph: nothing in it is markup, and line breaks are kept. */
    public static Html text(String text) {
        return raw(open("div", "white-space:pre-wrap;max-width:48em") + escape(text) + "</div>", text);
    }

    /**
     * A text whose characters are coloured by a value each, such as what a unit does as it reads. The scale goes from
     * −1 to 1 when a value is negative, else from 0 to 1.
     *
     * @param meaning what the colours mean, with its unit if it has one: {@code "hidden unit 7"}
     * @param values one for each character, NaN for none; read only
     * @throws IllegalArgumentException when their number or range does not fit, or the meaning is missing
     */
    public static Html coloured(String meaning, String text, double[] values) {
        return coloured(meaning, ColouredText.characters(text), values);
    }

    /** The same for words, or whatever pieces a text is cut into. */
    public static Html coloured(String meaning, List<String> pieces, double[] values) {
        return new ColouredText(meaning, List.copyOf(pieces), values.clone()).html();
    }

    /**
     * Several things beside each other, as many in a row as the page has room for.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Html sideBySide(Object... things) {
        if (things.length == 0) throw new IllegalArgumentException("Html.sideBySide expects a thing or more, got none");
        var markup = Arrays.stream(things).map(Html::beside)
                .collect(Collectors.joining("", "<div style=\"display:flex;flex-wrap:wrap;gap:.6em 1.2em;"
                        + "align-items:flex-end\">", "</div>"));
        return raw(markup, Arrays.stream(things).map(thing -> of(thing).text).collect(Collectors.joining("\n\n")));
    }

    /** A figure takes the room that it gets, and asks for a row of its own where that is too little to read it. */
    private static String beside(Object thing) {
        var room = thing instanceof Interactive ? "flex:1 1 24em;min-width:min(24em,100%)" : "min-width:0";
        return "<div style=\"" + room + "\">" + of(thing).markup + "</div>";
    }

    private static final Map<Character, String> ENTITIES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    /** Text as markup that shows it. */
    public static String escape(String text) {
        return text.chars().mapToObj(c -> ENTITIES.getOrDefault((char) c, String.valueOf((char) c)))
                .collect(Collectors.joining());
    }

    /** The HTML source. */
    public String markup() {
        return markup;
    }

    /** The plain text. */
    @Override public String toString() {
        return text;
    }
}
