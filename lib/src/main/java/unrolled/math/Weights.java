package unrolled.math;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix that stands on the right of many products while it stays what it is, such as the recurrent weights during
 * one sequence: transposed and rounded once, not at every step.
 *
 * <pre>
 *   W: N×K     C += A Wᵀ: M×K times K×N     C += A W: M×N times N×K
 * </pre>
 */
public final class Weights {

    /** Below so many rows in all its products, getting ready costs more than it saves. */
    private static final int MANY = 64;
    private static final int TILE = 16;

    private final Block W;
    private Block transposed;                   // K×N, made when it is first asked for
    private Floats single;
    private Floats singleTransposed;
    private boolean ready;
    private boolean rounded;

    public Weights(Block W) {
        this.W = W;
    }

    /** Gets ready for products with {@code rows} rows in all; to be called again when the numbers of W have changed. */
    public void prepare(Precision precision, int rows) {
        ready = rows >= MANY && (long) W.rows * W.cols * rows > Blas.SMALL * (long) MANY;
        rounded = ready && precision == Precision.SINGLE && Single.available();
        if (!ready) return;
        if (transposed == null) transposed = Block.of(new DMatrixRMaj(W.cols, W.rows));
        transpose(W, transposed);
        if (!rounded) return;
        if (single == null) {
            single = Floats.of(W.rows, W.cols);
            singleTransposed = Floats.of(W.cols, W.rows);
        }
        single.copyFrom(W);
        singleTransposed.copyFrom(transposed);
    }

    /** C += A Wᵀ. */
    public void addProductTransB(Operand A, Operand C) {
        if (rounded) Single.addProduct(false, A, false, singleTransposed, C);
        else if (ready) Blas.addProduct(Precision.DOUBLE, A, transposed, C);
        else Blas.addProductTransB(Precision.DOUBLE, A, W, C);
    }

    /** C += A W. */
    public void addProduct(Operand A, Operand C) {
        if (rounded) Single.addProduct(false, A, false, single, C);
        else Blas.addProduct(Precision.DOUBLE, A, W, C);
    }

    /** Tile by tile: a tile of both fits the fastest memory. */
    private static void transpose(Block from, Block to) {
        for (int r = 0; r < from.rows; r += TILE) {
            for (int c = 0; c < from.cols; c += TILE) transposeTile(from, to, r, c);
        }
    }

    private static void transposeTile(Block from, Block to, int row, int col) {
        int rows = Math.min(row + TILE, from.rows);
        int cols = Math.min(col + TILE, from.cols);
        for (int c = col; c < cols; c++) {
            int at = to.row(c);
            for (int r = row; r < rows; r++) to.data[at + r] = from.data[from.row(r) + c];
        }
    }
}
