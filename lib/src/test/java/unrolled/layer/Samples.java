package unrolled.layer;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** Random sequences, states and parameters for the tests of layers and models; the same seed gives the same numbers. */
public final class Samples {

    private Samples() {}

    public static Sequence sequence(int steps, int batch, int features, long seed) {
        var x = new Sequence(steps, batch, features);
        randomize(x.matrix(), new Rng(seed));
        return x;
    }

    public static Sequence ids(int steps, int batch, int ids, long seed) {
        var x = new Sequence(steps, batch, 1);
        var rng = new Rng(seed);
        for (int j = 0; j < steps * batch; j++) x.matrix().data[j] = rng.below(ids);
        return x;
    }

    /** A random state with the parts of {@code like}. */
    public static State state(State like, long seed) {
        var rng = new Rng(seed);
        var state = State.ZERO;
        for (var name : like.names()) {
            var value = like.get(name).copy();
            randomize(value, rng);
            state = state.with(name, value);
        }
        return state;
    }

    public static void randomize(List<Parameter> parameters, long seed) {
        var rng = new Rng(seed);
        parameters.forEach(parameter -> randomize(parameter.value(), rng));
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
    static Sequence run(Layer layer, Sequence x) {
        return layer.forward(x, State.ZERO, Pass.PREDICT).copy();
    }

    private static void randomize(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.7 * rng.normal();
    }
}
