package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.cell.LstmCell;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.layer.Residual;
import unrolled.math.Rng;
import unrolled.model.EncoderDecoder;
import unrolled.model.Network;
import unrolled.model.Start;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class TruncatedBpttTest {

    private static final int STEPS = 7;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;
    private static final int OUTPUTS = 4;

    @Test void aWindowOfAllStepsIsFullBptt() {
        var full = network();
        var truncated = network();

        var history = trainer(full).fit(data(null));
        var same = trainer(truncated).truncate(STEPS).fit(data(null));

        assertThat(values(truncated)).usingRecursiveComparison().isEqualTo(values(full));
        assertThat(same.last().loss()).isEqualTo(history.last().loss());
        assertThat(same.last().gradientNorm()).isEqualTo(history.last().gradientNorm());
    }

    @Test void theForwardRunIsThatOfTheLongSequence() {
        var net = network();
        var data = data(new int[] {2, 7, 5});
        var whole = net.predict(data.input());

        var windows = new Truncation(3);
        windows.start(data);
        var seen = new ArrayList<double[]>();
        while (windows.next()) {
            var y = net.forward(windows.batch().input(), windows.initial(), Pass.PREDICT);
            for (int n = 0; n < y.batch(); n++) seen.addAll(steps(y, n));
            if (windows.more()) windows.carry(net.lastState());
        }

        var expected = new ArrayList<double[]>();
        for (int[] piece : new int[][] {{0, 0, 2}, {1, 0, 3}, {2, 0, 3}, {1, 3, 6}, {2, 3, 5}, {1, 6, 7}}) {
            expected.addAll(steps(whole, piece[0]).subList(piece[1], piece[2]));
        }
        assertThat(seen).hasSameSizeAs(expected);
        for (int t = 0; t < seen.size(); t++) assertThat(seen.get(t)).containsExactly(expected.get(t), within(1e-15));
    }

    @Test void theGradientIsThatOfFullBpttOnlyInsideTheWindow() {
        var net = network();
        var data = data(null);
        var whole = gradients(net, data, State.ZERO, Loss.mse().summed());

        var first = gradients(net, window(data, 0, 4), State.ZERO, Loss.mse().summed());
        var carried = net.lastState();
        var second = gradients(net, window(data, 4, STEPS), carried, Loss.mse().summed());
        var secondBack = net.initialGradient();

        double difference = 0;
        for (int j = 0; j < whole.length; j++) difference += Math.abs(whole[j] - first[j] - second[j]);
        assertThat(difference).isGreaterThan(0.01);               // what the second window says about the first is cut

        net.forward(window(data, 0, 4).input(), State.ZERO, Pass.PREDICT);
        net.zeroGradients();
        net.backward(new Sequence(4, BATCH, OUTPUTS), secondBack);
        double[] cut = flat(net);
        for (int j = 0; j < whole.length; j++) {
            assertThat(first[j] + second[j] + cut[j]).isCloseTo(whole[j], within(1e-12));
        }
    }

    @Test void aModelWhoseStateDoesNotGoOnIsRefused() {
        var both = Network.of(1, new Residual(new Bidirectional(new LstmCell(2, 1), new LstmCell(2, 1))),
                new Dense(2, OUTPUTS));
        var pair = new EncoderDecoder(Network.of(1, new Recurrent(new LstmCell(2, 3))),
                Network.of(1, new Recurrent(new LstmCell(OUTPUTS, 3)), new Dense(3, OUTPUTS)), Start.zeros());

        assertThatThrownBy(() -> new Trainer(both, Loss.mse(), Optimizer.sgd(1)).truncate(3).fit(data(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trainer expects a model that reads forwards step by step to truncate, got a Bidirectional "
                        + "layer (windows of 3 steps); its state does not go on into the next window");
        assertThatThrownBy(() -> new Trainer(pair, Loss.mse(), Optimizer.sgd(1)).truncate(3).fit(data(null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got an EncoderDecoder");
        new Trainer(both, Loss.mse(), Optimizer.sgd(1e-9)).epochs(1).truncate(STEPS).fit(data(null));
    }

    @Test void aStepIsMadeAfterEachWindow() {
        var net = network();
        var optimizer = Optimizer.sgd(0.01);

        new Trainer(net, Loss.mse(), optimizer).epochs(2).batchSize(BATCH).truncate(3).fit(data(null));

        assertThat(optimizer.steps()).isEqualTo(2 * 3);
    }

    @Test void theLossOfAnEpochIsTheMeanOverAllValidSteps() {
        var net = network();
        var data = data(new int[] {2, 7, 5});
        double whole = new Trainer(net, Loss.mse(), Optimizer.sgd(1)).loss(data);
        double sum = new Trainer(net, Loss.mse().summed(), Optimizer.sgd(1)).loss(data);
        net.freeze("lstm", "dense");

        var history = trainer(net).batchSize(BATCH).epochs(1).truncate(3).fit(data);
        var summed = new Trainer(net, Loss.mse().summed(), Optimizer.sgd(1)).epochs(1).truncate(3).fit(data);

        assertThat(history.last().loss()).isCloseTo(whole, within(1e-14));
        assertThat(summed.last().loss()).isCloseTo(sum, within(1e-12));
    }

    @Test void windowsEndWithTheLongestExample() {
        var windows = new Truncation(2);
        windows.start(data(new int[] {2, 4, 3}));
        var sizes = new ArrayList<Integer>();
        while (windows.next()) {
            sizes.add(windows.batch().size());
            if (windows.more()) windows.carry(State.ZERO);
        }

        assertThat(sizes).containsExactly(3, 2);
    }

    @Test void theFirstLineSaysThatTheStateIsCarried() {
        var lines = new ArrayList<String>();
        new Trainer(network(), Loss.mse(), Optimizer.sgd(0.01)).epochs(1).truncate(3).listener(new Listener() {
            @Override public void start(String plan) {
                lines.add(plan);
            }

            @Override public void epoch(History.Epoch epoch, int epochs) { }
        }).fit(data(null));

        assertThat(lines.get(0))
                .endsWith("every batch starts from a state of zeros, carried through windows of 3 steps.");
    }

    @Test void aModelThatAnswersOnceIsRefused() {
        var net = Network.of(1, new Recurrent(new LstmCell(FEATURES, HIDDEN)), new LastStep(),
                new Dense(HIDDEN, OUTPUTS));
        var once = new Batch(data(null).input(), new Sequence(1, BATCH, OUTPUTS));

        assertThatThrownBy(() -> trainer(net).truncate(3).fit(once)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Trainer expects a target for every step to truncate, got T=1, B=3, D=4")
                .hasMessageContaining("does the model answer once");
    }

    @Test void aWindowWithoutStepsIsRefused() {
        assertThatThrownBy(() -> trainer(network()).truncate(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trainer expects 1 or more steps in a window, got 0");
    }

    private static Trainer trainer(Network net) {
        return new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3).batchSize(2);
    }

    private static Network network() {
        return Network.of(3, new Recurrent(new LstmCell(FEATURES, HIDDEN)), new Dense(HIDDEN, OUTPUTS));
    }

    private static Batch data(int[] lengths) {
        var rng = new Rng(8);
        return new Batch(normal(FEATURES, rng).withLengths(lengths), normal(OUTPUTS, rng));
    }

    private static Batch window(Batch data, int from, int to) {
        return new Batch(data.input().steps(from, to), data.target().steps(from, to));
    }

    private static double[] gradients(Network net, Batch batch, State initial, Loss loss) {
        net.zeroGradients();
        var y = net.forward(batch.input(), initial, Pass.PREDICT);
        var dy = new Sequence(y.steps(), y.batch(), y.features());
        loss.gradient(y, batch.target(), dy);
        net.backward(dy, State.ZERO);
        return flat(net);
    }

    private static double[] flat(Network net) {
        return net.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.gradient().data)).toArray();
    }

    private static List<double[]> values(Network net) {
        return net.parameters().stream().map(p -> p.value().data.clone()).toList();
    }

    /** The valid outputs of an example, step by step. */
    private static List<double[]> steps(Sequence y, int n) {
        var steps = new ArrayList<double[]>();
        for (int t = 0; t < y.length(n); t++) steps.add(y.toArray()[t][n]);
        return steps;
    }

    private static Sequence normal(int features, Rng rng) {
        var x = new Sequence(STEPS, BATCH, features);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
