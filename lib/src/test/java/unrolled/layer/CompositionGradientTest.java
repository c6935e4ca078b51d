package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

class CompositionGradientTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;
    private static final int IDS = 7;

    static Stream<Arguments> networks() {
        return Stream.of(
                of("stacked lstm", () -> Network.of(7, lstm(FEATURES), lstm(HIDDEN))),
                of("bidirectional", () -> Network.of(7,
                        new Bidirectional(new LstmCell(FEATURES, HIDDEN), new GruCell(FEATURES, 6)))),
                of("stacked bidirectional", () -> Network.of(7,
                        new Bidirectional(new GruCell(FEATURES, HIDDEN), new GruCell(FEATURES, 6)),
                        new Bidirectional(new ElmanCell(11, 3), new ElmanCell(11, 4)))),
                of("dropout", () -> Network.of(7, lstm(FEATURES), new Dropout(0.4), new Dense(HIDDEN, 6))),
                of("dropout, same over time", () -> Network.of(7, lstm(FEATURES), Dropout.sameOverTime(0.4))),
                of("residual", () -> Network.of(7, lstm(FEATURES),
                        new Residual(new Recurrent(new GruCell(HIDDEN, 6)), new Dropout(0.3), new Dense(6, HIDDEN)))),
                of("layer norm", () -> Network.of(7, lstm(FEATURES), new LayerNorm(HIDDEN), new Dense(HIDDEN, 6))),
                of("mean over time", () -> Network.of(7, lstm(FEATURES), new MeanOverTime(), new Dense(HIDDEN, 6))),
                of("one to many, repeated", () -> Network.of(7, lstm(FEATURES), new LastStep(), new RepeatStep(6),
                        new Recurrent(new GruCell(HIDDEN, 6)))),
                of("one to many, first step only", () -> Network.of(7, lstm(FEATURES), new LastStep(),
                        RepeatStep.firstOnly(6), new Recurrent(new GruCell(HIDDEN, 6)))),
                of("embedding", () -> Network.of(7, new Embedding(IDS, 6), lstm(6))));
    }

    private static Arguments of(String name, Supplier<Network> net) {
        return Arguments.of(name, net);
    }

    private static Layer lstm(int features) {
        return new Recurrent(new LstmCell(features, HIDDEN));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("networks")
    void theWayBackBelongsToTheWayForward(String name, Supplier<Network> net) {
        assertRight(net.get(), null);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("networks")
    void theWayBackIsRightWithPadding(String name, Supplier<Network> net) {
        assertRight(net.get(), new int[] {2, 4, 3});
    }

    @ParameterizedTest(name = "{0}") @MethodSource("networks")
    void theGradientIsTheSameWhenAskedTwiceAndNothingGivenIsChanged(String name, Supplier<Network> made) {
        var net = made.get();
        var x = input(net).withLengths(new int[] {2, 4, 3});
        var xBefore = x.copy();
        var y = net.forward(x, State.ZERO, Pass.train(3, null));
        var dy = Samples.sequence(y.steps(), BATCH, y.features(), 5).withLengths(y.lengths());
        var dyBefore = dy.copy();

        var dx = net.backward(dy, State.ZERO).matrix().copy();
        var gradients = net.parameters().stream().map(p -> p.gradient().copy()).toList();
        net.zeroGradients();
        var dxAgain = net.backward(dy, State.ZERO).matrix();

        assertThat(dxAgain.data).isEqualTo(dx.data);
        for (int k = 0; k < gradients.size(); k++) {
            assertThat(net.parameters().get(k).gradient().data).isEqualTo(gradients.get(k).data);
        }
        assertThat(x.matrix().data).isEqualTo(xBefore.matrix().data);
        assertThat(dy.matrix().data).isEqualTo(dyBefore.matrix().data);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("networks")
    void paddingNeverChangesTheResult(String name, Supplier<Network> made) {
        var net = made.get();
        var x = input(net).withLengths(new int[] {2, 4, 3});
        var clean = net.predict(x);

        for (double rubbish : new double[] {123, Double.NaN}) {
            assertThat(net.predict(Samples.withRubbish(x, rubbish)).matrix().data).isEqualTo(clean.matrix().data);
        }
        for (int n = 0; n < BATCH; n++) {
            var alone = net.predict(x.examples(n, n + 1).steps(0, x.length(n)));
            for (int t = 0; t < alone.steps(); t++) {
                for (int d = 0; d < alone.features(); d++) {
                    assertThat(clean.get(t, n, d)).isCloseTo(alone.get(t, 0, d), within());
                }
            }
            for (int t = alone.steps(); t < clean.steps(); t++) assertThat(clean.get(t, n, 0)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("networks")
    void oneBatchOfEightEqualsEightBatchesOfOne(String name, Supplier<Network> made) {
        var net = made.get();
        var x = net.readsIds() ? Samples.ids(STEPS, 8, IDS, 9) : Samples.sequence(STEPS, 8, FEATURES, 9);
        var together = net.predict(x);

        for (int n = 0; n < 8; n++) {
            var alone = net.predict(x.examples(n, n + 1));
            assertThat(together.examples(n, n + 1).matrix().data).containsExactly(alone.matrix().data, within());
        }
    }

    private static Offset<Double> within() {
        return Assertions.within(1e-13);
    }

    private static Sequence input(Network net) {
        return net.readsIds() ? Samples.ids(STEPS, BATCH, IDS, 9) : Samples.sequence(STEPS, BATCH, FEATURES, 9);
    }

    private static void assertRight(Network net, int[] lengths) {
        Samples.randomize(net.parameters(), 7);
        var x = input(net).withLengths(lengths);
        var y = net.forward(x, State.ZERO, Pass.train(3, null));
        var target = Samples.sequence(y.steps(), BATCH, y.features(), 5);
        var initial = Samples.state(net.lastState(), new Rng(6));

        var check = GradientCheck.of(net, Loss.mse(), new Batch(x, target), initial, Pass.train(3, target));

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
        assertThat(check.rows()).hasSize(net.parameters().size() + initial.names().size() + (net.readsIds() ? 0 : 1));
    }
}
