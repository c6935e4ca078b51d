package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Parameter;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class CompositionGoldenTest {

    @Test void stackedLstmLayersAgree() {
        var golden = Golden.of("stacked_lstm");
        int I = golden.integer("shapes.I");
        int H = golden.integer("shapes.H");
        var net = Network.of(1, new Recurrent(new LstmCell(I, H)).named("layer0"),
                new Recurrent(new LstmCell(H, H)).named("layer1"));

        assertThat(GoldenRun.agrees(golden, new Whole(net))).isLessThan(GoldenRun.LIMIT);
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
        var golden = Golden.of("embedding");
        var embedding = new Embedding(golden.integer("shapes.N"), golden.integer("shapes.D"));
        var E = embedding.parameters().get(0);
        E.set(golden.matrix("parameters.E"));
        var target = golden.sequence("target");

        var y = embedding.forward(golden.sequence("input"), State.ZERO, Pass.PREDICT);
        var dy = new Sequence(y.steps(), y.batch(), y.features());
        CommonOps_DDRM.subtract(y.matrix(), target.matrix(), dy.matrix());
        embedding.backward(dy, State.ZERO);

        assertThat(y.matrix().data).containsExactly(golden.sequence("output").matrix().data, within(1e-10));
        assertThat(E.gradient().data).containsExactly(golden.matrix("gradients.E").data, within(1e-10));
        assertThat(0.5 * Arrays.stream(dy.matrix().data).map(d -> d * d).sum())
                .isCloseTo(golden.number("loss"), within(1e-10));
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

    /** A network as one layer, for the golden run. */
    private static final class Whole extends Layer {

        private final Network net;

        Whole(Network net) {
            super("whole");
            this.net = net;
        }

        @Override public Sequence forward(Sequence x, State initial, Pass pass) {
            return net.forward(x, initial, pass);
        }

        @Override public Sequence backward(Sequence dy, State dLast) {
            return net.backward(dy, dLast);
        }

        @Override public int inputs() {
            return net.inputs();
        }

        @Override public int outputs(int inputs) {
            return inputs;
        }

        @Override public List<Parameter> parameters() {
            return net.parameters();
        }

        @Override public State lastState() {
            return net.lastState();
        }

        @Override public State initialGradient() {
            return net.initialGradient();
        }
    }
}
