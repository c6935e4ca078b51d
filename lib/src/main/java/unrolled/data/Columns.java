package unrolled.data;

import java.util.Arrays;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import unrolled.seq.Sequence;

/** Takes columns of numbers out of a table, without gaps: an array, or a sequence with a feature for each column. */
public final class Columns {

    private Columns() {}

    /**
     * One column as an array, row by row.
     *
     * @throws IllegalArgumentException if the table has no rows, no such column, or one that is not all numbers
     */
    public static double[] numbers(Table table, String column) {
        if (table.rowCount() == 0) {
            throw new IllegalArgumentException("Columns expects rows, got none (" + name(table) + ")");
        }
        if (!table.containsColumn(column)) {
            throw new IllegalArgumentException("Columns expects one of " + String.join(", ", table.columnNames())
                    + ", got '" + column + "' (" + name(table) + ")");
        }
        if (!(table.column(column) instanceof NumericColumn<?> numbers)) throw noNumbers(table, column);
        var values = numbers.asDoubleArray();
        for (int row = 0; row < values.length; row++) {
            if (Double.isFinite(values[row])) continue;
            throw new IllegalArgumentException("Columns expects a number in every row, got "
                    + (Double.isNaN(values[row]) ? "a missing value" : values[row]) + " (" + name(table) + ", column '"
                    + column + "', row " + row + ")");
        }
        return values;
    }

    /**
     * The columns as one example: T = rows, B = 1, D = columns in the order given.
     *
     * @throws IllegalArgumentException if no column is named, or one is refused by {@link #numbers}
     */
    public static Sequence sequence(Table table, String... columns) {
        if (columns.length == 0) throw new IllegalArgumentException("Columns expects a column or more, got none");
        var values = Arrays.stream(columns).map(column -> numbers(table, column)).toArray(double[][]::new);
        var x = new Sequence(table.rowCount(), 1, columns.length);
        for (int t = 0; t < x.steps(); t++) {
            for (int d = 0; d < columns.length; d++) x.set(t, 0, d, values[d][t]);
        }
        return x;
    }

    /** Names the first value that is no number: a column with one such value is text. */
    private static IllegalArgumentException noNumbers(Table table, String column) {
        var values = table.column(column);
        int row = 0;
        while (row < values.size() - 1 && isNumber(values.getString(row))) row++;
        return new IllegalArgumentException("Columns expects numbers, got "
                + (values.isMissing(row) ? "a missing value" : '"' + values.getString(row) + '"') + ", "
                + values.type() + " (" + name(table) + ", column '" + column + "', row " + row + ")");
    }

    private static boolean isNumber(String value) {
        try {
            return Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String name(Table table) {
        return table.name() == null ? "table" : table.name();
    }
}
