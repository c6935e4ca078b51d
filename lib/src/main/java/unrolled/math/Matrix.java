package unrolled.math;

import unrolled.machine.Parts;
/**
 * A matrix that learns, or some gates of one, and its three products: it alone knows how it lies in memory for them, in
 * which precision they are made and which library makes them.
 *
 * <pre>
 *   W: G×K     a += x Wᵀ: {@link #addProduct}   dx += da W: {@link #addProductBack}   dW += daᵀ x: {@link #addGradient}
 * </pre>
 *
 * <p>x and a are one step, M×K and M×G, or all steps of a run, which are one matrix, too. Between two calls of
 * {@link #begin} W must stay what it is: it is transposed, rounded and cut into {@link Tiles} at the first product that
 * needs it, not at every step.
 */
public class Matrix {

    /** Below so many rows in all its products, getting ready costs more than it saves. */
    private static final int MANY = 64;

    private static final int HEIGHT = 512;
    /** For OpenBLAS, where it takes a product of such a tile and few rows as it stands. */
    private static final int NARROW = 32;
    private static final int FEW = 60;
    /** For oneDNN, whose kernels take half the speed with tiles of twice the width: their rows lie too far apart. */
    private static final int WIDE = 256;

    private enum Form { AS_IT_IS, TRANSPOSED, DOUBLE_TILES, FLOAT_TILES }

    private final Block value;
    private final Block gradient;
    private final boolean narrow;
    private final Tiles straight;
    private final Tiles transposed;
    private Precision precision = Precision.DOUBLE;
    private Form form = Form.AS_IT_IS;
    private int rows;

    Matrix(Block value, Block gradient) {
        this(value, gradient, Blas.takesSmallProducts());
    }

    /** @param narrow whether a large W goes to OpenBLAS in narrow tiles */
    Matrix(Block value, Block gradient, boolean narrow) {
        this.value = value;
        this.gradient = gradient;
        this.narrow = narrow;
        straight = new Tiles(value, false);
        transposed = new Tiles(value, true);
    }

    /** A pass begins, in which the products have {@code rows} rows together; W may have other numbers than before. */
    public void begin(Numbers numbers, int rows) {
        precision = numbers.floats ? Precision.SINGLE : Precision.DOUBLE;
        this.rows = rows;
        form = form(numbers.floats);
        straight.forget();
        transposed.forget();
    }

    private Form form(boolean inFloats) {
        long size = (long) value.rows * value.cols;
        if (rows < MANY || size * rows <= Blas.SMALL * (long) MANY) return Form.AS_IT_IS;
        if (inFloats) return Form.FLOAT_TILES;
        return size >= Parts.LARGE && narrow ? Form.DOUBLE_TILES : Form.TRANSPOSED;
    }

    /** a += x Wᵀ. */
    public final void addProduct(Operand x, Operand a) {
        if (inTiles(x)) made(transposed).addProduct(x, a);
        else if (form == Form.TRANSPOSED && isStep(x)) {
            Blas.addProduct(Precision.DOUBLE, x, made(transposed).whole(), a);
        } else {
            Blas.addProductTransB(precision, x, value, a);
        }
    }

    /** dx += da W. */
    public final void addProductBack(Operand da, Operand dx) {
        if (inTiles(da)) made(straight).addProduct(da, dx);
        else Blas.addProduct(precision, da, value, dx);
    }

    /** dW += daᵀ x. */
    public final void addGradient(Operand da, Operand x) {
        Blas.addProductTransA(precision, da, x, gradient);
    }

    private Tiles made(Tiles tiles) {
        switch (form) {
            case DOUBLE_TILES -> tiles.make(false, HEIGHT, NARROW);
            case FLOAT_TILES -> tiles.make(true, HEIGHT, WIDE);
            default -> tiles.make(false, value.cols, value.rows);
        }
        return tiles;
    }

    private boolean inTiles(Operand x) {
        return isStep(x) && (form == Form.FLOAT_TILES || form == Form.DOUBLE_TILES && x.rows <= FEW);
    }

    /** One product of many: it pays to get ready for them. */
    private boolean isStep(Operand x) {
        return 2 * x.rows <= rows;
    }

    /** Its numbers as a block, which is live. */
    public final Block block() {
        return value;
    }

    /** ∂L/∂ its numbers as a block, which is live. */
    public final Block gradientBlock() {
        return gradient;
    }
}
