package unrolled.math;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A K×N matrix that stands on the right of products, copied into tiles that each lie in one piece of memory: in a wide
 * matrix a row begins thousands of bytes after the one above it, and fetching it that way takes longer than the
 * product.
 */
final class Tiles {

    private final Block source;
    private final boolean transpose;
    private final int K;
    private final int N;
    private final List<Tile> tiles = new ArrayList<>();
    private DMatrixRMaj doubles;                // null until asked for, as the next
    private Floats floats;
    private boolean inFloats;
    private int height;
    private int width;
    private volatile boolean made;

    /** Rows {@code k} to … and columns {@code n} to … of the matrix, and where they come from. */
    private record Tile(int k, int n, Operand numbers, Block from) {

        void fill(boolean transpose) {
            if (transpose) numbers.copyTransposed(from);
            else numbers.copyFrom(from);
        }
    }

    /** Of {@code source}, or of its transpose. */
    Tiles(Block source, boolean transpose) {
        this.source = source;
        this.transpose = transpose;
        K = transpose ? source.cols : source.rows;
        N = transpose ? source.rows : source.cols;
    }

    /** The numbers of the source have changed. */
    void forget() {
        made = false;
    }

    /**
     * Copies the source, if it is not copied yet, into tiles of at most this height and width, of floats or of doubles.
     * The parts of a batch ask at the same time: one copies, the others wait.
     */
    void make(boolean inFloats, int height, int width) {
        if (made) return;
        synchronized (this) {
            if (made) return;
            shape(inFloats, height, width);
            for (int j = 0; j < tiles.size(); j++) tiles.get(j).fill(transpose);
            made = true;
        }
    }

    private void shape(boolean inFloats, int height, int width) {
        if (inFloats == this.inFloats && height == this.height && width == this.width) return;
        this.inFloats = inFloats;
        this.height = height;
        this.width = width;
        if (doubles == null && !inFloats) doubles = new DMatrixRMaj(K, N);
        if (floats == null && inFloats) floats = Floats.of(K, N);
        tiles.clear();
        for (int k = 0; k < K; k += height) {
            for (int n = 0; n < N; n += width) tiles.add(tile(k, n, Math.min(height, K - k), Math.min(width, N - n)));
        }
    }

    private Tile tile(int k, int n, int rows, int cols) {
        int offset = k * N + n * rows;
        var to = inFloats ? floats.piece(offset, rows, cols) : new Block(doubles.data, offset, rows, cols, cols);
        var from = transpose ? source.rows(n, n + cols).cols(k, k + rows) : source.rows(k, k + rows).cols(n, n + cols);
        return new Tile(k, n, to, from);
    }

    /** The matrix, where it is one tile. */
    Block whole() {
        return (Block) tiles.get(0).numbers;
    }

    /** C += A R, where R is this matrix. */
    void addProduct(Operand A, Operand C) {
        if (inFloats) {
            Single.addProduct(A, this, C);
            return;
        }
        for (int j = 0; j < tiles.size(); j++) {
            var tile = tiles.get(j);
            Blas.addTile((Block) A, tile.k, (Block) tile.numbers, (Block) C, tile.n);
        }
    }

    /** C += A R, or C = A R, in floats. */
    void multiply(Single single, Floats A, float beta, Floats C) {
        for (int j = 0; j < tiles.size(); j++) {
            var tile = tiles.get(j);
            single.multiply(A, tile.k, (Floats) tile.numbers, tile.k == 0 ? beta : 1, C, tile.n);
        }
    }
}
