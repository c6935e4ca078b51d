package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.NetworkLayer;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

public class CompositionGoldenTest {

    @Test void stackedLstmLayersAgree() {
        var golden = Golden.of("stacked_lstm");
        int I = golden.integer("shapes.I");
        int H = golden.integer("shapes.H");
        var net = Network.of(1, new Recurrent(new LstmCell(I, H)).named("layer0"),
                new Recurrent(new LstmCell(H, H)).named("layer1"));

        assertThat(GoldenRun.agrees(golden, new NetworkLayer(net))).isLessThan(GoldenRun.LIMIT);
    }

    @Test void bidirectionalLstmAgrees() {
        var golden = Golden.of("bidirectional_lstm");
        int I = golden.integer("shapes.I");
        int H = golden.integer("shapes.H");

        double worst = GoldenRun.agrees(golden, new Bidirectional(new LstmCell(I, H), new LstmCell(I, H)));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void bidirectionalGruAgrees() {
        var golden = Golden.of("bidirectional_gru");
        int I = golden.integer("shapes.I");
        int H = golden.integer("shapes.H");

        double worst = GoldenRun.agrees(golden, new Bidirectional(new GruCell(I, H, GruCell.Reset.AFTER),
                new GruCell(I, H, GruCell.Reset.AFTER)));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void embeddingAgrees() {
        assertThat(embedding()).isLessThan(GoldenRun.LIMIT);
    }

    /** The largest difference of output, loss and gradient; ids have no gradient, and E is not transposed. */
    public static double embedding() {
        var golden = Golden.of("embedding");
        var embedding = new Embedding(golden.integer("shapes.N"), golden.integer("shapes.D"));
        var E = embedding.parameters().get(0);
        E.set(golden.matrix("parameters.E"));
        var y = embedding.forward(golden.sequence("input"), State.ZERO, Pass.PREDICT);
        var dy = new Sequence(y.steps(), y.batch(), y.features());
        CommonOps_DDRM.subtract(y.matrix(), golden.sequence("target").matrix(), dy.matrix());
        embedding.backward(dy, State.ZERO);
        double loss = 0.5 * Math.pow(NormOps_DDRM.normF(dy.matrix()), 2);

        double worst = Math.abs(loss - golden.number("loss")) / golden.number("loss");
        worst = Math.max(worst, difference(golden.sequence("output").matrix(), y.matrix()));
        return Math.max(worst, difference(golden.matrix("gradients.E"), E.gradient()));
    }

    private static double difference(DMatrixRMaj expected, DMatrixRMaj actual) {
        assertThat(actual.getNumElements()).isEqualTo(expected.getNumElements());
        double worst = 0;
        for (int j = 0; j < expected.getNumElements(); j++) {
            double error = Math.abs(actual.data[j] - expected.data[j]);
            if (!(error <= worst)) worst = error;
        }
        return worst;
    }

    /** The file normalizes a_t = h_{t−1} U + x_t W inside the recurrence; its outputs are h_t = tanh(LN(a_t)). */
    @Test void layerNormAgreesWithTheOneInsideTheRecurrence() {
        var golden = Golden.of("layernorm_elman");
        var output = golden.sequence("output");
        var a = new Sequence(output.steps(), output.batch(), output.features());
        for (int t = 0; t < a.steps(); t++) {
            var hPrev = t > 0 ? output.at(t - 1) : Block.of(golden.matrix("initialState.h"));
            Blas.product(golden.sequence("input").at(t), Block.of(golden.matrix("parameters.W")), a.at(t));
            Blas.addProduct(hPrev, Block.of(golden.matrix("parameters.U")), a.at(t));
        }
        var norm = new LayerNorm(a.features());
        norm.parameters().get(0).set(golden.matrix("parameters.gain"));
        norm.parameters().get(1).set(golden.matrix("parameters.shift"));

        var y = norm.forward(a, State.ZERO, Pass.PREDICT);

        assertThat(LayerNorm.EPSILON).isEqualTo(golden.number("constants.eps"));
        for (int j = 0; j < a.matrix().getNumElements(); j++) {
            assertThat(Math.tanh(y.matrix().data[j])).isCloseTo(output.matrix().data[j], within(1e-10));
        }
    }
}
