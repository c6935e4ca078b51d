package unrolled.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import unrolled.machine.Stop;

/**
 * The lines of a table of separated values and their fields, as RFC 4180 has them: Commons CSV finds the fields, this
 * class what people write around them, and the number of each line.
 *
 * <p>The separator is the one of comma, semicolon and tab that the first line has most of, or what an Excel line
 * {@code sep=;} before it says. A field in quotes may hold separators and line ends, and {@code ""} for a quote; an
 * empty field is null. Lines end with a line feed, a carriage return, or both. Blank lines are passed over, except
 * between the rows of a single column, where they are rows with a missing value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">Y. Shafranovich, RFC 4180 (2005)</a>
 */
final class CsvLines {

    /** @param number of the line on which it begins, from 1 */
    record Line(int number, String[] fields) {}

    private static final String EXCEL = "sep=";
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** So many different fields are remembered. */
    private static final int FIELDS = 1 << 18;

    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();

    /**
     * @param name stands in refusals
     * @throws IllegalArgumentException if a quote is not closed, something follows a closing quote, or the text holds
     *         control characters
     */
    CsvLines(String name, String text) {
        this.name = name;
        expectNoControls(text);
        boolean said = saysSeparator(text);
        var format = CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true)
                .setDelimiter(said ? text.charAt(EXCEL.length()) : separator(text)).get();
        try (var parser = format.parse(new StringReader(text))) {
            read(parser, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (lines.size() > 1 && isBlank(lines.get(lines.size() - 1))) lines.remove(lines.size() - 1);
    }

    /** The lines that are not blank, the header first. */
    List<Line> lines() {
        return lines;
    }

    private void expectNoControls(String text) {
        int line = 1;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c < ' ' && c != '\t' && !endsLine(c)) {
                throw refusal(line, "text", String.format("the control character U+%04X", (int) c));
            }
            if (c != '\n' && (c != '\r' || text.startsWith("\n", k + 1))) continue;
            Stop.check();
            line++;
        }
    }

    private static boolean saysSeparator(String text) {
        if (!text.startsWith(EXCEL) || text.length() == EXCEL.length()) return false;
        char separator = text.charAt(EXCEL.length());
        return !endsLine(separator) && separator != '"';
    }

    private static char separator(String text) {
        var counts = new int[SEPARATORS.length];
        boolean quoted = false;
        int first = 0;
        while (first < text.length() && endsLine(text.charAt(first))) first++;
        for (int k = first; k < text.length() && (quoted || !endsLine(text.charAt(k))); k++) {
            if (text.charAt(k) == '"') quoted = !quoted;
            for (int j = 0; j < counts.length && !quoted; j++) if (text.charAt(k) == SEPARATORS[j]) counts[j]++;
        }
        int most = 0;
        for (int j = 1; j < counts.length; j++) if (counts[j] > counts[most]) most = j;
        return SEPARATORS[most];
    }

    private void read(CSVParser parser, boolean passFirst) {
        int number = 1;
        try {
            for (var record : parser) {
                Stop.check();
                if (number > 1 || !passFirst) add(new Line(number, filled(record.values())));
                number = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            if (e.getMessage().contains("EOF")) {
                throw refusal(number, "a closing quote", "none until the end of the file");
            }
            throw refusal((int) parser.getCurrentLineNumber(), "a separator after a closing quote", "more text");
        }
    }

    private void add(Line line) {
        boolean counts = !lines.isEmpty() && lines.get(0).fields.length == 1;
        if (counts || !isBlank(line)) lines.add(line);
    }

    private static boolean isBlank(Line line) {
        return line.fields.length == 1 && line.fields[0] == null;
    }

    private String[] filled(String[] fields) {
        Arrays.setAll(fields, k -> fields[k].isBlank() ? null : first(fields[k].strip()));
        return fields;
    }

    /** The first field with this text: a large file repeats itself, and keeps each text once. */
    private String first(String field) {
        if (seen.size() == FIELDS) return seen.getOrDefault(field, field);
        var first = seen.putIfAbsent(field, field);
        return first == null ? field : first;
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }

    private IllegalArgumentException refusal(int line, String expected, String got) {
        return new IllegalArgumentException(name + " line " + line + ": expects " + expected + ", got " + got);
    }
}
