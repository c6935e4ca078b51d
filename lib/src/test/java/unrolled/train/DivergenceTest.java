package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/** Numbers that are none, and rates that are far too large: training stops, says where, and keeps the best weights. */
class DivergenceTest {

    private static final Map<String, DoubleFunction<Optimizer>> OPTIMIZERS = Map.of("SGD", Optimizer::sgd,
            "momentum", rate -> Optimizer.momentum(rate, 0.9), "Adam", Optimizer::adam, "RMSprop", Optimizer::rmsprop,
            "Adagrad", Optimizer::adagrad, "AdamW", Optimizer::adamW);

    private static Network network(boolean relu, int outputs) {
        return Network.of(1, new Recurrent(relu ? new ElmanCell(2, 6, Activation.RELU) : new LstmCell(2, 6)),
                new Dense(6, outputs));
    }

    /** The sign of the first feature, or with {@code scale} a number near it. */
    private static Batch data(double scale) {
        var x = Samples.sequence(8, 40, 2, new Rng(1));
        var y = new Sequence(8, 40, 1);
        for (int t = 0; t < 8; t++) {
            for (int n = 0; n < 40; n++) {
                double first = x.get(t, n, 0);
                y.set(t, n, 0, scale == 0 ? (first > 0 ? 1 : 0) : scale * first + 0.1 * x.get(t, n, 1));
            }
        }
        return new Batch(x, y);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Loss.mse(), Loss.mae(), Loss.huber(1), Loss.softmaxCrossEntropy(), Loss.binaryCrossEntropy())
                .flatMap(loss -> OPTIMIZERS.keySet().stream().sorted()
                        .flatMap(name -> Stream.of(false, true).map(relu -> Arguments.of(loss, name, relu))));
    }

    /** Saturated gates and losses of bounded slope stay finite: of 150 such trainings 43 ended in infinity. */
    @ParameterizedTest(name = "{0}, {1}, ReLU: {2}") @MethodSource("everywhere")
    void aLearningRateOfAMillionStops(Loss loss, String name, boolean relu) {
        boolean classes = loss.toString().contains("entropy");
        var net = network(relu, loss.toString().startsWith("softmax") ? 2 : 1);
        var before = net.snapshot();
        var trainer = new Trainer(net, loss, OPTIMIZERS.get(name).apply(1e6)).epochs(30).batchSize(16);

        var refusal = catchThrowableOfType(DivergedException.class, () -> trainer.fit(data(classes ? 0 : 0.5)));

        assertThat(refusal.getMessage()).startsWith("Trainer expects ").containsPattern("\\(epoch \\d+, .*batch \\d")
                .containsPattern(" in (lstm|elman|dense)\\.[WUb]").contains("weights")
                .endsWith("is the learning rate of 1000000.0 too large, or are the data not scaled?");
        if (refusal.history().epochs().isEmpty()) expectSame(net, before);
        for (var parameter : net.parameters()) assertThat(parameter.value().data).doesNotContain(Double.NaN);
    }

    @ParameterizedTest @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void dataThatAreNoNumbersAreRefusedBeforeAnythingChanges(double bad) {
        for (int place = 0; place < 4; place++) {
            var train = data(0.5);
            var validation = data(0.5);
            var batch = place < 2 ? train : validation;
            (place % 2 == 0 ? batch.input() : batch.target()).set(2, 20, 0, bad);
            var net = network(false, 1);
            var before = net.snapshot();

            assertThatThrownBy(() -> new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).batchSize(16)
                    .fit(train, validation)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Trainer expects a finite " + (place % 2 == 0 ? "input" : "target") + ", got " + bad
                            + " (" + (batch == train ? "training, batch 2, example 4" : "validation, example 20")
                            + ", step 2, feature 0); is a value missing?");
            expectSame(net, before);
        }
    }

    @Test void paddingMayHoldAnything() {
        var whole = data(0.5);
        var lengths = new int[40];
        Arrays.fill(lengths, 5);
        whole.input().set(6, 3, 1, Double.NaN);
        whole.target().set(6, 3, 0, Double.NaN);
        var padded = new Batch(whole.input().withLengths(lengths), whole.target().withLengths(lengths));

        var history = new Trainer(network(false, 1), Loss.mse(), Optimizer.adam(0.01)).epochs(2).fit(padded, padded);

        assertThat(history.last().loss()).isFinite();
    }

    @Test void weightsThatAreNoNumbersAreNamed() {
        var net = network(false, 1);
        net.parameter("lstm.U").value().set(3, 2, Double.NaN);

        assertThatThrownBy(() -> new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).fit(data(0.5)))
                .isInstanceOf(DivergedException.class).hasMessageContaining("got a loss of NaN (epoch 1, batch 1, ");
    }

    @Test void aValidationLossThatOverflowsStops() {
        var huge = data(0.5);
        huge.target().set(0, 0, 0, 1e200);

        assertThatThrownBy(() -> new Trainer(network(false, 1), Loss.mse(), Optimizer.adam(0.01)).epochs(2)
                .fit(data(0.5), huge)).isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("Trainer expects a finite validation loss, got Infinity (epoch 1, largest ");
    }

    /** A stop button, a listener that fails: the weights are those of the best epoch. */
    @Test void whateverEndsTrainingLeavesTheBestWeights() {
        var net = network(false, 1);
        var best = new DMatrixRMaj[1];
        var trainer = new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(9).listener((epoch, of) -> {
            best[0] = net.parameter("lstm.U").value().copy();
            if (epoch.number() == 3) Thread.currentThread().interrupt();
        });

        assertThatThrownBy(() -> trainer.fit(data(0.5))).isInstanceOf(CancellationException.class)
                .hasMessage("Stopped in epoch 4 of 9; the parameters of epoch 3, the best, are kept.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(net.parameter("lstm.U").value().data).isEqualTo(best[0].data);
    }

    @Test void anOrdinaryFitIsNotTakenForAnExplosion() {
        var net = network(false, 1);
        new Trainer(net, Loss.mse(), Optimizer.adam(0.02)).epochs(200).fit(data(0.5));

        var again = new Trainer(net, Loss.mse(), Optimizer.adam(0.5)).epochs(5).fit(data(0.5));      // from 1e-3 to 10

        assertThat(again.epochs()).hasSize(5);
    }

    private static void expectSame(Network net, List<DMatrixRMaj> before) {
        for (int k = 0; k < before.size(); k++) {
            assertThat(net.parameters().get(k).value().data).isEqualTo(before.get(k).data);
        }
    }
}
