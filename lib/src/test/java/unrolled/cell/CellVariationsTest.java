package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** The properties that every cell has, for the variations of the Elman cell and the LSTM. */
class CellVariationsTest {

    private static final int FEATURES = 3;
    private static final int HIDDEN = 4;

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("irnn", ElmanCell.irnn(FEATURES, HIDDEN)),
                Arguments.of("output feedback", new OutputFeedbackCell(FEATURES, HIDDEN)),
                Arguments.of("leaky, fixed", new LeakyCell(FEATURES, HIDDEN, 0.3)),
                Arguments.of("leaky, learned", LeakyCell.learned(FEATURES, HIDDEN, 0.8)),
                Arguments.of("skip 2", new SkipCell(FEATURES, HIDDEN, 2)),
                Arguments.of("skip 3", new SkipCell(FEATURES, HIDDEN, 3)),
                Arguments.of("elman with layer normalization", new LayerNormElmanCell(FEATURES, HIDDEN)),
                Arguments.of("lstm with peepholes", new PeepholeLstmCell(FEATURES, HIDDEN)));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void paddingNeverChangesTheResult(String name, Cell cell) {
        var net = network(cell);
        var x = random(6, 2).withLengths(new int[] {6, 4});
        for (int t = 4; t < 6; t++) x.at(t).rows(1, 2).fill(Double.NaN);

        var y = net.predict(x).toArray();
        var last = net.lastState();
        var alone = net.predict(x.examples(1, 2).steps(0, 4).withLengths(null));

        for (int t = 0; t < 6; t++) {
            assertThat(y[t][1]).containsExactly(t < 4 ? alone.toArray()[t][0] : new double[HIDDEN], within(1e-14));
        }
        assertSame(last.rows(1), net.lastState());
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void aBatchOfEightEqualsEightOfOne(String name, Cell cell) {
        var net = network(cell);
        var x = random(5, 8);
        var start = start(net, x);
        var together = net.predict(x, start).toArray();
        var last = net.lastState();

        for (int n = 0; n < 8; n++) {
            var alone = net.predict(x.examples(n, n + 1), start.rows(n)).toArray();
            for (int t = 0; t < 5; t++) assertThat(alone[t][0]).containsExactly(together[t][n], within(1e-13));
            assertSame(last.rows(n), net.lastState());
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void aCarriedStateEqualsOneLongRun(String name, Cell cell) {
        var net = network(cell);
        var x = random(7, 2);
        var whole = net.predict(x).toArray();
        var last = net.lastState();

        var first = net.predict(x.steps(0, 2)).toArray();       // shorter than the longest lag
        var rest = net.predict(x.steps(2, 7), net.lastState()).toArray();

        for (int n = 0; n < 2; n++) {
            for (int t = 0; t < 7; t++) {
                assertThat(t < 2 ? first[t][n] : rest[t - 2][n]).containsExactly(whole[t][n], within(1e-14));
            }
        }
        assertSame(last, net.lastState());
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theGradientIsTheSameWhenAskedTwice(String name, Cell cell) {
        var net = network(cell);
        var x = random(5, 3);
        var dy = new Sequence(5, 3, HIDDEN);
        dy.all().copyFrom(net.predict(x).all());
        var given = dy.copy();

        var first = gradients(net, x, dy);
        var second = gradients(net, x, dy);

        assertThat(second).isEqualTo(first);
        assertThat(dy.matrix().data).isEqualTo(given.matrix().data);
    }

    private static double[][] gradients(Network net, Sequence x, Sequence dy) {
        net.zeroGradients();
        net.predict(x);
        net.backward(dy, State.ZERO);
        return net.parameters().stream().map(p -> p.gradient().data.clone()).toArray(double[][]::new);
    }

    private static Network network(Cell cell) {
        var net = Network.of(5, new Recurrent(cell));
        var rng = new Rng(8);
        net.parameters().forEach(p -> randomize(p.value(), rng));
        return net;
    }

    private static State start(Network net, Sequence x) {
        net.predict(x);
        var rng = new Rng(9);
        var start = net.lastState();
        for (var name : start.names()) {
            var value = start.get(name).copy();
            randomize(value, rng);
            start = start.with(name, value);
        }
        return start;
    }

    private static void assertSame(State expected, State actual) {
        assertThat(actual.names()).isEqualTo(expected.names());
        for (var name : expected.names()) {
            assertThat(actual.get(name).data).as(name).containsExactly(expected.get(name).data, within(1e-13));
        }
    }

    private static Sequence random(int steps, int batch) {
        var x = new Sequence(steps, batch, FEATURES);
        randomize(x.matrix(), new Rng(10));
        return x;
    }

    private static void randomize(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.6 * rng.normal();
    }
}
