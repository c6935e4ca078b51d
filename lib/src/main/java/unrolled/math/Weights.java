package unrolled.math;

/**
 * A matrix that stands on the right of many products while it stays what it is, such as the recurrent weights during
 * one sequence: transposed, rounded and cut into {@link Tiles} once, not at every step.
 *
 * <pre>
 *   W: N×K     C += A Wᵀ: M×K times K×N     C += A W: M×N times N×K
 * </pre>
 */
public final class Weights {

    /** Below so many rows in all its products, getting ready costs more than it saves. */
    private static final int MANY = 64;

    /** OpenBLAS takes a product of a narrow tile and few rows as it stands, without a copy of its own. */
    private static final int HEIGHT = 512;
    private static final int NARROW = 32;
    private static final int FEW = 60;
    private static final int WIDE = 512;

    private enum Form { AS_IT_IS, TRANSPOSED, DOUBLE_TILES, FLOAT_TILES }

    private final Block W;
    private final Tiles straight;
    private final Tiles transposed;
    private Form form = Form.AS_IT_IS;

    public Weights(Block W) {
        this.W = W;
        straight = new Tiles(W, false);
        transposed = new Tiles(W, true);
    }

    /**
     * Gets ready for products; to be called again when the numbers of W have changed.
     *
     * @param rows how many rows the products have together
     * @param apart whether two cores make their own products; otherwise they share a large one
     */
    public void prepare(Precision precision, int rows, boolean apart) {
        form = form(precision, rows, apart);
        switch (form) {
            case AS_IT_IS -> { }
            case TRANSPOSED -> transposed.shape(false, W.cols, W.rows);
            case DOUBLE_TILES -> shape(false, NARROW);
            case FLOAT_TILES -> shape(true, WIDE);
        }
        if (form == Form.AS_IT_IS) return;
        if (W.rows * W.cols >= Cores.LARGE) {
            Cores.both(() -> fill(0), () -> fill(1));
        } else {
            fill(0);
            fill(1);
        }
    }

    private Form form(Precision precision, int rows, boolean apart) {
        long size = (long) W.rows * W.cols;
        if (rows < MANY || size * rows <= Blas.SMALL * (long) MANY) return Form.AS_IT_IS;
        if (precision == Precision.SINGLE && Single.available()) return Form.FLOAT_TILES;
        return apart && size >= Cores.LARGE ? Form.DOUBLE_TILES : Form.TRANSPOSED;
    }

    private void shape(boolean inFloats, int width) {
        straight.shape(inFloats, HEIGHT, width);
        transposed.shape(inFloats, HEIGHT, width);
    }

    private void fill(int half) {
        transposed.fill(half);
        if (form != Form.TRANSPOSED) straight.fill(half);
    }

    /** C += A Wᵀ. */
    public void addProductTransB(Operand A, Operand C) {
        if (inTiles(A)) transposed.addProduct(A, C);
        else if (form == Form.TRANSPOSED) Blas.addProduct(Precision.DOUBLE, A, transposed.whole(), C);
        else Blas.addProductTransB(Precision.DOUBLE, A, W, C);
    }

    /** C += A W. */
    public void addProduct(Operand A, Operand C) {
        if (inTiles(A)) straight.addProduct(A, C);
        else Blas.addProduct(Precision.DOUBLE, A, W, C);
    }

    private boolean inTiles(Operand A) {
        return form == Form.FLOAT_TILES || form == Form.DOUBLE_TILES && A.rows <= FEW;
    }
}
