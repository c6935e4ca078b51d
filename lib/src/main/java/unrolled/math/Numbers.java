package unrolled.math;

import unrolled.machine.Parts;
/**
 * In which numbers one pass computes, and what it keeps of them: asked for above ({@link Precision}, by a trainer),
 * obeyed below ({@link Trace}, {@link Matrix}), and handed through by all between, who need not know.
 */
public final class Numbers {

    /** Doubles, all kept. */
    public static final Numbers ALL = new Numbers(false, false);

    final boolean floats;
    final boolean once;

    private Numbers(boolean floats, boolean once) {
        this.floats = floats;
        this.once = once;
    }

    /** @param once whether the way back comes once and nobody looks on: it may overwrite what only it needs */
    public static Numbers of(Precision precision, boolean once) {
        return new Numbers(precision == Precision.SINGLE && Single.available(), once);
    }

    /** For a run of so many multiplications: floats on their way cost a small one more than they save. */
    public Numbers in(long work) {
        return work < Parts.MUCH ? new Numbers(false, once) : this;
    }

    /** Whether the way back overwrites what it needs, so that there is no second one. */
    public boolean once() {
        return once;
    }
}
