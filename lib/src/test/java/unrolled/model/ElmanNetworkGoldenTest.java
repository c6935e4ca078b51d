package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Block;
import unrolled.math.Softmax;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;

/** Whole networks: a recurrent layer with the output layer V, c, and a linear classifier. */
class ElmanNetworkGoldenTest {

    @ParameterizedTest
    @CsvSource({"elman_tanh, TANH", "elman_sigmoid, SIGMOID", "elman_relu, RELU"})
    void elmanWithAnOutputLayerAgrees(String name, Activation sigma) {
        var golden = Golden.of(name);
        var net = Network.of(1, new Recurrent(new ElmanCell(size(golden, "I"), size(golden, "H"), sigma)),
                new Dense(size(golden, "H"), size(golden, "O")));
        load(golden, net, "elman.W", "W", "elman.U", "U", "elman.b", "b", "dense.W", "V", "dense.b", "c");
        var initial = State.of("elman.h", golden.matrix("initialState.h"));

        var y = net.forward(golden.sequence("input"), initial, Pass.PREDICT);
        close(golden.sequence("output").matrix(), y.matrix());
        close(golden.matrix("finalState.h"), net.lastState().get("elman.h"));

        var dy = new Sequence(y.steps(), y.batch(), y.features());
        double loss = 0.5 * Loss.mse().summed().gradient(y, golden.sequence("target"), dy);   // ½ Σ (y − target)²
        CommonOps_DDRM.scale(0.5, dy.matrix());
        close(golden.number("loss"), loss);
        close(golden.sequence("gradients.input").matrix(), net.backward(dy, State.ZERO).matrix());
        gradients(golden, net, "elman.W", "W", "elman.U", "U", "elman.b", "b", "dense.W", "V", "dense.b", "c");
        close(golden.matrix("gradients.initialState.h"), net.initialGradient().get("elman.h"));
    }

    @Test void denseWithSoftmaxCrossEntropyAgrees() {
        var golden = Golden.of("dense_softmax_ce");
        var net = Network.of(1, new Dense(size(golden, "I"), size(golden, "O")));
        load(golden, net, "dense.W", "V", "dense.b", "c");

        var y = net.forward(golden.sequence("input"), State.ZERO, Pass.PREDICT);
        close(golden.sequence("output").matrix(), y.matrix());
        var p = new DMatrixRMaj(y.matrix().numRows, y.features());
        Softmax.apply(y.all(), Block.of(p));
        close(golden.sequence("probabilities").matrix(), p);

        var dy = new Sequence(y.steps(), y.batch(), y.features());
        close(golden.number("loss"), Loss.softmaxCrossEntropy().gradient(y, golden.sequence("target"), dy));
        close(golden.sequence("gradients.logits").matrix(), dy.matrix());
        close(golden.sequence("gradients.input").matrix(), net.backward(dy, State.ZERO).matrix());
        gradients(golden, net, "dense.W", "V", "dense.b", "c");
    }

    private static void load(Golden golden, Network net, String... ourNameThenTheirs) {
        for (int k = 0; k < ourNameThenTheirs.length; k += 2) {
            net.parameter(ourNameThenTheirs[k]).set(ours(golden, "parameters." + ourNameThenTheirs[k + 1]));
        }
    }

    private static void gradients(Golden golden, Network net, String... ourNameThenTheirs) {
        for (int k = 0; k < ourNameThenTheirs.length; k += 2) {
            close(ours(golden, "gradients." + ourNameThenTheirs[k + 1]),
                    net.parameter(ourNameThenTheirs[k]).gradient());
        }
    }

    /** The files keep the transposes of our matrices; a vector is a column in both. */
    private static DMatrixRMaj ours(Golden golden, String path) {
        boolean vector = path.endsWith(".b") || path.endsWith(".c");
        return vector ? golden.matrix(path) : CommonOps_DDRM.transpose(golden.matrix(path), null);
    }

    private static void close(double expected, double actual) {
        close(new DMatrixRMaj(new double[][] {{expected}}), new DMatrixRMaj(new double[][] {{actual}}));
    }

    private static void close(DMatrixRMaj expected, DMatrixRMaj actual) {
        assertThat(Arrays.asList(actual.numRows, actual.numCols))
                .isEqualTo(Arrays.asList(expected.numRows, expected.numCols));
        for (int j = 0; j < expected.getNumElements(); j++) {
            double error = Math.abs(actual.data[j] - expected.data[j]) / Math.max(1, Math.abs(expected.data[j]));
            assertThat(error).as("entry %d", j).isLessThanOrEqualTo(GoldenRun.LIMIT);
        }
    }

    private static int size(Golden golden, String letter) {
        return golden.integer("shapes." + letter);
    }
}
