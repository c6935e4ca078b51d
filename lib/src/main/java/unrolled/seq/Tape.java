package unrolled.seq;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.math.Floats;
import unrolled.math.Operand;

/**
 * What a cell writes down at every step, for products and for the way back: {@code size} numbers for each of T steps
 * and B examples, time first. They are doubles, or {@link Floats} where a cell trains in single precision: products
 * take those as they stand, and half of the memory is moved.
 */
public final class Tape {

    private final Sequence doubles;
    private final List<Slice> slices = new ArrayList<>();
    private Floats floats;                  // null until asked for: not every platform has any
    private Operand all;
    private Operand[] at;                   // the steps; after them, where it is cut, the steps of each half
    private int batch;
    private int steps;
    private int stride;

    public Tape(int size) {
        doubles = new Sequence(1, 1, size);
        show(doubles.all(), 1, 1);
    }

    /** Step {@code t}, B×size. */
    public Operand step(int t) {
        return at[t];
    }

    /** All steps, (T·B)×size. */
    public Operand steps() {
        return all;
    }

    /** Step {@code t} as a block; a copy where they are floats. */
    public Block at(int t) {
        return block(at[t]);
    }

    /** All steps as a block, (T·B)×size; a copy where they are floats. */
    public Block all() {
        return block(all);
    }

    /** These numbers as a block; a copy where they are floats. */
    static Block block(Operand numbers) {
        if (numbers instanceof Block block) return block;
        var copy = Block.of(new DMatrixRMaj(numbers.rows, numbers.cols));
        copy.copyFrom(numbers);
        return copy;
    }

    /** How many numbers a step and an example have. */
    int size() {
        return doubles.features();
    }

    /** T. */
    int count() {
        return steps;
    }

    /** B. */
    int batch() {
        return batch;
    }

    /** The columns {@code from} to {@code to}, the last excluded, of every step. */
    public Slice columns(int from, int to) {
        var slice = new Slice(from, to);
        slices.add(slice);
        slice.show(all, at);
        return slice;
    }

    /** Takes another T and B, in floats or in doubles; the numbers are left undefined, the memory grows if it must. */
    public void resize(int steps, int batch, boolean inFloats) {
        if (steps == this.steps && batch == this.batch && inFloats == all instanceof Floats) return;
        if (!inFloats) {
            doubles.resize(steps, batch, null);
            show(doubles.all(), steps, batch);
        } else {
            int rows = steps * batch;
            boolean fits = floats != null && (long) rows * doubles.features() <= floats.capacity();
            floats = fits ? floats.reshape(rows, doubles.features()) : Floats.of(rows, doubles.features());
            show(floats, steps, batch);
        }
    }

    /** As {@link Sequence#cut}. */
    public void cut(int stride) {
        if (this.stride == stride) return;
        this.stride = stride;
        at = Sequence.withHalves(at, steps, batch, stride);
        for (var slice : slices) slice.show(all, at);
    }

    private void show(Operand all, int steps, int batch) {
        this.all = all;
        this.steps = steps;
        this.batch = batch;
        stride = 0;
        at = new Operand[steps];
        for (int t = 0; t < steps; t++) at[t] = all.rows(t * batch, (t + 1) * batch);
        for (var slice : slices) slice.show(all, at);
    }
}
