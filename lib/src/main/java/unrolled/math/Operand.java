package unrolled.math;

import org.ejml.data.DMatrixRMaj;

/**
 * What a {@link Matrix} multiplies: a rectangle of numbers in a row-major memory, doubles in Java's heap (a
 * {@link Block}), or doubles or floats outside of it. Entry (r, c) stands at {@code offset + r·stride + c}.
 */
public abstract sealed class Operand permits Block, Outside {

    public final int offset;
    public final int rows;
    public final int cols;
    public final int stride;

    /** @throws IllegalArgumentException if the rectangle does not lie inside a memory of {@code length} numbers */
    Operand(int length, int offset, int rows, int cols, int stride) {
        boolean inside = offset >= 0 && rows >= 0 && cols >= 0 && stride >= cols
                && (rows == 0 || offset + (rows - 1L) * stride + cols <= length);
        if (!inside) {
            throw new IllegalArgumentException(getClass().getSimpleName() + " expects a rectangle inside " + length
                    + " numbers, got " + rows + "×" + cols + " (offset " + offset + ", stride " + stride + ")");
        }
        this.offset = offset;
        this.rows = rows;
        this.cols = cols;
        this.stride = stride;
    }

    /**
     * Rows {@code from} to {@code to}, the last excluded.
     *
     * @throws IllegalArgumentException if they do not lie inside
     */
    public abstract Operand rows(int from, int to);

    /**
     * Columns {@code from} to {@code to}, the last excluded.
     *
     * @throws IllegalArgumentException if they do not lie inside
     */
    public abstract Operand cols(int from, int to);

    /** Sets {@code count} rows, from row {@code to} on, to those of {@code source} from its row {@code from} on. */
    public abstract void copyRows(int to, int count, Operand source, int from);

    /** Adds row {@code from} of {@code source} to row {@code to}. */
    public abstract void addRow(int to, Block source, int from);

    /** Sets row {@code r} to 0. */
    public abstract void clearRow(int r);

    /** Sets every number to the one at the same place of {@code source}. */
    public final void copyFrom(Operand source) {
        expectShape("copyFrom", source);
        copyRows(0, rows, source, 0);
    }

    /** Whether its numbers have 24 bits. */
    boolean inFloats() {
        return false;
    }

    /** Writes the columns {@code from} to {@code to}, row after row, to the front of an array; of doubles only. */
    abstract void read(int from, int to, double[] numbers);

    /** Sets the columns {@code from} to {@code to}, row after row, from the front of an array; of doubles only. */
    abstract void write(int from, int to, double[] numbers);

    /** Sets every entry (r, c) to the entry (c, r) of {@code source}. */
    abstract void copyTransposed(Block source);

    /** Sets every row to the one row of {@code source}, 1×cols. */
    public abstract void fillRows(Block source);

    public abstract void fill(double value);

    /** A copy as a matrix of doubles. */
    public final DMatrixRMaj toMatrix() {
        var copy = new DMatrixRMaj(rows, cols);
        Block.of(copy).copyFrom(this);
        return copy;
    }

    /** The index of the first number of row {@code r}. */
    public final int row(int r) {
        return offset + r * stride;
    }

    @Override public final String toString() {
        return rows + "×" + cols;
    }

    final void expectShape(String who, Operand other) {
        if (rows != other.rows || cols != other.cols) throw refusal(who, toString(), other);
    }

    final void expectTransposed(Block source) {
        if (rows != source.cols || cols != source.rows) throw refusal("copyTransposed", cols + "×" + rows, source);
    }

    final void expectRow(String who, Block row) {
        if (row.rows != 1 || row.cols != cols) throw refusal(who, "1×" + cols, row);
    }

    final IllegalArgumentException refusal(String who, String expected, Operand got) {
        return new IllegalArgumentException(getClass().getSimpleName() + "." + who + " expects " + expected + ", got "
                + got);
    }

    final void expectInside(String what, int from, int to, int count) {
        if (0 <= from && from <= to && to <= count) return;
        throw new IllegalArgumentException(getClass().getSimpleName() + " expects " + what + " from 0 to " + count
                + ", got " + from + " to " + to + " (" + getClass().getSimpleName().toLowerCase() + " of " + this
                + ")");
    }
}
