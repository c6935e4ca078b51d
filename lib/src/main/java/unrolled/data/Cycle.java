package unrolled.data;

import java.time.LocalDateTime;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * A time that comes round: the hour of the day, the day of the week, the time of the year. As an angle it has no seam,
 * so that 23:00 lies beside 00:00 and December beside January.
 *
 * <pre>
 *   p = the share of the round that has passed, 0 ≤ p &lt; 1         sin 2πp,  cos 2πp
 * </pre>
 *
 * The day of the week and of the year pass with the time of day. Months count whole, each a twelfth of the year, so
 * that a table dated at month ends has the months of one dated at their beginnings.
 */
public enum Cycle {

    HOUR_OF_DAY("hour of day", t -> hours(t) / 24),
    DAY_OF_WEEK("day of week", t -> (t.getDayOfWeek().ordinal() + hours(t) / 24) / 7),
    MONTH_OF_YEAR("month of year", t -> (t.getMonthValue() - 1) / 12.0),
    DAY_OF_YEAR("day of year", t -> (t.getDayOfYear() - 1 + hours(t) / 24) / t.toLocalDate().lengthOfYear());

    private static final double NANOSECONDS = 3.6e12;              // of an hour

    private final String words;
    private final ToDoubleFunction<LocalDateTime> share;

    Cycle(String words, ToDoubleFunction<LocalDateTime> share) {
        this.words = words;
        this.share = share;
    }

    private static double hours(LocalDateTime time) {
        return time.toLocalTime().toNanoOfDay() / NANOSECONDS;
    }

    /** The share of the round that has passed at a time, from 0 to below 1; a week begins on Monday. */
    public double share(LocalDateTime time) {
        return Math.min(share.applyAsDouble(time), Math.nextDown(1.0));       // the last nanoseconds round up
    }

    /**
     * Two columns for each cycle, such as {@code day of year sin} and {@code day of year cos}, row by row.
     *
     * @param column the name of a column of dates or of dates with time
     * @throws IllegalArgumentException if no cycle is given, the column is of another kind, or a value is missing
     */
    public static Table features(Table table, String column, Cycle... cycles) {
        if (cycles.length == 0) throw new IllegalArgumentException("Cycle expects a cycle or more, got none");
        var times = times(table, column);
        var features = Table.create("calendar");
        for (var cycle : cycles) {
            var sin = DoubleColumn.create(cycle.words + " sin");
            var cos = DoubleColumn.create(cycle.words + " cos");
            for (var time : times) {
                sin.append(Math.sin(2 * Math.PI * cycle.share(time)));
                cos.append(Math.cos(2 * Math.PI * cycle.share(time)));
            }
            features.addColumns(sin, cos);
        }
        return features;
    }

    private static LocalDateTime[] times(Table table, String name) {
        if (!table.containsColumn(name)) {
            throw new IllegalArgumentException("Cycle expects one of " + String.join(", ", table.columnNames())
                    + ", got '" + name + "'");
        }
        var column = table.column(name);
        if (!(column instanceof DateColumn) && !(column instanceof DateTimeColumn)) {
            throw new IllegalArgumentException("Cycle expects dates, got " + column.type() + " (column '" + name
                    + "')");
        }
        var times = new LocalDateTime[column.size()];
        for (int row = 0; row < times.length; row++) {
            if (column.isMissing(row)) {
                throw new IllegalArgumentException("Cycle expects a date in every row, got none (column '" + name
                        + "', row " + row + ")");
            }
            times[row] = column instanceof DateColumn days ? days.get(row).atStartOfDay()
                    : (LocalDateTime) column.get(row);
        }
        return times;
    }
}
