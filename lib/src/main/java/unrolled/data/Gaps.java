package unrolled.data;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Dates that are missing from a table of one row a day or a month: a network sees rows, not dates, and would take the
 * row after a gap for the next day.
 */
public final class Gaps {

    private Gaps() {}

    /**
     * The days between the first and the last that have no row.
     *
     * @throws IllegalArgumentException if the column is not of dates that rise from row to row
     */
    public static List<LocalDate> missingDays(Table table, String dates) {
        return missing(table, dates, ChronoUnit.DAYS);
    }

    /**
     * The months between the first and the last that have no row.
     *
     * @throws IllegalArgumentException if the column is not of dates that rise from row to row
     */
    public static List<LocalDate> missingMonths(Table table, String dates) {
        return missing(table, dates, ChronoUnit.MONTHS);
    }

    /**
     * A copy with a row for every day: between known values a and b, numbers at the share s of the way are
     * {@code a + s (b − a)}; other columns are left missing there. Whole numbers become {@code double}. A filled value
     * knows b, which lies after it: where a split falls into the gap, b is of the later part.
     *
     * @throws IllegalArgumentException if the column is not of dates that rise from row to row
     */
    public static Table fillDays(Table table, String dates) {
        return fill(table, dates, ChronoUnit.DAYS);
    }

    /** As {@link #fillDays}, for months. */
    public static Table fillMonths(Table table, String dates) {
        return fill(table, dates, ChronoUnit.MONTHS);
    }

    private static List<LocalDate> missing(Table table, String dates, ChronoUnit unit) {
        var column = dates(table, dates);
        var missing = new ArrayList<LocalDate>();
        for (int row = 1; row < column.size(); row++) {
            var first = column.get(row - 1);
            long gap = unit.between(first, column.get(row));
            for (long k = 1; k < gap; k++) missing.add(first.plus(k, unit));
        }
        return missing;
    }

    private static Table fill(Table table, String dates, ChronoUnit unit) {
        var column = dates(table, dates);
        var filled = Table.create(table.name());
        for (var other : table.columns()) {
            filled.addColumns(other instanceof NumericColumn<?> n ? n.asDoubleColumn().emptyCopy() : other.emptyCopy());
        }
        for (int row = 0; row < column.size(); row++) {
            long gap = row == 0 ? 1 : unit.between(column.get(row - 1), column.get(row));
            for (long k = 1; k < gap; k++) {
                appendBetween(table, filled, row, (double) k / gap);
                filled.dateColumn(dates).set(filled.rowCount() - 1, column.get(row - 1).plus(k, unit));
            }
            appendBetween(table, filled, row, 1);
        }
        return filled;
    }

    /** Appends the row at the share {@code s} of the way from row − 1 to row; s = 1 is the row itself. */
    private static void appendBetween(Table table, Table filled, int row, double s) {
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

    private static DateColumn dates(Table table, String name) {
        if (!table.containsColumn(name) || !(table.column(name) instanceof DateColumn column)) {
            throw new IllegalArgumentException("Gaps expects a column of dates, got '" + name + "' ("
                    + (table.containsColumn(name) ? table.column(name).type() : "no such column")
                    + (table.name() == null ? "" : ", table " + table.name()) + ")");
        }
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row) || row > 0 && !column.get(row).isAfter(column.get(row - 1))) {
                throw new IllegalArgumentException("Gaps expects dates that rise from row to row, got "
                        + (column.isMissing(row) ? "none" : column.get(row - 1) + " before " + column.get(row))
                        + " (column '" + name + "', row " + row + ")");
            }
        }
        return column;
    }
}
