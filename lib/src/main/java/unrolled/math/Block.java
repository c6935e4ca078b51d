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

    /** A transposition goes by squares of this size: one of both matrices fits the fastest memory. */
    static final int SQUARE = 16;

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

    @Override public void copyRows(int to, int count, Operand source, int from) {
        if (source instanceof Outside outside) {
            outside.copyTo(false, from, count, this, to);
            return;
        }
        var block = (Block) source;
        for (int r = 0; r < count; r++) System.arraycopy(block.data, block.row(from + r), data, row(to + r), cols);
    }

    @Override public void addRow(int to, Block source, int from) {
        for (int j = 0; j < cols; j++) data[row(to) + j] += source.data[source.row(from) + j];
    }

    @Override public void clearRow(int r) {
        Arrays.fill(data, row(r), row(r) + cols, 0);
    }

    /** this = A B. */
    public void setProduct(Block A, Block B) {
        Blas.product(A, B, this);
    }

    /** this = A Bᵀ. */
    public void setProductTransB(Block A, Block B) {
        Blas.productTransB(A, B, this);
    }

    /** this += A B. */
    public void addProduct(Block A, Block B) {
        Blas.addProduct(A, B, this);
    }

    /** this += Aᵀ B. */
    public void addProductTransA(Block A, Block B) {
        Blas.addProductTransA(A, B, this);
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

    /** Adds to this 1×cols block the sum of the rows of {@code source}. */
    public void addColumnSums(Operand source) {
        if (rows != 1 || source.cols != cols) throw refusal("addColumnSums", "1×" + source.cols, this);
        Blas.addColumnSums(source, this);
    }

    @Override void read(int from, int to, double[] numbers) {
        int n = to - from;
        if (n == stride) {
            System.arraycopy(data, offset, numbers, 0, rows * n);
            return;
        }
        for (int r = 0; r < rows; r++) System.arraycopy(data, row(r) + from, numbers, r * n, n);
    }

    @Override void write(int from, int to, double[] numbers) {
        int n = to - from;
        if (n == stride) {
            System.arraycopy(numbers, 0, data, offset, rows * n);
            return;
        }
        for (int r = 0; r < rows; r++) System.arraycopy(numbers, r * n, data, row(r) + from, n);
    }

    @Override void copyTransposed(Block source) {
        expectTransposed(source);
        for (int r = 0; r < rows; r += SQUARE) {
            for (int c = 0; c < cols; c += SQUARE) copySquareTransposed(source, r, c);
        }
    }

    private void copySquareTransposed(Block source, int row, int col) {
        int rowEnd = Math.min(row + SQUARE, rows);
        int colEnd = Math.min(col + SQUARE, cols);
        for (int r = row; r < rowEnd; r++) {
            int to = row(r);
            for (int c = col; c < colEnd; c++) data[to + c] = source.data[source.row(c) + r];
        }
    }

    /** Writes {@code count} columns, from {@code col} on, to the front of an array, where each is a row. */
    void takeTransposed(int col, int count, double[] numbers) {
        for (int first = 0; first < rows; first += SQUARE) {
            int end = Math.min(first + SQUARE, rows);
            for (int c = 0; c < count; c++) {
                for (int r = first; r < end; r++) numbers[c * rows + r] = data[row(r) + col + c];
            }
        }
    }

    @Override public void fillRows(Block source) {
        expectRow("fillRows", source);
        for (int r = 0; r < rows; r++) System.arraycopy(source.data, source.offset, data, row(r), cols);
    }
}
