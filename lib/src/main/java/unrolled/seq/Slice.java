package unrolled.seq;

import unrolled.math.Block;

/**
 * Some columns of every step of a {@link Sequence}, such as one gate of a stack; they follow the sequence when it takes
 * another shape. A step is made once for each shape, not at each call, so that the steps of a cell allocate nothing.
 */
public final class Slice {

    private final Sequence whole;
    private final int from;
    private final int to;
    private Block[] steps = {};
    private Object shape;               // of the sequence when the steps were made

    Slice(Sequence whole, int from, int to) {
        whole.all().cols(from, to);     // refuses what lies outside
        this.whole = whole;
        this.from = from;
        this.to = to;
    }

    /** These columns of step {@code t}: B×(to − from). */
    public Block at(int t) {
        if (shape != whole.shape()) {
            shape = whole.shape();
            steps = whole.sliced(from, to);
        }
        return steps[t];
    }

    /** These columns of all steps as one block, (T·B)×(to − from). */
    public Block all() {
        return whole.all().cols(from, to);
    }
}
