package unrolled.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A rectangle of numbers inside a row-major array: entry (r, c) stands at {@code offset + r·stride + c}.
 *
 * <p>A block copies nothing. It names the rows of one time step in a time-major matrix, or the columns of one gate in
 * a stack of gates, so that {@link Blas} and {@link Activation} can work on them in place.
 */
public final class Block {

    public final double[] data;
    public final int offset;
    public final int rows;
    public final int cols;
    public final int stride;

    /** @throws IllegalArgumentException if the rectangle does not lie inside {@code data} */
    public Block(double[] data, int offset, int rows, int cols, int stride) {
        boolean inside = offset >= 0 && rows >= 0 && cols >= 0 && stride >= cols
                && (rows == 0 || offset + (rows - 1L) * stride + cols <= data.length);
        if (!inside) {
            throw new IllegalArgumentException("Block expects a rectangle inside " + data.length + " numbers, got "
                    + rows + "×" + cols + " (offset " + offset + ", stride " + stride + ")");
        }
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.cols = cols;
        this.stride = stride;
    }

    /** The whole of a matrix. */
    public static Block of(DMatrixRMaj m) {
        return new Block(m.data, 0, m.numRows, m.numCols, m.numCols);
    }

    /**
     * Rows {@code from} to {@code to}, the last excluded.
     *
     * @throws IllegalArgumentException if they do not lie inside this block
     */
    public Block rows(int from, int to) {
        expectInside("rows", from, to, rows);
        return new Block(data, offset + from * stride, to - from, cols, stride);
    }

    /**
     * Columns {@code from} to {@code to}, the last excluded.
     *
     * @throws IllegalArgumentException if they do not lie inside this block
     */
    public Block cols(int from, int to) {
        expectInside("columns", from, to, cols);
        return new Block(data, offset + from, rows, to - from, stride);
    }

    /** The array index of the first number of row {@code r}. */
    public int row(int r) {
        return offset + r * stride;
    }

    public double get(int r, int c) {
        return data[offset + r * stride + c];
    }

    public void set(int r, int c, double value) {
        data[offset + r * stride + c] = value;
    }

    /** Adds to entry (r, c). */
    public void add(int r, int c, double value) {
        data[offset + r * stride + c] += value;
    }

    public void fill(double value) {
        for (int r = 0; r < rows; r++) Arrays.fill(data, row(r), row(r) + cols, value);
    }

    /** Sets every number to the one at the same place of {@code source}. */
    public void copyFrom(Block source) {
        expectShape("copyFrom", source);
        for (int r = 0; r < rows; r++) System.arraycopy(source.data, source.row(r), data, row(r), cols);
    }

    /** Adds to every number {@code factor} times the one at the same place of {@code source}. */
    public void add(double factor, Block source) {
        expectShape("add", source);
        for (int r = 0; r < rows; r++) {
            int to = row(r);
            int from = source.row(r);
            for (int j = 0; j < cols; j++) data[to + j] += factor * source.data[from + j];
        }
    }

    /** Adds to every number the one of the array, row after row. */
    public void add(double[] numbers) {
        for (int r = 0; r < rows; r++) {
            int to = row(r);
            for (int j = 0; j < cols; j++) data[to + j] += numbers[r * cols + j];
        }
    }

    /** Adds to this 1×cols block the sum of the rows of {@code source}. */
    public void addColumnSums(Block source) {
        if (rows != 1 || source.cols != cols) throw refusal("addColumnSums", "1×" + source.cols, this);
        Blas.addColumnSums(source, this);
    }

    /** Writes the columns {@code from} to {@code to}, row after row, to the front of an array. */
    public void read(int from, int to, double[] numbers) {
        int n = to - from;
        for (int r = 0; r < rows; r++) System.arraycopy(data, row(r) + from, numbers, r * n, n);
    }

    /** Sets the columns {@code from} to {@code to}, row after row, from the front of an array. */
    public void write(int from, int to, double[] numbers) {
        int n = to - from;
        for (int r = 0; r < rows; r++) System.arraycopy(numbers, r * n, data, row(r) + from, n);
    }

    /** Sets every row to the one row of {@code source}, 1×cols. */
    public void fillRows(Block source) {
        if (source.rows != 1 || source.cols != cols) throw refusal("fillRows", "1×" + cols, source);
        for (int r = 0; r < rows; r++) System.arraycopy(source.data, source.offset, data, row(r), cols);
    }

    /** A copy as a matrix. */
    public DMatrixRMaj toMatrix() {
        var copy = new DMatrixRMaj(rows, cols);
        of(copy).copyFrom(this);
        return copy;
    }

    @Override public String toString() {
        return rows + "×" + cols;
    }

    private void expectShape(String who, Block other) {
        if (rows != other.rows || cols != other.cols) throw refusal(who, toString(), other);
    }

    private static IllegalArgumentException refusal(String who, String expected, Block got) {
        return new IllegalArgumentException("Block." + who + " expects " + expected + ", got " + got);
    }

    private void expectInside(String what, int from, int to, int count) {
        if (0 <= from && from <= to && to <= count) return;
        throw new IllegalArgumentException("Block expects " + what + " from 0 to " + count + ", got " + from + " to "
                + to + " (block of " + this + ")");
    }
}
