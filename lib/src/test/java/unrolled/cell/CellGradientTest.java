package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

class CellGradientTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("elman tanh", new ElmanCell(FEATURES, HIDDEN)),
                Arguments.of("elman sigmoid", new ElmanCell(FEATURES, HIDDEN, Activation.SIGMOID)),
                Arguments.of("elman identity", new ElmanCell(FEATURES, HIDDEN, Activation.IDENTITY)),
                Arguments.of("lstm", new LstmCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset before", new GruCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset after", new GruCell(FEATURES, HIDDEN, GruCell.Reset.AFTER)),
                Arguments.of("output feedback", new OutputFeedbackCell(FEATURES, HIDDEN)),
                Arguments.of("output feedback, identity",
                        new OutputFeedbackCell(FEATURES, HIDDEN, Activation.IDENTITY)),
                Arguments.of("leaky, fixed", new LeakyCell(FEATURES, HIDDEN, 0.3)),
                Arguments.of("leaky, learned", LeakyCell.learned(FEATURES, HIDDEN, 0.8)),
                Arguments.of("skip 2", new SkipCell(FEATURES, HIDDEN, 2)),
                Arguments.of("skip 3", new SkipCell(FEATURES, HIDDEN, 3)),
                Arguments.of("elman with layer normalization", new LayerNormElmanCell(FEATURES, HIDDEN)),
                Arguments.of("lstm with peepholes", new PeepholeLstmCell(FEATURES, HIDDEN)),
                Arguments.of("jordan", new JordanCell(FEATURES, HIDDEN, 6, 7)));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theWayBackBelongsToTheWayForward(String name, Cell cell) {
        var check = check(cell, null);

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theWayBackIsRightWithPadding(String name, Cell cell) {
        var check = check(cell, new int[] {2, 4, 3});

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    private static GradientCheck check(Cell cell, int[] lengths) {
        var rng = new Rng(7);
        var net = Network.of(7, new Recurrent(cell));
        net.parameters().forEach(p -> randomize(p.value(), rng));
        var x = random(FEATURES, rng).withLengths(lengths);
        net.predict(x);
        var initial = State.ZERO;
        for (var name : net.lastState().names()) {
            var value = new DMatrixRMaj(BATCH, net.lastState().get(name).numCols);
            randomize(value, rng);
            initial = initial.with(name, value);
        }
        return GradientCheck.of(net, Loss.mse(), new Batch(x, random(cell.outputs(), rng)), initial, Pass.PREDICT);
    }

    private static Sequence random(int features, Rng rng) {
        var x = new Sequence(STEPS, BATCH, features);
        randomize(x.matrix(), rng);
        return x;
    }

    private static void randomize(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.7 * rng.normal();
    }
}
