import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import unrolled.bench.Meter;

/** The steps of the benchmark in Deeplearning4j, which has no GRU. */
public final class Dl4jSteps extends Meter {

    public static void main(String[] args) throws IOException {
        new Dl4jSteps().serve();
    }

    @Override protected String precisions() {
        return Nd4j.getBackend() == null ? "" : "single";          // asks for the native library
    }

    @Override protected Training training(Work work) {
        var configuration = new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER).updater(new Sgd(RATE)).list()
                .layer(new LastTimeStep(cell(work)))
                .layer(new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(work.hidden())
                        .nOut(1).build())
                .build();
        var network = new MultiLayerNetwork(configuration);
        network.init();
        var x = input(work);
        var targets = new INDArray[] {target(work, 0), target(work, 1)};
        return new Stepwise() {
            @Override public long parameters() {
                return network.numParams();
            }

            @Override public double loss(int which) {
                return network.score(new DataSet(x, targets[which]));
            }

            @Override protected void step(int which) {
                network.fit(x, targets[which]);
            }
        };
    }

    private static Layer cell(Work work) {
        return switch (work.cell()) {
            case "elman" -> new SimpleRnn.Builder().nIn(work.features()).nOut(work.hidden())
                    .activation(Activation.TANH).build();
            case "lstm" -> new LSTM.Builder().nIn(work.features()).nOut(work.hidden())
                    .activation(Activation.TANH).build();
            default -> throw new IllegalArgumentException("no " + work.cell());
        };
    }

    /** Its layout: B×D×T. */
    private static INDArray input(Work work) {
        var x = Nd4j.create(DataType.FLOAT, work.batch(), work.features(), work.steps());
        for (int n = 0; n < work.batch(); n++) {
            for (int t = 0; t < work.steps(); t++) {
                for (int d = 0; d < work.features(); d++) x.putScalar(n, d, t, work.input(t, n, d));
            }
        }
        return x;
    }

    private static INDArray target(Work work, int which) {
        var target = Nd4j.create(DataType.FLOAT, work.batch(), 1);
        for (int n = 0; n < work.batch(); n++) target.putScalar(n, 0, work.target(which, n));
        return target;
    }
}
