package unrolled.math;

import unrolled.machine.Parts;

/**
 * In which numbers one pass computes, where they stand and what it keeps of them: asked for above ({@link Precision},
 * by a trainer), obeyed below ({@link Trace}, {@link Matrix}), and handed through by all between, who need not know.
 */
public final class Numbers {

    /** Doubles in Java's heap, all kept. */
    public static final Numbers ALL = new Numbers(Precision.DOUBLE, false, false);

    /** From so many multiplications on a run's products are large enough for a native library. */
    private static final long SOME = 1 << 15;

    final Precision precision;
    final boolean outside;
    final boolean once;

    private Numbers(Precision precision, boolean outside, boolean once) {
        this.precision = precision;
        this.outside = outside;
        this.once = once;
    }

    /** @param once whether the way back comes once and nobody looks on: it may overwrite what only it needs */
    public static Numbers of(Precision precision, boolean once) {
        if (!Native.isThere()) return new Numbers(Precision.DOUBLE, false, once);
        return new Numbers(precision, once || precision == Precision.SINGLE, once);
    }

    /** For a run of so many multiplications: the way out of the heap, and to floats, costs a small one too much. */
    public Numbers in(long work) {
        if (work >= Parts.MUCH) return this;
        return new Numbers(Precision.DOUBLE, outside && once && work >= SOME, once);
    }

    /** Whether the way back overwrites what it needs, so that there is no second one. */
    public boolean once() {
        return once;
    }
}
