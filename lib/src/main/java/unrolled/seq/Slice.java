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
    private volatile Steps steps = new Steps(null, new Block[0]);

    /** The steps, and the shape of the sequence when they were made: together, as two threads may ask at once. */
    private record Steps(Object shape, Block[] at) {}

    Slice(Sequence whole, int from, int to) {
        whole.all().cols(from, to);     // refuses what lies outside
        this.whole = whole;
        this.from = from;
        this.to = to;
    }

    /** These columns of step {@code t}: B×(to − from). */
    public Block at(int t) {
        var steps = this.steps;
        if (steps.shape != whole.shape()) {
            steps = new Steps(whole.shape(), whole.sliced(from, to));
            this.steps = steps;
        }
        return steps.at[t];
    }

    /** These columns of all steps as one block, (T·B)×(to − from). */
    public Block all() {
        return whole.all().cols(from, to);
    }
}
