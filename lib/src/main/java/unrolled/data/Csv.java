package unrolled.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * Reads a table of separated values with a header line into a Tablesaw table, and says which line is wrong when one is.
 *
 * <p>Separators are commas, semicolons or tabs, whichever the header has; lines may end as any system ends them; fields
 * may stand in quotes. Column types are found from all rows: whole numbers, numbers (also with a decimal comma), dates,
 * dates with time, times, true and false, text. Months ({@code 1949-01}) become dates, the first of the month.
 *
 * <p>An empty field is a missing value; so are NA, N/A, NaN, null and the M of weather stations where the rest of the
 * column is not text. What can be read in two ways, such as {@code 1,234} or {@code 1/2/2025}, stays text.
 */
public final class Csv {

    private final String name;
    private final List<CsvLines.Line> lines;

    private Csv(String name, String text) {
        this.name = name;
        var kind = FileKind.ofText(text);
        if (!kind.isEmpty()) throw refusal("", "separated values with a header line", kind, "");
        this.lines = new CsvLines(name, text).lines();
    }

    /**
     * The table of a file. Columns that are named must hold a number in every row, and are read as {@code double}.
     *
     * @param file separated values, UTF-8, with a header line
     * @param numbers the columns that must be numbers without gaps; none for no such check
     * @throws IllegalArgumentException if the file is missing, empty, of another kind (a spreadsheet, an archive, a web
     *     page), has no rows, has a row with too few or too many
     *     fields or a quote that is not closed, has no column of that name, a value there is missing or is not a
     *     number, or the table does not fit into memory
     */
    public static Table read(Path file, String... numbers) {
        try {
            return table(file, numbers);
        } catch (OutOfMemoryError e) {                      // what was read so far is dropped, and there is room again
            throw new IllegalArgumentException(String.format("%s: expects a table that fits into %,d bytes of memory, "
                    + "got %,d bytes of text; are there columns that you do not need?", file.getFileName(),
                    Runtime.getRuntime().maxMemory(), file.toFile().length()));
        }
    }

    private static Table table(Path file, String... numbers) {
        var csv = new Csv(file.getFileName().toString(), Utf8.read("Csv", file));
        csv.expectTable();
        var wanted = List.of(numbers);
        for (var column : wanted) csv.expectColumn(column);
        return csv.table(wanted);
    }

    private void expectTable() {
        if (lines.isEmpty()) throw refusal("", "a header line and rows", "an empty file", "");
        expectNames();
        if (lines.size() == 1) throw refusal("", "a row or more below the header", "none", "");
        int columns = lines.get(0).fields().length;
        for (var line : lines) {
            if (line.fields().length == columns) continue;
            throw refusal(" line " + line.number(), columns + " fields as in the header", line.fields().length + "",
                    line.fields().length > columns ? "; is there a separator in a field without quotes?" : "");
        }
    }

    /** Tablesaw tells columns apart without regard to capitals. */
    private void expectNames() {
        var seen = new HashSet<String>();
        for (var column : lines.get(0).fields()) {
            var where = " line " + lines.get(0).number();
            if (column == null) throw refusal(where, "a name for each column", "an empty one", "");
            if (!seen.add(column.toLowerCase(Locale.ROOT))) {
                throw refusal(where, "different column names", "'" + column + "' twice", "");
            }
        }
    }

    private void expectColumn(String column) {
        if (Arrays.asList(lines.get(0).fields()).contains(column)) return;
        throw refusal("", "a column '" + column + "'", String.join(", ", lines.get(0).fields()), "");
    }

    private Table table(List<String> numbers) {
        var header = lines.get(0).fields();
        var table = Table.create(name);
        for (int k = 0; k < header.length; k++) {
            int place = k;
            var column = new CsvColumn(header[k],
                    lines.stream().skip(1).map(line -> line.fields()[place]).toArray(String[]::new));
            if (numbers.contains(header[k])) expectNumbers(column, k);
            table.addColumns(numbers.contains(header[k]) ? column.numbers() : column.typed());
        }
        return table;
    }

    private void expectNumbers(CsvColumn column, int place) {
        int row = column.firstWithoutNumber();
        if (row < 0) return;
        var line = lines.get(row + 1);
        var value = line.fields()[place];
        throw refusal(" line " + line.number() + ", column '" + lines.get(0).fields()[place] + "'", "a number",
                value == null ? "nothing" : '"' + value + '"', hint(value));
    }

    private static String hint(String value) {
        if ("T".equals(value)) return "; is it a trace of rain, too little to measure?";
        if ("M".equals(value)) return "; is it a value that the station missed?";
        boolean comma = value != null && value.indexOf(',') > 0;
        return comma ? "; is the comma a decimal one, or does it part thousands?" : "";
    }

    private IllegalArgumentException refusal(String where, String expected, String got, String hint) {
        return new IllegalArgumentException(name + where + ": expects " + expected + ", got " + got + hint);
    }
}
