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
    /** For oneDNN, whose kernels take half the speed with tiles of twice the width: their rows lie too far apart. */
    private static final int WIDE = 256;

    private final Block value;
    private final Block gradient;
    private final boolean narrow;
    private final Tiles straight;
    private final Tiles transposed;
    private Precision precision = Precision.DOUBLE;
    private boolean ready;
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
        precision = numbers.precision;
        this.rows = rows;
        long work = (long) value.rows * value.cols * rows;
        ready = Native.isThere() && rows >= MANY && work > Blas.SMALL * (long) MANY;
        straight.forget();
        transposed.forget();
    }

    /** a += x Wᵀ. */
    public final void addProduct(Operand x, Operand a) {
        if (isStep(x)) Native.addProduct(precision, x, made(transposed), a);
        else Blas.addProductTransB(precision, x, value, a);
    }

    /** dx += da W. */
    public final void addProductBack(Operand da, Operand dx) {
        if (isStep(da)) Native.addProduct(precision, da, made(straight), dx);
        else Blas.addProduct(precision, da, value, dx);
    }

    /** dW += daᵀ x. */
    public final void addGradient(Operand da, Operand x) {
        Blas.addProductTransA(precision, da, x, gradient);
    }

    private Tiles made(Tiles tiles) {
        boolean large = narrow && (long) value.rows * value.cols >= Parts.LARGE;
        if (precision == Precision.SINGLE) tiles.make(precision, HEIGHT, WIDE);
        else if (large) tiles.make(precision, HEIGHT, NARROW);
        else tiles.make(precision, value.rows + value.cols, value.rows + value.cols);
        return tiles;
    }

    /** One product of many: it pays to get ready for them. */
    private boolean isStep(Operand x) {
        return ready && 2 * x.rows <= rows;
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
