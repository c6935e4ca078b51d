package unrolled.data;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads a comma-separated file with a header line into a Tablesaw table, and says which line is wrong when one is.
 *
 * <p>Column types are found from all rows: whole numbers, numbers, dates, dates with time, text. Months
 * ({@code 1949-01}) become dates, the first of the month. An empty field is a missing value.
 */
public final class Csv {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** A line is a row whatever it begins with: the parsers would drop those that begin with #, silently. */
    private static final char NO_COMMENT = '\0';

    private record Line(int number, String[] fields) {}

    private final String name;
    private final String text;
    private final List<Line> lines;

    private Csv(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = parse(text);
    }

    /**
     * The table of a file. Columns that are named must hold a number in every row, and are read as {@code double}.
     *
     * @param file comma-separated, UTF-8, with a header line
     * @param numbers the columns that must be numbers without gaps; none for no such check
     * @throws IllegalArgumentException if the file is missing, empty, has no rows, has a row with too few or too many
     *     fields, has no column of that name, or a value there is missing or is not a number
     */
    public static Table read(Path file, String... numbers) {
        var csv = new Csv(file.getFileName().toString(), content(file));
        csv.expectTable();
        for (var column : numbers) csv.expectNumbers(column);
        return csv.table(numbers);
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Csv expects a file, got "
                    + (Files.isDirectory(file) ? "a folder" : "none") + " (" + file + ")");
        }
        try {
            var text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Csv expects UTF-8 text, got other bytes (" + file + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Csv expects a readable file, got " + e + " (" + file + ")", e);
        }
    }

    private static List<Line> parse(String text) {
        var settings = new CsvParserSettings();
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setMaxCharsPerColumn(-1);
        settings.getFormat().setComment(NO_COMMENT);
        var parser = new CsvParser(settings);
        var lines = new ArrayList<Line>();
        parser.beginParsing(new StringReader(text));
        int at = 0;
        int number = 1;
        for (var fields = parser.parseNext(); fields != null; fields = parser.parseNext()) {
            int begin = afterBlanks(text, at);
            number += lineEnds(text, at, begin);
            lines.add(new Line(number, fields));
            at = Math.max(begin, Math.min(text.length(), (int) parser.getContext().currentChar()));
            number += lineEnds(text, begin, at);
        }
        return lines;
    }

    /** Where the first character that is not blank stands, at or after {@code from}: blank lines are not parsed. */
    private static int afterBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at;
    }

    private static int lineEnds(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private void expectTable() {
        if (lines.isEmpty()) throw refusal("", "a header line and rows", "an empty file", "");
        var header = lines.get(0).fields;
        var hint = header.length == 1 && header[0] != null && header[0].contains(";")
                ? "; is it separated by semicolons?" : "";
        if (lines.size() == 1) throw refusal("", "a row or more below the header", "none", hint);
        var seen = new HashSet<String>();
        for (var column : header) {
            if (column == null) throw refusal(" line 1", "a name for each column", "an empty one", "");
            if (!seen.add(column)) throw refusal(" line 1", "different column names", "'" + column + "' twice", "");
        }
        for (var line : lines) {
            if (line.fields.length != header.length) {
                throw refusal(" line " + line.number, header.length + " fields as in the header",
                        line.fields.length + "", hint);
            }
        }
    }

    private void expectNumbers(String column) {
        int at = Arrays.asList(lines.get(0).fields).indexOf(column);
        if (at < 0) {
            throw refusal("", "a column '" + column + "'", String.join(", ", lines.get(0).fields), "");
        }
        for (var line : lines.subList(1, lines.size())) {
            var value = line.fields[at];
            if (!isNumber(value)) {
                throw refusal(" line " + line.number + ", column '" + column + "'", "a number",
                        value == null ? "nothing" : '"' + value + '"', "");
            }
        }
    }

    private static boolean isNumber(String value) {
        try {
            return value != null && Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Table table(String... numbers) {
        var types = plainTypes(List.of(numbers));
        var options = CsvReadOptions.builder(new StringReader(text)).sample(false).commentPrefix(NO_COMMENT);
        if (types.size() == lines.get(0).fields.length) options.columnTypes(types::get);
        else options.columnTypesPartial(types);
        var table = Table.read().csv(options.build()).setName(name);
        for (var column : List.copyOf(table.columns())) {
            if (column instanceof StringColumn words) replaceByDates(table, words);
        }
        return table;
    }

    /**
     * The types that are plain to see: of the columns that must be numbers, of decimals, of days. Where they are the
     * types of all columns, the file is read three times as fast: Tablesaw would try each of its types on each value.
     */
    private Map<String, ColumnType> plainTypes(List<String> numbers) {
        var types = new HashMap<String, ColumnType>();
        var header = lines.get(0).fields;
        for (int k = 0; k < header.length; k++) {
            if (numbers.contains(header[k]) || all(k, Csv::isDecimal)) types.put(header[k], ColumnType.DOUBLE);
            else if (all(k, Csv::isDay)) types.put(header[k], ColumnType.LOCAL_DATE);
        }
        return types;
    }

    private boolean all(int column, Predicate<String> holds) {
        return lines.stream().skip(1).allMatch(line -> line.fields[column] != null && holds.test(line.fields[column]));
    }

    /** Digits, a point, digits: {@code -1.25}. */
    private static boolean isDecimal(String value) {
        int point = value.indexOf('.');
        int first = value.startsWith("-") ? 1 : 0;
        return point > first && point < value.length() - 1 && digits(value, first, point)
                && digits(value, point + 1, value.length());
    }

    private static boolean digits(String value, int from, int to) {
        for (int k = from; k < to; k++) if (value.charAt(k) < '0' || value.charAt(k) > '9') return false;
        return true;
    }

    private static boolean isDay(String value) {
        try {
            return value.length() == 10 && LocalDate.parse(value) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Months and times to the minute, which Tablesaw leaves as text. */
    private static void replaceByDates(Table table, StringColumn text) {
        var months = DateColumn.create(text.name());
        var times = DateTimeColumn.create(text.name());
        if (all(text, value -> months.append(YearMonth.parse(value).atDay(1)))) {
            table.replaceColumn(text.name(), months);
        } else if (all(text, value -> times.append(LocalDateTime.parse(value, MINUTES)))) {
            table.replaceColumn(text.name(), times);
        }
    }

    private static boolean all(StringColumn text, Consumer<String> parse) {
        try {
            text.forEach(parse);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private IllegalArgumentException refusal(String where, String expected, String got, String hint) {
        return new IllegalArgumentException(name + where + ": expects " + expected + ", got " + got + hint);
    }
}
