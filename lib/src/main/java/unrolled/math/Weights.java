package unrolled.math;

/**
 * A matrix that stands on the right of many products while it stays what it is, such as the recurrent weights during
 * one sequence: transposed, rounded and cut into {@link Tiles} at the first of them, not at every step.
 *
 * <pre>
 *   W: N×K     C += A Wᵀ: M×K times K×N     C += A W: M×N times N×K
 * </pre>
 */
final class Weights {

    /** Below so many rows in all its products, getting ready costs more than it saves. */
    private static final int MANY = 64;

    private static final int HEIGHT = 512;
    /** For OpenBLAS, where it takes a product of such a tile and few rows as it stands. */
    private static final int NARROW = 32;
    private static final int FEW = 60;
    /** For oneDNN, whose kernels take half the speed with tiles of twice the width: their rows lie too far apart. */
    private static final int WIDE = 256;

    private enum Form { AS_IT_IS, TRANSPOSED, DOUBLE_TILES, FLOAT_TILES }

    private final Block W;
    private final boolean narrow;
    private final Tiles straight;
    private final Tiles transposed;
    private Precision precision = Precision.DOUBLE;
    private Form form = Form.AS_IT_IS;
    private int rows;

    Weights(Block W) {
        this(W, Blas.takesSmallProducts());
    }

    /** @param narrow whether a large W goes to OpenBLAS in narrow tiles */
    Weights(Block W, boolean narrow) {
        this.W = W;
        this.narrow = narrow;
        straight = new Tiles(W, false);
        transposed = new Tiles(W, true);
    }

    /** A run begins, whose products have {@code rows} rows together; W has other numbers than in the one before. */
    void begin(boolean inFloats, int rows) {
        precision = inFloats ? Precision.SINGLE : Precision.DOUBLE;
        this.rows = rows;
        form = form(inFloats);
        straight.forget();
        transposed.forget();
    }

    private Form form(boolean inFloats) {
        long size = (long) W.rows * W.cols;
        if (rows < MANY || size * rows <= Blas.SMALL * (long) MANY) return Form.AS_IT_IS;
        if (inFloats) return Form.FLOAT_TILES;
        return size >= Parts.LARGE && narrow ? Form.DOUBLE_TILES : Form.TRANSPOSED;
    }

    /** C += A Wᵀ. */
    void addProductTransB(Operand A, Operand C) {
        if (inTiles(A)) made(transposed).addProduct(A, C);
        else if (form == Form.TRANSPOSED && isStep(A)) {
            Blas.addProduct(Precision.DOUBLE, A, made(transposed).whole(), C);
        } else {
            Blas.addProductTransB(precision, A, W, C);
        }
    }

    /** C += A W. */
    void addProduct(Operand A, Operand C) {
        if (inTiles(A)) made(straight).addProduct(A, C);
        else Blas.addProduct(precision, A, W, C);
    }

    private Tiles made(Tiles tiles) {
        switch (form) {
            case DOUBLE_TILES -> tiles.make(false, HEIGHT, NARROW);
            case FLOAT_TILES -> tiles.make(true, HEIGHT, WIDE);
            default -> tiles.make(false, W.cols, W.rows);
        }
        return tiles;
    }

    private boolean inTiles(Operand A) {
        return isStep(A) && (form == Form.FLOAT_TILES || form == Form.DOUBLE_TILES && A.rows <= FEW);
    }

    /** One product of many: it pays to get ready for them. */
    private boolean isStep(Operand A) {
        return 2 * A.rows <= rows;
    }
}
