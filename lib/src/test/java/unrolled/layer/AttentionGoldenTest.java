package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

public class AttentionGoldenTest {

    @ParameterizedTest @ValueSource(strings = {"attention_additive", "attention_dot", "attention_dot_projected"})
    void agrees(String name) {
        assertThat(worst(name)).isLessThan(GoldenRun.LIMIT);
    }

    /** The largest difference of output, weights, loss and every gradient, relative to max(1, |expected|). */
    public static double worst(String name) {
        var golden = Golden.of(name);
        var layer = layer(golden);
        for (var p : layer.parameters()) p.set(ours(golden, "parameters." + p.name()));
        var target = golden.sequence("target");
        var x = golden.sequence("input");

        layer.attendTo(golden.sequence("encoder").withLengths(golden.integers("lengths")));
        var y = layer.forward(x, State.ZERO, Pass.PREDICT);
        var dy = new Sequence(y.steps(), y.batch(), y.features());
        var context = y.all().cols(x.features(), y.features());
        var dContext = dy.all().cols(x.features(), y.features());
        dContext.copyFrom(context);
        dContext.add(-1, target.all());
        layer.startBack();
        var dx = layer.backward(dy, State.ZERO).matrix();
        var dEncoder = layer.finish().matrix();

        double worst = difference(golden.sequence("output").matrix(), context.toMatrix());
        double loss = 0.5 * Math.pow(NormOps_DDRM.normF(dContext.toMatrix()), 2);
        worst = Math.max(worst, Math.abs(loss - golden.number("loss")) / Math.max(1, golden.number("loss")));
        worst = Math.max(worst, gradients(golden, layer, dx, dEncoder));
        return Math.max(worst, difference(golden.sequence("weights").matrix(), layer.weights().matrix()));
    }

    private static double gradients(Golden golden, Attention layer, DMatrixRMaj dx, DMatrixRMaj dEncoder) {
        double worst = difference(golden.sequence("gradients.input").matrix(), dx);
        worst = Math.max(worst, difference(golden.sequence("gradients.encoder").matrix(), dEncoder));
        boolean projected = golden.has("gradients.queries");
        if (projected) {
            worst = Math.max(worst, difference(golden.sequence("gradients.queries").matrix(),
                    layer.queries.dy().matrix()));
        }
        if (projected || layer.parameters().isEmpty()) {     // the additive file gives keys before their projection
            worst = Math.max(worst, difference(golden.sequence("gradients.keys").matrix(),
                    layer.keys.dy().matrix()));
        }
        worst = Math.max(worst, difference(golden.sequence("gradients.values").matrix(),
                layer.values.dy().matrix()));
        for (var p : layer.parameters()) {
            worst = Math.max(worst, difference(ours(golden, "gradients." + p.name()), p.gradient()));
        }
        return worst;
    }

    private static Attention layer(Golden golden) {
        int H = golden.integer("shapes.H");
        if (!golden.has("shapes.A")) return Attention.dot(H);
        int A = golden.integer("shapes.A");
        return golden.has("parameters.v") ? Attention.additive(H, H, A) : Attention.dot(H, H, A);
    }

    private static DMatrixRMaj ours(Golden golden, String path) {
        var stored = golden.matrix(path);
        return stored.numCols == 1 ? stored : CommonOps_DDRM.transpose(stored, null);
    }

    private static double difference(DMatrixRMaj expected, DMatrixRMaj actual) {
        assertThat(actual.numRows).isEqualTo(expected.numRows);
        assertThat(actual.numCols).isEqualTo(expected.numCols);
        double worst = 0;
        for (int j = 0; j < expected.getNumElements(); j++) {
            double error = Math.abs(actual.data[j] - expected.data[j]) / Math.max(1, Math.abs(expected.data[j]));
            if (!(error <= worst)) worst = error;
        }
        return worst;
    }
}
