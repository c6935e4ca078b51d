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

    private static final int SQUARE = 16;

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

    /** Rows {@code k} to … and columns {@code n} to … of the matrix; the two halves of its rows are filled apart. */
    private record Tile(int k, int n, Operand numbers, Part first, Part second) {}

    /** Some rows of a tile, where they come from, and doubles on their way into floats. */
    private record Part(Block from, Block doubles, Floats floats) {}

    /** Of {@code source}, or of its transpose. */
    Tiles(Block source, boolean transpose) {
        this.source = source;
        this.transpose = transpose;
        K = transpose ? source.cols : source.rows;
        N = transpose ? source.rows : source.cols;
    }

    /** Takes tiles of at most this height and width, of floats or of doubles; they are to be filled then. */
    void shape(boolean inFloats, int height, int width) {
        if (inFloats == this.inFloats && height == this.height && width == this.width) return;
        this.inFloats = inFloats;
        this.height = height;
        this.width = width;
        if (doubles == null && (transpose || !inFloats)) doubles = new DMatrixRMaj(K, N);
        if (floats == null && inFloats) floats = Floats.of(K, N);
        tiles.clear();
        for (int k = 0; k < K; k += height) {
            for (int n = 0; n < N; n += width) tiles.add(tile(k, n, Math.min(height, K - k), Math.min(width, N - n)));
        }
    }

    private Tile tile(int k, int n, int rows, int cols) {
        int offset = k * N + n * rows;
        var d = doubles == null ? null : new Block(doubles.data, offset, rows, cols, cols);
        var f = inFloats ? floats.piece(offset, rows, cols) : null;
        var from = transpose ? source.rows(n, n + cols).cols(k, k + rows) : source.rows(k, k + rows).cols(n, n + cols);
        return new Tile(k, n, inFloats ? f : d, part(from, d, f, 0, rows / 2), part(from, d, f, rows / 2, rows));
    }

    private Part part(Block from, Block d, Floats f, int row, int end) {
        return new Part(transpose ? from.cols(row, end) : from.rows(row, end), d == null ? null : d.rows(row, end),
                f == null ? null : f.rows(row, end));
    }

    /** Copies the numbers of the source as they are now: one half of every tile. */
    void fill(int half) {
        for (int j = 0; j < tiles.size(); j++) {
            var part = half == 0 ? tiles.get(j).first : tiles.get(j).second;
            if (transpose) transpose(part.from, part.doubles);
            else if (!inFloats) part.doubles.copyFrom(part.from);
            if (inFloats) part.floats.copyFrom(transpose ? part.doubles : part.from);
        }
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

    /** Square by square: a square of both fits the fastest memory. */
    private static void transpose(Block from, Block to) {
        for (int r = 0; r < from.rows; r += SQUARE) {
            for (int c = 0; c < from.cols; c += SQUARE) transposeSquare(from, to, r, c);
        }
    }

    private static void transposeSquare(Block from, Block to, int row, int col) {
        int rows = Math.min(row + SQUARE, from.rows);
        int cols = Math.min(col + SQUARE, from.cols);
        for (int c = col; c < cols; c++) {
            int at = to.row(c);
            for (int r = row; r < rows; r++) to.data[at + r] = from.data[from.row(r) + c];
        }
    }
}
