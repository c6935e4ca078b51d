package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class NetworkTest {

    private final Rng rng = new Rng(5);

    private static Network lstm(long seed) {
        return Network.of(seed, new Recurrent(new LstmCell(2, 4)), new Recurrent(new LstmCell(4, 3)), new Dense(3, 1));
    }

    @ParameterizedTest @CsvSource({"1, 2, 1", "10, 100, 10", "3, 5, 2"})
    void anElmanNetworkHasTheParametersOfTheLecture(int in, int h, int out) {
        var net = Network.of(1, new Recurrent(new ElmanCell(in, h)), new Dense(h, out));

        assertThat(net.parameterCount()).isEqualTo(h * (h + in + 1) + out * (h + 1));
    }

    @Test void aTrainingEndsWhenItsThreadIsInterrupted() {
        var net = lstm(1);
        var trainer = new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(Integer.MAX_VALUE)
                .listener((epoch, epochs) -> Thread.currentThread().interrupt());
        var x = new Sequence(3, 1, 2);
        var y = new Sequence(3, 1, 1);

        assertThatThrownBy(() -> trainer.fit(new Batch(x, y))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(trainer.loss(new Batch(x, y))).as("the next cell runs").isFinite();
    }

    @Test void itLearnsTheSameWhenNobodyAsksForTheGradientOfItsInput() {
        var net = lstm(1);
        var rng = new Rng(2);
        var x = Samples.sequence(3, 2, 2, rng);
        var dy = Samples.sequence(3, 2, 1, rng);
        net.forward(x, State.ZERO, Pass.PREDICT);
        net.backward(dy, State.ZERO);
        var expected = net.parameters().stream().map(parameter -> parameter.gradient().copy().data).toList();

        net.zeroGradients();
        net.addGradients(dy, State.ZERO);

        for (int k = 0; k < expected.size(); k++) {
            assertThat(net.parameters().get(k).gradient().data).isEqualTo(expected.get(k));
        }
    }

    @Test void theLargerElmanNetworkOfTheLectureHasTwelveThousandParameters() {
        var net = Network.of(1, new Recurrent(new ElmanCell(10, 100)), new Dense(100, 10));

        assertThat(net.parameterCount()).isEqualTo(12_110);
    }

    @ParameterizedTest @CsvSource({"1, 2, 2, 1", "3, 5, 4, 2"})
    void aJordanNetworkHasTheParametersOfTheLecture(int in, int h, int s, int out) {
        var net = Network.of(1, new Recurrent(new JordanCell(in, h, s, out)));

        assertThat(net.parameterCount()).isEqualTo(h * (s + in + 1) + out * (h + 1) + s * (s + out + 1));
    }

    @Test void gatedCellsHaveFourAndThreeTimesTheParametersOfAnElmanCell() {
        int elman = count(new Recurrent(new ElmanCell(3, 5)));

        assertThat(count(new Recurrent(new LstmCell(3, 5)))).isEqualTo(4 * elman);
        assertThat(count(new Recurrent(new GruCell(3, 5)))).isEqualTo(3 * elman);
        assertThat(count(new Recurrent(new GruCell(3, 5, GruCell.Reset.AFTER)))).isEqualTo(3 * elman + 5);
    }

    private static int count(Layer layer) {
        return Network.of(1, layer).parameterCount();
    }

    @Test void theForgetBiasStartsAtOneAndTheOthersAtZero() {
        double[] b = lstm(1).parameter("lstm2.b").value().data;

        assertThat(b).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test void layersOfOneKindAreNumbered() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 4)), new Recurrent(new LstmCell(4, 3)),
                new Recurrent(new LstmCell(3, 3)), new Dense(3, 1).named("head"));

        assertThat(net.layers()).extracting(Layer::name).containsExactly("lstm", "lstm2", "lstm3", "head");
        assertThat(net.parameter("lstm3.U").size()).isEqualTo(36);
        assertThat(net.layer("head").parameters()).extracting(Parameter::name).containsExactly("head.W", "head.b");
    }

    @Test void theSummaryHasARowForEachLayerAndOneForAll() {
        var table = Network.of(1, new Recurrent(new ElmanCell(10, 100)), new LastStep(), new Dense(100, 10)).summary();

        assertThat(table.stringColumn("layer").asList()).containsExactly("elman", "last", "dense", "all");
        assertThat(table.stringColumn("output").asList()).containsExactly("T×B×100", "1×B×100", "1×B×10", "1×B×10");
        assertThat(table.intColumn("parameters").asList()).containsExactly(11_100, 0, 1_010, 12_110);
    }

    @Test void theSameSeedGivesTheSameNetwork() {
        var x = Samples.sequence(3, 2, 2, rng);

        assertThat(lstm(7).predict(x).toArray()).isDeepEqualTo(lstm(7).predict(x).toArray());
        assertThat(lstm(7).parameter("lstm.W").value().data).isNotEqualTo(lstm(8).parameter("lstm.W").value().data);
    }

    @Test void oneBatchOfEightIsEightBatchesOfOne() {
        var net = lstm(1);
        var x = Samples.sequence(5, 8, 2, rng);
        var together = net.predict(x);

        for (int n = 0; n < 8; n++) {
            assertThat(net.predict(x.examples(n, n + 1)).series(0, 0))
                    .containsExactly(together.series(n, 0), within(1e-14));
        }
    }

    @Test void paddingMayHoldAnythingEvenNan() {
        var net = lstm(1);
        int[] lengths = {2, 5, 1, 3};
        var x = Samples.sequence(5, 4, 2, rng);
        var target = Samples.sequence(5, 4, 1, rng);
        double clean = learn(net, Samples.padded(x, lengths, 0), Samples.padded(target, lengths, 0));
        var gradients = net.parameters().stream().map(p -> p.gradient().copy().data).toList();

        double dirty = learn(net, Samples.padded(x, lengths, Double.NaN), Samples.padded(target, lengths, Double.NaN));

        assertThat(dirty).isEqualTo(clean);
        for (int k = 0; k < gradients.size(); k++) {
            assertThat(net.parameters().get(k).gradient().data).isEqualTo(gradients.get(k));
        }
    }

    private static double learn(Network net, Sequence x, Sequence target) {
        net.zeroGradients();
        var y = net.forward(x, State.ZERO, Pass.PREDICT);
        var dy = new Sequence(1, 1, y.features());
        double loss = Loss.mse().gradient(y, target, dy);
        net.backward(dy, State.ZERO);
        return loss;
    }

    @Test void theInputIsOnlyRead() {
        var x = Samples.padded(Samples.sequence(3, 2, 2, rng), new int[] {1, 3}, 7);
        var before = x.toArray();

        lstm(1).predict(x);

        assertThat(x.toArray()).isDeepEqualTo(before);
    }

    @Test void carryingTheStateOverTwoWindowsIsOneLongRun() {
        var net = lstm(1);
        var x = Samples.sequence(7, 3, 2, rng);
        var whole = net.predict(x);

        net.predict(x.steps(0, 4));
        var carried = net.lastState();
        var rest = net.predict(x.steps(4, 7), carried);

        assertThat(carried.names()).containsExactly("lstm.h", "lstm.c", "lstm2.h", "lstm2.c");
        for (int n = 0; n < 3; n++) {
            assertThat(rest.series(n, 0)).containsExactly(whole.steps(4, 7).series(n, 0), within(1e-14));
        }
    }

    @Test void aPredictionIsTheCallersOwn() {
        var net = lstm(1);
        var x = Samples.sequence(3, 2, 2, rng);
        var first = net.predict(x);
        var kept = first.toArray();

        net.predict(Samples.sequence(3, 2, 2, rng));

        assertThat(first.toArray()).isDeepEqualTo(kept);
    }

    @Test void aSnapshotBringsTheValuesBack() {
        var net = lstm(1);
        var snapshot = net.snapshot();
        var before = net.parameter("lstm.W").value().data.clone();
        Samples.randomize(net.parameters(), rng);

        net.restore(snapshot);

        assertThat(net.parameter("lstm.W").value().data).isEqualTo(before);
    }

    @Test void anotherStartIsUsed() {
        var cell = new ElmanCell(2, 3);
        cell.parameters().get(1).startWith(Initializer.identity());

        var net = Network.of(1, new Recurrent(cell));

        assertThat(net.parameter("elman.U").value().data).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test void theListsCannotBeChangedFromOutside() {
        var net = lstm(1);

        assertThatThrownBy(() -> net.parameters().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> net.layers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test void aNetworkWithoutLayersIsRefused() {
        assertThatThrownBy(() -> Network.of(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Network expects one or more layers, each its own, got []");
    }

    @Test void aLayerThatStandsInItTwiceIsRefused() {
        var layer = new Dense(2, 2);

        assertThatThrownBy(() -> Network.of(1, layer, layer)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Network expects one or more layers, each its own, got [Dense 'dense', Dense 'dense']");
    }

    @Test void theFirstLayerMustSayItsFeatures() {
        assertThatThrownBy(() -> Network.of(1, new LastStep(), new Dense(2, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("says how many features it takes")
                .hasMessageContaining("got LastStep 'last'");
    }

    @Test void layersThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Network.of(1, new Recurrent(new LstmCell(1, 16)), new LastStep(), new Dense(32, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Dense 'dense' expects 32 features, got 16 (from the layer before it in [");
    }

    @Test void unknownNamesAreRefused() {
        var net = lstm(1);

        assertThatThrownBy(() -> net.layer("gru")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Network expects one of the layers [Recurrent 'lstm', Recurrent 'lstm2', Dense 'dense'], "
                        + "got 'gru'");
        assertThatThrownBy(() -> net.parameter("lstm.V")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects one of the parameters [lstm.W, lstm.U,")
                .hasMessageEndingWith("got 'lstm.V'");
    }

    @Test void aStateOfAnotherBatchSizeIsRefused() {
        var wrong = State.of("lstm2.c", new DMatrixRMaj(4, 3));

        assertThatThrownBy(() -> lstm(1).predict(new Sequence(2, 3, 2), wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LstmCell 'lstm2' expects a state of 3×3, got 4×3 (part 'c', B=3); was it carried "
                        + "from another batch size?");
    }

    @Test void aStateOfNoLayerIsRefused() {
        for (var part : List.of("gru.h", "h", "lstm3.h")) {
            assertThatThrownBy(() -> lstm(1).predict(new Sequence(2, 3, 2), State.of(part, new DMatrixRMaj(3, 4))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expects a state whose parts begin with one of its layers")
                    .hasMessageEndingWith("got '" + part + "'");
        }
    }

    @Test void wrongFeaturesAreRefused() {
        assertThatThrownBy(() -> lstm(1).predict(new Sequence(2, 3, 5))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recurrent 'lstm' expects 2 features, got 5 (sequence of T=2, B=3, D=5); are time "
                        + "and features swapped?");
    }

    @Test void aCellInTwoLayersIsRefused() {
        var cell = new ElmanCell(3, 3);

        assertThatThrownBy(() -> Network.of(1, new Recurrent(cell), new Recurrent(cell)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Network expects layers with parameters of their own, got W 3×3 twice"
                        + " (in Recurrent 'elman'); does one cell stand in two layers?");
    }

    @Test void aSnapshotOfAnotherModelIsRefused() {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 2)));
        var other = Network.of(1, new Recurrent(new ElmanCell(1, 2)), new Dense(2, 1));

        assertThatThrownBy(() -> net.restore(other.snapshot())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects a snapshot of 3 parameters, got 5; is it of another model?");
    }
}
