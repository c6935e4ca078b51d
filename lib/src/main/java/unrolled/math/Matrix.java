package unrolled.math;

/**
 * A matrix that learns, or some gates of one, and its three products: it alone knows how it lies in memory for them, in
 * which precision they are made and which library makes them.
 *
 * <pre>
 *   W: G×K     a += x Wᵀ: {@link #addProduct}   dx += da W: {@link #addProductBack}   dW += daᵀ x: {@link #addGradient}
 * </pre>
 *
 * <p>x and a are one step, M×K and M×G, or all steps of a run, which are one matrix, too. Between two calls of
 * {@link #begin} W must stay what it is.
 */
public class Matrix {

    private final Block value;
    private final Block gradient;
    private final Weights weights;
    private Numbers numbers = Numbers.ALL;

    Matrix(Block value, Block gradient) {
        this.value = value;
        this.gradient = gradient;
        weights = new Weights(value);
    }

    /** A pass begins, in which the products have {@code rows} rows together. */
    public void begin(Numbers numbers, int rows) {
        this.numbers = numbers;
        weights.begin(numbers.floats, rows);
    }

    /** a += x Wᵀ. */
    public final void addProduct(Operand x, Operand a) {
        weights.addProductTransB(x, a);
    }

    /** dx += da W. */
    public final void addProductBack(Operand da, Operand dx) {
        weights.addProduct(da, dx);
    }

    /** dW += daᵀ x. */
    public final void addGradient(Operand da, Operand x) {
        Blas.addProductTransA(numbers.floats ? Precision.SINGLE : Precision.DOUBLE, da, x, gradient);
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
