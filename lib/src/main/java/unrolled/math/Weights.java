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
    private final Single.Floats single = new Single.Floats();
    private final Single.Floats singleTransposed = new Single.Floats();
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
        single.set(W);
        singleTransposed.set(transposed);
    }

    /** C += A Wᵀ. */
    public void addProductTransB(Block A, Block C) {
        if (rounded) Single.addProduct(A, singleTransposed, C);
        else if (ready) Blas.addProduct(A, transposed, C);
        else Blas.addProductTransB(A, W, C);
    }

    /** C += A W. */
    public void addProduct(Block A, Block C) {
        if (rounded) Single.addProduct(A, single, C);
        else Blas.addProduct(A, W, C);
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
