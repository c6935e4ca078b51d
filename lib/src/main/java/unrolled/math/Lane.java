package unrolled.math;

/**
 * Numbers in a row, for the loops of one step: an array that begins at 0, as HotSpot vectorizes a loop over several
 * arrays only where they share one index. All lanes of a loop have one size and one precision; ⊙ is entry by entry.
 */
public abstract class Lane {

    int size;

    Lane() {}

    /** An empty lane, of floats for {@link Floats} or of doubles for a {@link Block}. */
    public static Lane of(boolean inFloats) {
        return inFloats ? new FloatLane() : new DoubleLane();
    }

    /** Takes another size; the numbers are left undefined. */
    public final void resize(int size) {
        this.size = size;
        grow(size);
    }

    abstract void grow(int size);

    /** Reads the columns {@code first} to {@code end}, the last excluded, row after row. */
    public abstract void read(Operand from, int first, int end);

    /** Writes the columns {@code first} to {@code end}, the last excluded, row after row. */
    public abstract void write(Operand to, int first, int end);

    /** Reads as many parts of equal width as there are lanes given, side by side: the gates of a stack. */
    public static void read(Operand from, Lane[] lanes, int first, int count) {
        int width = from.cols / count;
        for (int k = 0; k < count; k++) lanes[first + k].read(from, k * width, (k + 1) * width);
    }

    /** Writes lanes side by side. */
    public static void write(Operand to, Lane[] lanes, int first, int count) {
        int width = to.cols / count;
        for (int k = 0; k < count; k++) lanes[first + k].write(to, k * width, (k + 1) * width);
    }

    /** sum += this, row after row. */
    public abstract void addTo(Operand sum);

    /** this = σ(this). */
    public abstract void apply(Activation sigma);

    /** this = σ′ ⊙ this, with σ′ written in y = σ(a). */
    public abstract void back(Activation sigma, Lane y);

    /** this = y ⊙ (1 − y) ⊙ p ⊙ q: the chain rule of a sigmoid y. */
    public abstract void sigmoidBack(Lane y, Lane p, Lane q);

    /** this = (1 − y²) ⊙ p ⊙ q: the chain rule of a tanh y. */
    public abstract void tanhBack(Lane y, Lane p, Lane q);

    /** this = (1 − z) ⊙ p + z ⊙ q. */
    public abstract void mix(Lane z, Lane p, Lane q);

    /** this = p − q. */
    public abstract void difference(Lane p, Lane q);

    /** this += p. */
    public abstract void add(Lane p);

    /** this += p ⊙ q. */
    public abstract void addProduct(Lane p, Lane q);

    /** this ⊙= p. */
    public abstract void times(Lane p);

    /** this = (1 − z) ⊙ p. */
    public abstract void rest(Lane z, Lane p);
}
