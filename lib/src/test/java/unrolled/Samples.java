package unrolled;

import java.util.Collection;
import org.ejml.data.DMatrixRMaj;
import unrolled.cell.Cell;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** Random sequences, states and parameters for tests. */
public final class Samples {

    private Samples() {}

    /** T×B×D normal numbers. */
    public static Sequence sequence(int steps, int batch, int features, Rng rng) {
        var x = new Sequence(steps, batch, features);
        fill(x.matrix(), rng);
        return x;
    }

    /** A normal number for every part of a cell's state. */
    public static State state(Cell cell, int batch, Rng rng) {
        var state = State.ZERO;
        for (var trace : cell.states()) state = state.with(trace.name(), matrix(batch, trace.size(), rng));
        return state;
    }

    public static DMatrixRMaj matrix(int rows, int cols, Rng rng) {
        var m = new DMatrixRMaj(rows, cols);
        fill(m, rng);
        return m;
    }

    /** Values that no start has: every bias and every gate counts. */
    public static void randomize(Collection<Parameter> parameters, Rng rng) {
        parameters.forEach(parameter -> fill(parameter.value(), rng));
    }

    /** The same numbers, and {@code padding} in every place that is not valid. */
    public static Sequence padded(Sequence x, int[] lengths, double padding) {
        var copy = x.copy().withLengths(lengths);
        for (int n = 0; n < copy.batch(); n++) {
            for (int t = lengths[n]; t < copy.steps(); t++) {
                for (int d = 0; d < copy.features(); d++) copy.set(t, n, d, padding);
            }
        }
        return copy;
    }

    private static void fill(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.7 * rng.normal();
    }
}
