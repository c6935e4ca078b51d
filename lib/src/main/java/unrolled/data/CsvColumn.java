package unrolled.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;
import unrolled.machine.Stop;

/**
 * The fields of one column, and what they all are: whole numbers, numbers, dates, times, claims or text.
 *
 * <p>What can be read in two ways stays text: {@code 1,234} may be one thousand or a little more than one,
 * {@code 1/2/2025} is in January or in February.
 */
final class CsvColumn {

    private static final Set<String> MISSING = Set.of("NA", "N/A", "NaN", "nan", "null", "M");
    private static final List<Function<String, LocalDate>> DATES = List.of(
            day("uuuuMMdd"), day("uuuu-M-d"), text -> YearMonth.parse(text).atDay(1), day("uuuu/M/d"), day("d.M.uuuu"),
            day("d-MMM-uuuu"));
    private static final Function<String, LocalDate> MONTH_FIRST = day("M/d/uuuu");
    private static final Function<String, LocalDate> DAY_FIRST = day("d/M/uuuu");
    private static final DateTimeFormatter MINUTES = formatter("uuuu-MM-dd HH:mm[:ss]");

    private final String name;
    private final String[] fields;           // null where one is empty
    private final char point;

    CsvColumn(String name, String[] fields) {
        this.name = name;
        this.fields = fields;
        point = hasDecimalComma() ? ',' : '.';
    }

    private static Function<String, LocalDate> day(String pattern) {
        var formatter = formatter(pattern);
        return text -> LocalDate.parse(text, formatter);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    // ---- numbers

    /** The first row, from 0, that does not hold a number; −1 if all do. */
    int firstWithoutNumber() {
        for (int row = 0; row < fields.length; row++) if (!isNumber(fields[row], point)) return row;
        return -1;
    }

    Column<?> numbers() {
        return DoubleColumn.create(name, Arrays.stream(fields).mapToDouble(this::number).toArray());
    }

    private double number(String field) {
        Stop.check();
        if (isMissing(field)) return Double.NaN;
        return Double.parseDouble(point == '.' ? field : field.replace(point, '.'));
    }

    /** Digits with at most one point, before them a sign and after them an exponent perhaps: -1.25, .5, 3e-4. */
    private static boolean isNumber(String field, char point) {
        if (field == null) return false;
        int at = afterSign(field, 0);
        int whole = afterDigits(field, at);
        int end = whole < field.length() && field.charAt(whole) == point ? afterDigits(field, whole + 1) : whole;
        boolean digits = whole > at || end > whole + 1;
        if (end < field.length() && (field.charAt(end) | ' ') == 'e') {
            int exponent = afterSign(field, end + 1);
            end = afterDigits(field, exponent);
            digits &= end > exponent;
        }
        return digits && end == field.length()
                && Double.isFinite(Double.parseDouble(point == '.' ? field : field.replace(point, '.')));
    }

    private static int afterSign(String field, int at) {
        return at < field.length() && (field.charAt(at) == '-' || field.charAt(at) == '+') ? at + 1 : at;
    }

    private static int afterDigits(String field, int from) {
        int at = from;
        while (at < field.length() && field.charAt(at) >= '0' && field.charAt(at) <= '9') at++;
        return at;
    }

    private static boolean isWhole(String field) {
        int from = afterSign(field, 0);
        return field.length() > from && field.length() <= from + 18 && afterDigits(field, from) == field.length();
    }

    /** Commas as points everywhere, and one at least that cannot part thousands: 0,5 or 12,25, not 1,234. */
    private boolean hasDecimalComma() {
        boolean certain = false;
        for (var field : fields) {
            if (isMissing(field) || isNumber(field, '.') && isWhole(field)) continue;
            if (!isNumber(field, ',')) return false;
            int comma = field.indexOf(',');
            int first = afterSign(field, 0);
            certain |= comma >= 0 && (field.length() != comma + 4 || comma > first + 3 || comma == first
                    || field.charAt(first) == '0');
        }
        return certain;
    }

    // ---- of what type

    /** A column of the narrowest type that all fields fit. */
    Column<?> typed() {
        if (Arrays.stream(fields).allMatch(CsvColumn::isMissing)) return texts();
        for (var format : DATES) if (parses(format)) return filled(DateColumn.create(name), format);
        if (all(CsvColumn::isWhole)) return wholeNumbers();
        if (all(field -> isNumber(field, point))) return numbers();
        boolean monthFirst = parses(MONTH_FIRST);
        if (monthFirst != parses(DAY_FIRST)) {
            return filled(DateColumn.create(name), monthFirst ? MONTH_FIRST : DAY_FIRST);
        }
        if (parses(LocalDateTime::parse)) return filled(DateTimeColumn.create(name), LocalDateTime::parse);
        if (parses(CsvColumn::minutes)) return filled(DateTimeColumn.create(name), CsvColumn::minutes);
        if (parses(LocalTime::parse)) return filled(TimeColumn.create(name), LocalTime::parse);
        return all(CsvColumn::isClaim) ? filled(BooleanColumn.create(name), Boolean::valueOf) : texts();
    }

    private Column<?> wholeNumbers() {
        boolean small = all(field -> Math.abs(Long.parseLong(field)) <= Integer.MAX_VALUE);
        return small ? filled(IntColumn.create(name), Integer::valueOf)
                : filled(LongColumn.create(name), Long::valueOf);
    }

    private static LocalDateTime minutes(String field) {
        return LocalDateTime.parse(field, MINUTES);
    }

    private static boolean isClaim(String field) {
        return field.equalsIgnoreCase("true") || field.equalsIgnoreCase("false");
    }

    private <T> Column<T> filled(Column<T> column, Function<String, T> parse) {
        for (var field : fields) {
            Stop.check();
            if (isMissing(field)) column.appendMissing();
            else column.append(parse.apply(field));
        }
        return column;
    }

    private Column<?> texts() {
        var texts = StringColumn.create(name);
        for (var field : fields) {
            if (field == null) texts.appendMissing();
            else texts.append(field);
        }
        return texts;
    }

    private static boolean isMissing(String field) {
        return field == null || MISSING.contains(field);
    }

    private boolean all(Predicate<String> fits) {
        for (var field : fields) {
            Stop.check();
            if (!isMissing(field) && !fits.test(field)) return false;
        }
        return true;
    }

    private boolean parses(Function<String, ?> parse) {
        try {
            return all(field -> parse.apply(field) != null);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
