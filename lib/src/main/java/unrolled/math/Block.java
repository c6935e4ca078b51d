package unrolled.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A rectangle of numbers inside a row-major array: entry (r, c) stands at {@code offset + r·stride + c}.
 *
 * <p>A block copies nothing. It names the rows of one time step in a time-major matrix, or the columns of one gate in
 * a stack of gates, so that {@link Blas} and {@link Activation} can work on them in place.
 */
public final class Block extends Operand {

    public final double[] data;

    /** @throws IllegalArgumentException if the rectangle does not lie inside {@code data} */
    public Block(double[] data, int offset, int rows, int cols, int stride) {
        super(data.length, offset, rows, cols, stride);
        this.data = data;
    }

    /** The whole of a matrix. */
    public static Block of(DMatrixRMaj m) {
        return new Block(m.data, 0, m.numRows, m.numCols, m.numCols);
    }

    @Override public Block rows(int from, int to) {
        expectInside("rows", from, to, rows);
        return new Block(data, offset + from * stride, to - from, cols, stride);
    }

    @Override public Block cols(int from, int to) {
        expectInside("columns", from, to, cols);
        return new Block(data, offset + from, rows, to - from, stride);
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

    @Override public void fill(double value) {
        for (int r = 0; r < rows; r++) Arrays.fill(data, row(r), row(r) + cols, value);
    }

    @Override public void copyFrom(Block source) {
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
    void add(double[] numbers) {
        for (int r = 0; r < rows; r++) {
            int to = row(r);
            for (int j = 0; j < cols; j++) data[to + j] += numbers[r * cols + j];
        }
    }

    void add(float[] numbers) {
        add(0, rows, numbers);
    }

    /** Adds the front of an array to {@code count} rows. */
    void add(int row, int count, float[] numbers) {
        for (int r = 0; r < count; r++) {
            int to = row(row + r);
            for (int j = 0; j < cols; j++) data[to + j] += numbers[r * cols + j];
        }
    }

    /** Rounds the columns {@code from} to {@code to} of {@code count} rows to the front of an array. */
    void round(int row, int count, int from, int to, float[] numbers) {
        int n = to - from;
        for (int r = 0; r < count; r++) {
            int at = row(row + r) + from;
            for (int j = 0; j < n; j++) numbers[r * n + j] = (float) data[at + j];
        }
    }

    /** Adds to this 1×cols block the sum of the rows of {@code source}. */
    public void addColumnSums(Operand source) {
        if (rows != 1 || source.cols != cols) throw refusal("addColumnSums", "1×" + source.cols, this);
        Blas.addColumnSums(source, this);
    }

    @Override public void read(int from, int to, double[] numbers) {
        int n = to - from;
        for (int r = 0; r < rows; r++) System.arraycopy(data, row(r) + from, numbers, r * n, n);
    }

    @Override public void write(int from, int to, double[] numbers) {
        int n = to - from;
        for (int r = 0; r < rows; r++) System.arraycopy(numbers, r * n, data, row(r) + from, n);
    }

    @Override void read(int from, int to, float[] numbers) {
        round(0, rows, from, to, numbers);
    }

    @Override void write(int from, int to, float[] numbers) {
        int n = to - from;
        for (int r = 0; r < rows; r++) {
            int at = row(r) + from;
            for (int j = 0; j < n; j++) data[at + j] = numbers[r * n + j];
        }
    }

    @Override public void fillRows(Block source) {
        expectRow("fillRows", source);
        for (int r = 0; r < rows; r++) System.arraycopy(source.data, source.offset, data, row(r), cols);
    }

    /** A copy as a matrix. */
    public DMatrixRMaj toMatrix() {
        var copy = new DMatrixRMaj(rows, cols);
        of(copy).copyFrom(this);
        return copy;
    }
}
