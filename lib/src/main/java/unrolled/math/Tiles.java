package unrolled.math;

import java.util.ArrayList;
import java.util.List;

/**
 * A K×N matrix that stands on the right of products, copied out of Java's heap into tiles that each lie in one piece of
 * memory: in a wide matrix a row begins thousands of bytes after the one above it, and fetching it that way takes
 * longer than the product.
 */
final class Tiles {

    private final Block source;
    private final boolean transpose;
    private final int K;
    private final int N;
    private final List<Tile> tiles = new ArrayList<>();
    private Outside numbers;                    // null until asked for
    private int width;
    private volatile boolean made;

    /** Rows {@code k} to … and columns {@code n} to … of the matrix, and where they come from. */
    private record Tile(int k, int n, Outside numbers, Block from) {

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
     * Copies the source, if it is not copied yet, into tiles of at most this height and width. The parts of a batch ask
     * at the same time: one copies, the others wait.
     */
    void make(Precision precision, int height, int width) {
        if (made) return;
        synchronized (this) {
            if (made) return;
            shape(precision, height, width);
            for (int j = 0; j < tiles.size(); j++) tiles.get(j).fill(transpose);
            made = true;
        }
    }

    private void shape(Precision precision, int height, int width) {
        boolean same = numbers != null && numbers.precision() == precision;
        if (same && width == this.width) return;
        this.width = width;
        if (!same) numbers = Outside.of(precision, K, N);
        tiles.clear();
        for (int k = 0; k < K; k += height) {
            for (int n = 0; n < N; n += width) tiles.add(tile(k, n, Math.min(height, K - k), Math.min(width, N - n)));
        }
    }

    private Tile tile(int k, int n, int rows, int cols) {
        var from = transpose ? source.rows(n, n + cols).cols(k, k + rows) : source.rows(k, k + rows).cols(n, n + cols);
        return new Tile(k, n, numbers.piece(k * N + n * rows, rows, cols), from);
    }

    /** C = A R + beta C, where R is this matrix. */
    void multiply(Native here, Outside A, double beta, Outside C) {
        for (int j = 0; j < tiles.size(); j++) {
            var tile = tiles.get(j);
            here.multiply(A, tile.k, tile.numbers, tile.k == 0 ? beta : 1, C, tile.n);
        }
    }
}
