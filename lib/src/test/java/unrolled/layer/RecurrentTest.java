package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Samples;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.math.Activation;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** What must hold for every cell, whatever its equations. */
class RecurrentTest {

    private static final int STEPS = 6;
    private static final int BATCH = 8;
    private static final int FEATURES = 3;
    private static final int HIDDEN = 5;
    private static final int[] LENGTHS = {6, 1, 3, 6, 2, 5, 4, 1};

    enum Kind {
        ELMAN, ELMAN_SIGMOID, ELMAN_RELU, LSTM, GRU, GRU_AFTER, JORDAN;

        Cell cell() {
            return switch (this) {
                case ELMAN -> new ElmanCell(FEATURES, HIDDEN);
                case ELMAN_SIGMOID -> new ElmanCell(FEATURES, HIDDEN, Activation.SIGMOID);
                case ELMAN_RELU -> new ElmanCell(FEATURES, HIDDEN, Activation.RELU);
                case LSTM -> new LstmCell(FEATURES, HIDDEN);
                case GRU -> new GruCell(FEATURES, HIDDEN);
                case GRU_AFTER -> new GruCell(FEATURES, HIDDEN, GruCell.Reset.AFTER);
                case JORDAN -> new JordanCell(FEATURES, HIDDEN, 4, 2);
            };
        }

        Recurrent layer() {
            var layer = new Recurrent(cell());
            Samples.randomize(layer.parameters(), new Rng(ordinal()));
            return layer;
        }
    }

    private final Rng rng = new Rng(11);
    private final Sequence x = Samples.sequence(STEPS, BATCH, FEATURES, rng);

    @ParameterizedTest @EnumSource
    void oneBatchOfEightIsEightBatchesOfOne(Kind kind) {
        var layer = kind.layer();
        var initial = Samples.state(layer.cell(), BATCH, rng);
        var together = layer.forward(x, initial, Pass.PREDICT).copy();
        var last = layer.lastState();

        for (int n = 0; n < BATCH; n++) {
            var alone = layer.forward(x.examples(n, n + 1), initial.rows(n), Pass.PREDICT);
            same(together.examples(n, n + 1), alone);
            same(last.rows(n), layer.lastState());
        }
    }

    @ParameterizedTest @EnumSource
    void theGradientOfEightIsTheSumOfEight(Kind kind) {
        var layer = kind.layer();
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        back(layer, x, dy);
        var together = gradients(layer);

        layer.parameters().forEach(Parameter::zeroGradient);
        for (int n = 0; n < BATCH; n++) {
            layer.forward(x.examples(n, n + 1), State.ZERO, Pass.PREDICT);
            layer.backward(dy.examples(n, n + 1), State.ZERO);
        }

        for (int k = 0; k < together.length; k++) {
            assertThat(gradients(layer)[k]).containsExactly(together[k], within(1e-12));
        }
    }

    @ParameterizedTest @EnumSource
    void carryingTheStateOverTwoWindowsIsOneLongRun(Kind kind) {
        var layer = kind.layer();
        var whole = layer.forward(x, State.ZERO, Pass.PREDICT).copy();
        var last = layer.lastState();

        var first = layer.forward(x.steps(0, 2), State.ZERO, Pass.PREDICT).copy();
        var carried = layer.lastState();
        var second = layer.forward(x.steps(2, STEPS), carried, Pass.PREDICT).copy();

        same(whole.steps(0, 2), first);
        same(whole.steps(2, STEPS), second);
        same(last, layer.lastState());
    }

    @ParameterizedTest @EnumSource
    void carryingTheGradientOverTwoWindowsIsOneLongWayBack(Kind kind) {
        var layer = kind.layer();
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        back(layer, x, dy);
        var whole = gradients(layer);

        layer.parameters().forEach(Parameter::zeroGradient);
        layer.forward(x.steps(0, 2), State.ZERO, Pass.PREDICT);
        var carried = layer.lastState();
        layer.forward(x.steps(2, STEPS), carried, Pass.PREDICT);
        layer.backward(dy.steps(2, STEPS), State.ZERO);
        var cut = layer.initialGradient();
        layer.forward(x.steps(0, 2), State.ZERO, Pass.PREDICT);
        layer.backward(dy.steps(0, 2), cut);

        for (int k = 0; k < whole.length; k++) assertThat(gradients(layer)[k]).containsExactly(whole[k], within(1e-12));
    }

    @ParameterizedTest @EnumSource
    void paddingIsAsIfTheExampleHadEnded(Kind kind) {
        var layer = kind.layer();
        var padded = Samples.padded(x, LENGTHS, 0);
        var together = layer.forward(padded, State.ZERO, Pass.PREDICT).copy();
        var last = layer.lastState();

        for (int n = 0; n < BATCH; n++) {
            var alone = layer.forward(x.examples(n, n + 1).steps(0, LENGTHS[n]), State.ZERO, Pass.PREDICT);
            same(together.examples(n, n + 1).withLengths(null).steps(0, LENGTHS[n]), alone);
            same(last.rows(n), layer.lastState());
        }
    }

    @ParameterizedTest @EnumSource
    void theOutputIsZeroAtPadding(Kind kind) {
        var y = kind.layer().forward(Samples.padded(x, LENGTHS, 0), State.ZERO, Pass.PREDICT);

        for (int n = 0; n < BATCH; n++) {
            for (int t = LENGTHS[n]; t < STEPS; t++) {
                for (int d = 0; d < y.features(); d++) assertThat(y.get(t, n, d)).isZero();
            }
        }
    }

    @ParameterizedTest @EnumSource
    void theStateStaysWhatItWasWhereAnExampleHasEnded(Kind kind) {
        var layer = kind.layer();

        layer.forward(Samples.padded(x, LENGTHS, 0), State.ZERO, Pass.PREDICT);

        for (var state : layer.cell().states()) {
            for (int n = 0; n < BATCH; n++) {
                double[] last = state.at(LENGTHS[n] - 1).rows(n, n + 1).toMatrix().data;
                assertThat(state.at(STEPS - 1).rows(n, n + 1).toMatrix().data).as(state.name()).isEqualTo(last);
            }
        }
    }

    @ParameterizedTest @EnumSource
    void whatComesBackAtPaddingIsIgnored(Kind kind) {
        var layer = kind.layer();
        var padded = Samples.padded(x, LENGTHS, 0);
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        var dxClean = back(layer, padded, Samples.padded(dy, LENGTHS, 0));
        var clean = gradients(layer);

        var dx = back(layer, padded, Samples.padded(dy, LENGTHS, Double.NaN));

        same(dxClean, dx);
        assertThat(gradients(layer)).isDeepEqualTo(clean);
    }

    @ParameterizedTest @EnumSource
    void theInputHasNoGradientAtPadding(Kind kind) {
        var layer = kind.layer();

        var dx = back(layer, Samples.padded(x, LENGTHS, 0),
                Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng));

        for (int n = 0; n < BATCH; n++) {
            for (int t = LENGTHS[n]; t < STEPS; t++) {
                for (int d = 0; d < FEATURES; d++) assertThat(dx.get(t, n, d)).isZero();
            }
        }
    }

    @ParameterizedTest @EnumSource
    void theGradientIsTheSameWhenAskedTwice(Kind kind) {
        var layer = kind.layer();
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        var dLast = Samples.state(layer.cell(), BATCH, rng);
        layer.forward(x, State.ZERO, Pass.PREDICT);
        var dxFirst = layer.backward(dy, dLast).copy();
        var first = gradients(layer);
        var initialFirst = layer.initialGradient();

        layer.parameters().forEach(Parameter::zeroGradient);
        var dx = layer.backward(dy, dLast);

        same(dxFirst, dx);
        assertThat(gradients(layer)).isDeepEqualTo(first);
        same(initialFirst, layer.initialGradient());
    }

    @ParameterizedTest @EnumSource
    void gradientsAddUp(Kind kind) {
        var layer = kind.layer();
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        back(layer, x, dy);
        var once = gradients(layer);

        layer.backward(dy, State.ZERO);

        for (int k = 0; k < once.length; k++) {
            double[] twice = Arrays.stream(once[k]).map(g -> 2 * g).toArray();
            assertThat(gradients(layer)[k]).containsExactly(twice, within(1e-12));
        }
    }

    @ParameterizedTest @EnumSource
    void whatTheCallerGaveIsOnlyRead(Kind kind) {
        var layer = kind.layer();
        var dy = Samples.sequence(STEPS, BATCH, layer.outputs(FEATURES), rng);
        var initial = Samples.state(layer.cell(), BATCH, rng);
        var dLast = Samples.state(layer.cell(), BATCH, rng);
        var before = new Object[] {x.toArray(), dy.toArray(), values(initial), values(dLast)};

        layer.forward(x, initial, Pass.PREDICT);
        layer.backward(dy, dLast);

        assertThat(new Object[] {x.toArray(), dy.toArray(), values(initial), values(dLast)}).isEqualTo(before);
    }

    @ParameterizedTest @EnumSource
    void nothingIsRememberedBetweenRuns(Kind kind) {
        var layer = kind.layer();
        var fresh = layer.forward(x, State.ZERO, Pass.PREDICT).copy();

        layer.forward(Samples.sequence(9, 11, FEATURES, rng), Samples.state(layer.cell(), 11, rng), Pass.PREDICT);
        layer.backward(Samples.sequence(9, 11, layer.outputs(FEATURES), rng), State.ZERO);

        same(fresh, layer.forward(x, State.ZERO, Pass.PREDICT));
    }

    @ParameterizedTest @EnumSource
    void aPartOfTheStateThatIsNotGivenIsZero(Kind kind) {
        var layer = kind.layer();
        var zeros = State.ZERO;
        for (var trace : layer.cell().states()) zeros = zeros.with(trace.name(), new DMatrixRMaj(BATCH, trace.size()));
        layer.forward(x, Samples.state(layer.cell(), BATCH, rng), Pass.PREDICT);
        var given = layer.forward(x, zeros, Pass.PREDICT).copy();

        same(given, layer.forward(x, State.ZERO, Pass.PREDICT));
    }

    @ParameterizedTest @EnumSource
    void aStateOfAnotherBatchSizeIsRefused(Kind kind) {
        var layer = kind.layer();
        var part = layer.cell().states().get(0);
        var wrong = State.of(part.name(), new DMatrixRMaj(16, part.size()));

        assertThatThrownBy(() -> layer.forward(x, wrong, Pass.PREDICT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(layer.cell().getClass().getSimpleName() + " '" + layer.name() + "' expects a state of 8×"
                        + part.size() + ", got 16×" + part.size() + " (part '" + part.name()
                        + "', B=8); was it carried from another batch size?");
    }

    @Test void aStateOfAnotherSizeIsRefusedWithoutAGuess() {
        var layer = Kind.LSTM.layer();
        var wrong = State.of("c", new DMatrixRMaj(BATCH, 7));

        assertThatThrownBy(() -> layer.forward(x, wrong, Pass.PREDICT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LstmCell 'lstm' expects a state of 8×5, got 8×7 (part 'c', B=8)");
    }

    @Test void anUnknownPartOfTheStateIsRefused() {
        var layer = Kind.GRU.layer();
        var wrong = State.of("c", new DMatrixRMaj(BATCH, HIDDEN));

        assertThatThrownBy(() -> layer.forward(x, wrong, Pass.PREDICT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GruCell 'gru' expects a state of the parts [h], got 'c'");
    }

    @Test void aFinalGradientOfAnotherShapeIsRefused() {
        var layer = Kind.ELMAN.layer();
        layer.forward(x, State.ZERO, Pass.PREDICT);
        var dy = new Sequence(STEPS, BATCH, HIDDEN);

        assertThatThrownBy(() -> layer.backward(dy, State.of("h", new DMatrixRMaj(1, HIDDEN))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expects a state of 8×5, got 1×5");
    }

    @Test void aGradientOfAnotherShapeIsRefused() {
        var layer = Kind.ELMAN.layer();
        layer.forward(x, State.ZERO, Pass.PREDICT);

        for (var wrong : new Sequence[] {new Sequence(5, 8, 5), new Sequence(6, 7, 5), new Sequence(6, 8, 4)}) {
            assertThatThrownBy(() -> layer.backward(wrong, State.ZERO)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Recurrent 'elman' expects a gradient of T=6, B=8, D=5, as its output, got " + wrong);
        }
    }

    @Test void aWayBackNeedsAWayForward() {
        assertThatThrownBy(() -> Kind.ELMAN.layer().backward(new Sequence(1, 1, HIDDEN), State.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Recurrent 'elman' expects a way forward before the way back, got none");
    }

    @Test void wrongFeaturesAreRefused() {
        assertThatThrownBy(() -> Kind.LSTM.layer().forward(new Sequence(24, 8, 16), State.ZERO, Pass.PREDICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Recurrent 'lstm' expects 3 features, got 16 (sequence of T=24, B=8, D=16)");
    }

    @Test void swappedTimeAndFeaturesAreGuessed() {
        assertThatThrownBy(() -> Kind.LSTM.layer().forward(new Sequence(3, 8, 16), State.ZERO, Pass.PREDICT))
                .hasMessageEndingWith("(sequence of T=3, B=8, D=16); are time and features swapped?");
    }

    @ParameterizedTest @EnumSource
    void itTakesAndPutsOutWhatItsCellDoes(Kind kind) {
        var layer = kind.layer();

        assertThat(layer.inputs()).hasValue(FEATURES);
        assertThat(layer.outputs(FEATURES)).isEqualTo(kind == Kind.JORDAN ? 2 : HIDDEN);
        assertThat(layer.name()).isEqualTo(layer.cell().kind());
        assertThat(layer.fixedSteps()).isEmpty();
        assertThat(layer.answersStepByStep()).isTrue();
        assertThat(layer.parameters()).isEqualTo(layer.cell().parameters());
    }

    private static Sequence back(Recurrent layer, Sequence x, Sequence dy) {
        layer.parameters().forEach(Parameter::zeroGradient);
        layer.forward(x, State.ZERO, Pass.PREDICT);
        return layer.backward(dy, State.ZERO).copy();
    }

    private static double[][] gradients(Layer layer) {
        return layer.parameters().stream().map(p -> p.gradient().data.clone()).toArray(double[][]::new);
    }

    private static double[][] values(State state) {
        return state.names().stream().map(name -> state.get(name).data.clone()).toArray(double[][]::new);
    }

    private static void same(Sequence expected, Sequence actual) {
        assertThat(actual).hasToString(expected.toString());
        assertThat(flat(actual)).containsExactly(flat(expected), within(1e-13));
    }

    private static double[] flat(Sequence x) {
        return Stream.of(x.toArray()).flatMap(Stream::of).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void same(State expected, State actual) {
        assertThat(actual.names()).isEqualTo(expected.names());
        for (var name : expected.names()) {
            assertThat(MatrixFeatures_DDRM.isIdentical(expected.get(name), actual.get(name), 1e-13)).as(name).isTrue();
        }
    }
}
