package unrolled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import unrolled.layer.Layer;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Runs a layer on a golden case and holds every value of the file against it: output, final state, loss
 * ½ Σ (y − target)² and all gradients. The files keep the transposes of our matrices.
 */
public final class GoldenRun {

    /** The largest |a − b| / max(1, |b|) that a right result may have. */
    public static final double LIMIT = 1e-10;

    private final Golden golden;
    private final Layer layer;
    private final Map<String, String> names;
    private double worst;

    private GoldenRun(Golden golden, Layer layer, Map<String, String> names) {
        this.golden = golden;
        this.layer = layer;
        this.names = names;
    }

    /** Our parameters have the names of the file. */
    public static double agrees(Golden golden, Layer layer) {
        return agrees(golden, layer, Map.of());
    }

    /**
     * @param names our parameter name → the file's, where they differ
     * @return the largest difference
     */
    public static double agrees(Golden golden, Layer layer, Map<String, String> names) {
        var run = new GoldenRun(golden, layer, names);
        run.loadParameters();
        run.run();
        return run.worst;
    }

    private void loadParameters() {
        assertThat(layer.parameters()).hasSameSizeAs(golden.keys("parameters"));
        for (var parameter : layer.parameters()) parameter.set(ours("parameters." + golden(parameter)));
    }

    private void run() {
        var x = golden.sequence("input");
        var target = golden.sequence("target");
        if (golden.has("lengths")) x = x.withLengths(golden.integers("lengths"));
        var y = layer.forward(x, state("initialState"), Pass.PREDICT);
        close("output", golden.sequence("output").matrix(), y.matrix());
        if (golden.has("finalState")) {
            for (var part : golden.keys("finalState")) {
                close("finalState." + part, golden.matrix("finalState." + part), layer.lastState().get(part));
            }
        }

        var dy = new Sequence(y.steps(), y.batch(), y.features());
        double loss = 0;
        for (int t = 0; t < y.steps(); t++) {
            for (int n = 0; n < y.batch(); n++) {
                for (int d = 0; d < y.features() && y.valid(t, n); d++) {
                    dy.set(t, n, d, y.get(t, n, d) - target.get(t, n, d));
                    loss += 0.5 * dy.get(t, n, d) * dy.get(t, n, d);
                }
            }
        }
        close("loss", new DMatrixRMaj(new double[][] {{golden.number("loss")}}),
                new DMatrixRMaj(new double[][] {{loss}}));
        gradients(dy.withLengths(x.lengths()));
    }

    private void gradients(Sequence dy) {
        layer.parameters().forEach(Parameter::zeroGradient);
        var dx = layer.backward(dy, State.ZERO);
        if (golden.has("gradients.input")) {
            close("gradients.input", golden.sequence("gradients.input").matrix(), dx.matrix());
        }
        for (var parameter : layer.parameters()) {
            close("gradients." + golden(parameter), ours("gradients." + golden(parameter)), parameter.gradient());
        }
        for (var part : state("initialState").names()) {
            close("gradients.initialState." + part, golden.matrix("gradients.initialState." + part),
                    layer.initialGradient().get(part));
        }
    }

    private State state(String path) {
        var state = State.ZERO;
        if (!golden.has(path)) return state;
        for (var part : golden.keys(path)) state = state.with(part, golden.matrix(path + "." + part));
        return state;
    }

    private String golden(Parameter parameter) {
        return names.getOrDefault(parameter.name(), parameter.name());
    }

    /** A matrix of the file in our orientation; a vector is a column in both. */
    private DMatrixRMaj ours(String path) {
        var stored = golden.matrix(path);
        return stored.numCols == 1 ? stored : CommonOps_DDRM.transpose(stored, null);
    }

    private void close(String what, DMatrixRMaj expected, DMatrixRMaj actual) {
        assertThat(Arrays.asList(actual.numRows, actual.numCols)).as(what)
                .isEqualTo(Arrays.asList(expected.numRows, expected.numCols));
        for (int j = 0; j < expected.getNumElements(); j++) {
            double error = Math.abs(actual.data[j] - expected.data[j]) / Math.max(1, Math.abs(expected.data[j]));
            assertThat(error).as("%s, entry %d: expects %s, got %s", what, j, expected.data[j], actual.data[j])
                    .isLessThanOrEqualTo(LIMIT);
            worst = Math.max(worst, error);
        }
    }
}
