package unrolled.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import unrolled.machine.Stop;

/**
 * Rows that are missing from a table of one row an hour, a day, a week, a month, a quarter or a year: a network sees
 * rows, not dates, and would take the row after a gap for the next day.
 *
 * <p>A row counts for the hour, day … of the calendar that it lies in; weeks run from Monday to Sunday, quarters begin
 * in January, April, July and October. Two rows in one are refused. What is missing is dated as the table is, and
 * always counted from its first row:
 *
 * <pre>
 *   hours                       the minute of the first row, if all rows share it
 *   days                        the time of day of the first row
 *   weeks                       its day of the week
 *   months, quarters, years     its place in the quarter or year, and its day of the month; where every row is a last
 *                               of the month, the last; where rows are of the 30th or 29th, in February its last
 * </pre>
 *
 * The column is of dates, of dates with time, or of instants, which are read in UTC. Clocks that change: local times
 * say nothing about them. Without a zone an hour that is skipped in spring is listed as missing, and one that comes
 * twice in autumn is refused; with the {@link ZoneId} the first is not missed, and the second must be there twice.
 */
public final class Gaps {

    private enum Unit {
        HOUR, DAY, WEEK, MONTH, QUARTER, YEAR;

        String words() {
            return (this == HOUR ? "an " : "a ") + name().toLowerCase(Locale.ROOT);
        }

        Periods of(List<LocalDateTime> times, ZoneId zone) {
            return switch (this) {
                case HOUR -> Periods.hours(times, zone);
                case DAY -> Periods.days(times.get(0));
                case WEEK -> Periods.weeks(times.get(0));
                case MONTH -> Periods.months(1, times);
                case QUARTER -> Periods.months(3, times);
                case YEAR -> Periods.months(12, times);
            };
        }
    }

    private final Table table;
    private final Column<?> column;
    private final Unit unit;
    private final boolean inZone;
    private final ZoneId zone;
    private final List<LocalDateTime> times = new ArrayList<>();
    private final long[] index;
    private final Periods periods;

    private Gaps(Table table, String dates, Unit unit, ZoneId zone) {
        this.table = table;
        this.unit = unit;
        inZone = zone != null;
        this.zone = inZone ? zone : ZoneOffset.UTC;
        column = dates(dates);
        for (int row = 0; row < column.size(); row++) times.add(time(row));
        index = new long[times.size()];
        periods = index.length == 0 ? null : unit.of(times, this.zone);
        for (int row = 1; row < index.length; row++) {
            index[row] = periods.index(times.get(row), index[row - 1]);
            if (index[row] <= index[row - 1]) throw outOfOrder(row);
        }
    }

    /**
     * The hours between the first and the last that have no row; of a column of instants in UTC.
     *
     * @throws IllegalArgumentException if the column is not of dates with time that rise from row to row, or an hour
     *     has two rows, as where the clocks go back
     */
    public static List<LocalDateTime> missingHours(Table table, String dates) {
        return new Gaps(table, dates, Unit.HOUR, null).missing();
    }

    /**
     * The hours that passed in a zone between the first row and the last and have no row. The hour that comes twice
     * when clocks go back is missing once if it has one row, that which they skip when they go forward never.
     *
     * @throws IllegalArgumentException if the column is not of dates with time, they do not rise as the zone's clocks
     *     do, or one names a time that they skip
     */
    public static List<LocalDateTime> missingHours(Table table, String dates, ZoneId zone) {
        return new Gaps(table, dates, Unit.HOUR, zone).missing();
    }

    /**
     * The days between the first and the last that have no row.
     *
     * @throws IllegalArgumentException if the column is not of dates that rise from row to row, or a day has two rows
     */
    public static List<LocalDate> missingDays(Table table, String dates) {
        return missingDates(table, dates, Unit.DAY);
    }

    /** As {@link #missingDays}, for weeks from Monday to Sunday. */
    public static List<LocalDate> missingWeeks(Table table, String dates) {
        return missingDates(table, dates, Unit.WEEK);
    }

    /** As {@link #missingDays}, for months. */
    public static List<LocalDate> missingMonths(Table table, String dates) {
        return missingDates(table, dates, Unit.MONTH);
    }

    /** As {@link #missingDays}, for quarters. */
    public static List<LocalDate> missingQuarters(Table table, String dates) {
        return missingDates(table, dates, Unit.QUARTER);
    }

    /** As {@link #missingDays}, for years. */
    public static List<LocalDate> missingYears(Table table, String dates) {
        return missingDates(table, dates, Unit.YEAR);
    }

    /**
     * A copy with a row for every hour: as {@link #fillDays}. Without a zone that means also for an hour that the
     * clocks skipped.
     *
     * @throws IllegalArgumentException as {@link #missingHours(Table, String)}
     */
    public static Table fillHours(Table table, String dates) {
        return new Gaps(table, dates, Unit.HOUR, null).filled();
    }

    /**
     * A copy with a row for every hour that passed in a zone: as {@link #fillDays}.
     *
     * @throws IllegalArgumentException as {@link #missingHours(Table, String, ZoneId)}
     */
    public static Table fillHours(Table table, String dates, ZoneId zone) {
        return new Gaps(table, dates, Unit.HOUR, zone).filled();
    }

    /**
     * A copy with a row for every day: between known values a and b, numbers at the share s of the missing rows are
     * {@code a + s (b − a)}; other columns are left missing there. Whole numbers become {@code double}. A filled value
     * knows b, which lies after it: where a split falls into the gap, b is of the later part.
     *
     * @throws IllegalArgumentException if the column is not of dates that rise from row to row, or a day has two rows
     */
    public static Table fillDays(Table table, String dates) {
        return new Gaps(table, dates, Unit.DAY, null).filled();
    }

    /** As {@link #fillDays}, for weeks from Monday to Sunday. */
    public static Table fillWeeks(Table table, String dates) {
        return new Gaps(table, dates, Unit.WEEK, null).filled();
    }

    /** As {@link #fillDays}, for months; each counts the same, whatever its length. */
    public static Table fillMonths(Table table, String dates) {
        return new Gaps(table, dates, Unit.MONTH, null).filled();
    }

    /** As {@link #fillDays}, for quarters. */
    public static Table fillQuarters(Table table, String dates) {
        return new Gaps(table, dates, Unit.QUARTER, null).filled();
    }

    /** As {@link #fillDays}, for years. */
    public static Table fillYears(Table table, String dates) {
        return new Gaps(table, dates, Unit.YEAR, null).filled();
    }

    private static List<LocalDate> missingDates(Table table, String dates, Unit unit) {
        return new Gaps(table, dates, unit, null).missing().stream().map(LocalDateTime::toLocalDate).toList();
    }

    private List<LocalDateTime> missing() {
        var missing = new ArrayList<LocalDateTime>();
        for (int row = 1; row < index.length; row++) {
            for (long k = index[row - 1] + 1; k < index[row]; k++) {
                Stop.check();
                missing.add(periods.date(k));
            }
        }
        return missing;
    }

    private Table filled() {
        var filled = Table.create(table.name());
        for (var other : table.columns()) {
            filled.addColumns(other instanceof NumericColumn<?> n ? n.asDoubleColumn().emptyCopy() : other.emptyCopy());
        }
        for (int row = 0; row < index.length; row++) {
            long before = row == 0 ? -1 : index[row - 1];
            for (long k = before + 1; k < index[row]; k++) {
                Stop.check();
                appendBetween(filled, row, (double) (k - before) / (index[row] - before));
                date(filled.column(column.name()), periods.date(k));
            }
            appendBetween(filled, row, 1);
        }
        return filled;
    }

    /** Appends the row at the share {@code s} of the way from row − 1 to row; s = 1 is the row itself. */
    private void appendBetween(Table filled, int row, double s) {
        for (var from : table.columns()) {
            var to = filled.column(from.name());
            if (from instanceof NumericColumn<?> n) {
                double b = n.getDouble(row);
                double a = s == 1 ? b : n.getDouble(row - 1);
                filled.doubleColumn(from.name()).append(a + s * (b - a));
            } else if (s == 1) {
                to.appendObj(from.get(row));
            } else {
                to.appendMissing();
            }
        }
    }

    /** Dates the last row. */
    private static void date(Column<?> column, LocalDateTime time) {
        int last = column.size() - 1;
        if (column instanceof DateColumn days) days.set(last, time.toLocalDate());
        if (column instanceof DateTimeColumn moments) moments.set(last, time);
        if (column instanceof InstantColumn instants) instants.set(last, time.toInstant(ZoneOffset.UTC));
    }

    private Column<?> dates(String name) {
        var found = table.containsColumn(name) ? table.column(name) : null;
        boolean moments = found instanceof DateTimeColumn || found instanceof InstantColumn && !inZone;
        if (moments || found instanceof DateColumn && unit != Unit.HOUR) return found;
        throw new IllegalArgumentException("Gaps expects a column of dates" + (unit == Unit.HOUR ? " with time" : "")
                + ", got '" + name + "' (" + (found == null ? "no such column" : found.type())
                + (table.name() == null ? "" : ", table " + table.name()) + ")"
                + (inZone && found instanceof InstantColumn ? "; an instant needs no zone" : ""));
    }

    private LocalDateTime time(int row) {
        if (column.isMissing(row)) throw refusal("dates that rise from row to row", "none", row, "");
        var value = column.get(row);
        if (value instanceof LocalDate day) return day.atStartOfDay();
        if (value instanceof Instant instant) return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        var time = (LocalDateTime) value;
        if (!zone.getRules().getValidOffsets(time).isEmpty()) return time;
        throw refusal("times that there were", time + "", row, "; the clocks of " + zone + " skip it");
    }

    private IllegalArgumentException outOfOrder(int row) {
        var last = column.get(row - 1);
        var next = column.get(row);
        boolean later = times.get(row).isAfter(times.get(row - 1));
        if (later) return refusal("one row " + unit.words(), last + " and " + next, row, "");
        boolean back = unit == Unit.HOUR && !inZone && column instanceof DateTimeColumn
                && !times.get(row).isBefore(times.get(row - 1).minusHours(1));
        return refusal("dates that rise from row to row", last + " before " + next, row, back
                ? "; did the clocks go back? Then give their zone, and a row for each time" : "");
    }

    private IllegalArgumentException refusal(String expected, String got, int row, String hint) {
        return new IllegalArgumentException("Gaps expects " + expected + ", got " + got + " (column '" + column.name()
                + "', row " + row + ")" + hint);
    }
}
