package unrolled.data;

import java.util.ArrayList;
import java.util.List;
import unrolled.math.Stop;

/**
 * The lines of a table of separated values and their fields, as RFC 4180 has them.
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

    private final String name;
    private final String text;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();
    private int at;
    private int number = 1;

    /**
     * @param name stands in refusals
     * @throws IllegalArgumentException if a quote is not closed, something follows a closing quote, or the text holds
     *         control characters
     */
    CsvLines(String name, String text) {
        this.name = name;
        this.text = text;
        expectNoControls();
        boolean said = text.startsWith(EXCEL) && text.length() > EXCEL.length();
        separator = said ? text.charAt(EXCEL.length()) : separator(text);
        if (said) {
            at = EXCEL.length() + 1;
            endLine();
        }
        while (at < text.length()) add(line());
        while (lines.size() > 1 && isBlank(lines.get(lines.size() - 1))) lines.remove(lines.size() - 1);
    }

    /** The lines that are not blank, the header first. */
    List<Line> lines() {
        return lines;
    }

    private void expectNoControls() {
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c == '\n') Stop.check();
            if (c >= ' ' || c == '\t' || endsLine(c)) continue;
            throw refusal(1 + lineEnds(0, k), "text", String.format("the control character U+%04X", (int) c));
        }
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

    private void add(Line line) {
        boolean counts = !lines.isEmpty() && lines.get(0).fields.length == 1;
        if (counts || !isBlank(line)) lines.add(line);
    }

    private static boolean isBlank(Line line) {
        return line.fields.length == 1 && line.fields[0] == null;
    }

    private Line line() {
        Stop.check();
        int begin = number;
        var fields = new ArrayList<String>(lines.isEmpty() ? 8 : lines.get(0).fields.length);
        fields.add(field());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            fields.add(field());
        }
        endLine();
        return new Line(begin, fields.toArray(String[]::new));
    }

    /** Goes behind a field; before it stands the beginning of a line or a separator. */
    private String field() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') return quoted();
        int from = at;
        while (at < text.length() && text.charAt(at) != separator && !endsLine(text.charAt(at))) at++;
        return filled(text.substring(from, at));
    }

    private static String filled(String field) {
        var value = field.strip();
        return value.isEmpty() ? null : value;
    }

    private String quoted() {
        int begin = number;
        var value = new StringBuilder();
        quotedPart(begin, value);
        while (at < text.length() && text.charAt(at) == '"') quotedPart(begin, value.append('"'));
        skipBlanks();
        if (at < text.length() && text.charAt(at) != separator && !endsLine(text.charAt(at))) {
            throw refusal(number, "a separator after a closing quote", "'" + text.charAt(at) + "'");
        }
        return filled(value.toString());
    }

    /** From one quote to the next. */
    private void quotedPart(int begin, StringBuilder value) {
        int end = text.indexOf('"', at + 1);
        if (end < 0) throw refusal(begin, "a closing quote", "none until the end of the file");
        value.append(text, at + 1, end);
        number += lineEnds(at + 1, end);
        at = end + 1;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) != separator
                && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') at++;
        if (at < text.length() && text.charAt(at) == '\n') at++;
        number++;
    }

    /** How many lines end between two places. */
    private int lineEnds(int from, int to) {
        int ends = 0;
        for (int k = from; k < to; k++) {
            char c = text.charAt(k);
            if (c == '\n' || c == '\r' && text.charAt(k + 1) != '\n') ends++;
        }
        return ends;
    }

    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r';
    }

    private IllegalArgumentException refusal(int line, String expected, String got) {
        return new IllegalArgumentException(name + " line " + line + ": expects " + expected + ", got " + got);
    }
}
