package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

class RecurrentDropoutTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("elman", new ElmanCell(FEATURES, HIDDEN)),
                Arguments.of("layer-normalized elman", new LayerNormElmanCell(FEATURES, HIDDEN)),
                Arguments.of("lstm", new LstmCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset before", new GruCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset after", new GruCell(FEATURES, HIDDEN, GruCell.Reset.AFTER)));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theWayBackBelongsToTheWayForward(String name, StackedCell cell) {
        var net = Network.of(7, new Recurrent(cell.recurrentDropout(0.4)));
        var x = random(FEATURES, 1).withLengths(new int[] {2, 4, 3});

        var check = GradientCheck.of(net, Loss.mse(), new Batch(x, random(HIDDEN, 2)), start(net, x),
                Pass.train(11, null));

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void aPredictionDropsNothing(String name, StackedCell cell) {
        var net = Network.of(7, new Recurrent(cell));
        var x = random(FEATURES, 1);
        var without = net.predict(x).toArray();

        cell.recurrentDropout(0.4);

        assertThat(net.predict(x).toArray()).isEqualTo(without);
        assertThat(net.forward(x, State.ZERO, Pass.train(1, null)).toArray()).isNotEqualTo(without);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theSamePassDropsTheSame(String name, StackedCell cell) {
        var net = Network.of(7, new Recurrent(cell.recurrentDropout(0.4)));
        var x = random(FEATURES, 1);

        var first = net.forward(x, State.ZERO, Pass.train(1, null)).toArray();
        var other = net.forward(x, State.ZERO, Pass.train(2, null)).toArray();
        var again = net.forward(x, State.ZERO, Pass.train(1, null)).toArray();

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test void theGradientIsTheSameWhenAskedTwice() {
        var net = Network.of(7, new Recurrent(new GruCell(FEATURES, HIDDEN).recurrentDropout(0.4)));
        var x = random(FEATURES, 1);
        net.forward(x, State.ZERO, Pass.train(1, null));
        var dy = random(HIDDEN, 2);

        net.zeroGradients();
        net.backward(dy, State.ZERO);
        var first = net.parameter("gru.U").gradient().copy();
        net.zeroGradients();
        net.backward(dy, State.ZERO);

        assertThat(net.parameter("gru.U").gradient().data).isEqualTo(first.data);
    }

    @Test void aUnitThatIsDroppedStaysDroppedAtEveryStep() {
        double p = 0.25;
        var y = copying(p, 40).forward(new Sequence(3, 2, 1), ones(2, 40), Pass.train(5, null));

        for (int n = 0; n < 2; n++) {
            for (int j = 0; j < 40; j++) {
                double m = y.get(0, n, j);                       // m h_0, with h_0 = 1
                assertThat(m).isIn(0.0, 1 / (1 - p));
                assertThat(y.get(2, n, j)).isEqualTo(m * m * m);
            }
        }
    }

    @Test void examplesAndLayersDropUnitsOfTheirOwn() {
        var cells = new ElmanCell[] {copyingCell(0.5, 40, 40), copyingCell(0.5, 40, 40)};
        var net = Network.of(1, new Recurrent(cells[0]), new Recurrent(cells[1]));
        for (var cell : cells) copy(cell);
        net.forward(new Sequence(1, 2, 40), ones(2, 40)
                .with(ones(2, 40).part("elman").prefixed("elman2")), Pass.train(5, null));

        var first = cells[0].output().at(0).toMatrix();
        var second = cells[1].output().at(0).toMatrix();

        assertThat(CommonOps_DDRM.extractRow(first, 0, null).data)
                .isNotEqualTo(CommonOps_DDRM.extractRow(first, 1, null).data);
        assertThat(second.data).isNotEqualTo(first.data);
    }

    @Test void theExpectedValueIsPreserved() {
        var net = copying(0.3, 50);
        double sum = 0;
        int passes = 400;
        for (int seed = 0; seed < passes; seed++) {
            var y = net.forward(new Sequence(1, 2, 1), ones(2, 50), Pass.train(seed, null));
            for (int j = 0; j < 100; j++) sum += y.matrix().data[j];
        }

        // 40 000 draws of 0 or 1/0.7: the standard error of the mean is sqrt(0.3/0.7/40000) = 0.0033
        assertThat(sum / (passes * 100)).isBetween(1 - 4 * 0.0033, 1 + 4 * 0.0033);
    }

    @ParameterizedTest @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void aShareOutsideZeroToOneIsRefused(double p) {
        assertThatThrownBy(() -> new LstmCell(2, 3).recurrentDropout(p)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LstmCell expects a recurrent dropout of 0 ≤ p < 1, got " + p
                        + "; is it the share to keep?");
    }

    /** h_t = m ⊙ h_{t−1}: no input, no bias, U the identity. */
    private static Network copying(double p, int hidden) {
        var cell = copyingCell(p, 1, hidden);
        var net = Network.of(1, new Recurrent(cell));
        copy(cell);
        return net;
    }

    private static ElmanCell copyingCell(double p, int features, int hidden) {
        var cell = new ElmanCell(features, hidden, Activation.IDENTITY);
        cell.recurrentDropout(p);
        return cell;
    }

    private static void copy(ElmanCell cell) {
        cell.W.value().zero();
        CommonOps_DDRM.setIdentity(cell.U.value());
    }

    private static State ones(int batch, int hidden) {
        var h = new DMatrixRMaj(batch, hidden);
        h.fill(1);
        return State.of("elman.h", h);
    }

    private static State start(Network net, Sequence x) {
        net.predict(x);
        var rng = new Rng(3);
        var start = State.ZERO;
        for (var name : net.lastState().names()) {
            var value = net.lastState().get(name).copy();
            for (int j = 0; j < value.getNumElements(); j++) value.data[j] = rng.normal();
            start = start.with(name, value);
        }
        return start;
    }

    private static Sequence random(int features, long seed) {
        var x = new Sequence(STEPS, BATCH, features);
        var rng = new Rng(seed);
        for (int j = 0; j < x.matrix().getNumElements(); j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
