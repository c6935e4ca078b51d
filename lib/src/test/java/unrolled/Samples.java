package unrolled;

import java.util.Collection;
import org.ejml.data.DMatrixRMaj;
import unrolled.cell.Cell;
import unrolled.layer.Layer;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** Random sequences, states and parameters for tests; the same seed gives the same numbers. */
public final class Samples {

    private Samples() {}

    /** T×B×D normal numbers. */
    public static Sequence sequence(int steps, int batch, int features, Rng rng) {
        var x = new Sequence(steps, batch, features);
        randomize(x.matrix(), rng);
        return x;
    }

    public static Sequence sequence(int steps, int batch, int features, long seed) {
        return sequence(steps, batch, features, new Rng(seed));
    }

    /** T×B×1 whole numbers from 0 to {@code ids} − 1. */
    public static Sequence ids(int steps, int batch, int ids, long seed) {
        var x = new Sequence(steps, batch, 1);
        var rng = new Rng(seed);
        for (int j = 0; j < steps * batch; j++) x.matrix().data[j] = rng.below(ids);
        return x;
    }

    /** A normal number for every part of a cell's state. */
    public static State state(Cell cell, int batch, Rng rng) {
        var state = State.ZERO;
        for (var trace : cell.states()) state = state.with(trace.name(), matrix(batch, trace.size(), rng));
        return state;
    }

    /** A random state with the parts of {@code like}. */
    public static State state(State like, Rng rng) {
        var state = State.ZERO;
        for (var name : like.names()) {
            var part = like.get(name);
            state = state.with(name, matrix(part.numRows, part.numCols, rng));
        }
        return state;
    }

    public static DMatrixRMaj matrix(int rows, int cols, Rng rng) {
        var m = new DMatrixRMaj(rows, cols);
        randomize(m, rng);
        return m;
    }

    /** Values that no start has: every bias and every gate counts. */
    public static void randomize(Collection<Parameter> parameters, Rng rng) {
        parameters.forEach(parameter -> randomize(parameter.value(), rng));
    }

    public static void randomize(Collection<Parameter> parameters, long seed) {
        randomize(parameters, new Rng(seed));
    }

    public static void randomize(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.7 * rng.normal();
    }

    /** A copy with these lengths and {@code padding} in every place that is not valid. */
    public static Sequence padded(Sequence x, int[] lengths, double padding) {
        return withRubbish(x.withLengths(lengths), padding);
    }

    /** A copy whose padding holds {@code rubbish}. */
    public static Sequence withRubbish(Sequence x, double rubbish) {
        var dirty = x.copy();
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                for (int d = 0; d < x.features() && !x.valid(t, n); d++) dirty.set(t, n, d, rubbish);
            }
        }
        return dirty;
    }

    /** The outputs of {@code layer} for {@code x} from zeros, as a copy. */
    public static Sequence run(Layer layer, Sequence x) {
        return layer.forward(x, State.ZERO, Pass.PREDICT).copy();
    }
}
