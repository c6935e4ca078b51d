package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static unrolled.StopTest.expectStopped;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.math.Block;
import unrolled.math.Numbers;
import unrolled.math.Parameter;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** A batch that is large enough for two cores gives what its examples give one by one, which a core runs alone. */
class CrewTest {

    private static final int STEPS = 12;
    private static final int BATCH = 33;
    private static final int FEATURES = 7;
    private static final int HIDDEN = 52;
    private static final int MANY = 130;

    enum Kind {
        ELMAN, FEEDBACK, JORDAN, LEAKY, LEAKY_LEARNED, SKIP, NORM, LSTM, PEEPHOLE, GRU, GRU_AFTER, DROPOUT;

        Recurrent layer() {
            Cell cell = switch (this) {
                case ELMAN -> new ElmanCell(FEATURES, HIDDEN);
                case FEEDBACK -> new OutputFeedbackCell(FEATURES, HIDDEN);
                case JORDAN -> new JordanCell(FEATURES, HIDDEN, HIDDEN, HIDDEN);
                case LEAKY -> new LeakyCell(FEATURES, HIDDEN, 0.3);
                case LEAKY_LEARNED -> LeakyCell.learned(FEATURES, HIDDEN, 0.4);
                case SKIP -> new SkipCell(FEATURES, HIDDEN, 3);
                case NORM -> new LayerNormElmanCell(FEATURES, HIDDEN);
                case PEEPHOLE -> new PeepholeLstmCell(FEATURES, HIDDEN);
                case DROPOUT -> new LstmCell(FEATURES, HIDDEN).recurrentDropout(0.3);
                case LSTM -> new LstmCell(FEATURES, HIDDEN);
                case GRU -> new GruCell(FEATURES, HIDDEN);
                case GRU_AFTER -> new GruCell(FEATURES, HIDDEN, GruCell.Reset.AFTER);
            };
            var layer = new Recurrent(cell);
            var start = new Rng(ordinal());
            Samples.randomize(layer.parameters(), start);
            for (var parameter : layer.parameters()) CommonOps_DDRM.scale(0.2, parameter.value());
            return layer;
        }
    }

    @ParameterizedTest @EnumSource(value = Kind.class, names = "DROPOUT", mode = EnumSource.Mode.EXCLUDE)
    void floatsBeginWhereARunIsLargeEnoughForThem(Kind kind) {
        var layer = kind.layer();
        for (int batch : new int[] {2, BATCH * 2}) {
            var x = Samples.sequence(STEPS, batch, FEATURES, 1);
            var exact = layer.forward(x, State.ZERO, Pass.PREDICT).copy();
            var single = layer.forward(x, State.ZERO, Pass.PREDICT.in(Precision.SINGLE));
            assertThat(single.matrix().data).containsExactly(exact.matrix().data, within(1e-4));
            boolean same = Arrays.equals(single.matrix().data, exact.matrix().data);
            assertThat(same).as("batch of " + batch).isEqualTo(batch == 2 || !singles());
        }
    }

    private static boolean singles() {
        var cell = new Recurrent(new ElmanCell(FEATURES, HIDDEN)).cell();
        var trace = cell.output();
        trace.resize(1, 1, Numbers.of(Precision.SINGLE, false));
        return !(trace.step(0) instanceof Block);
    }

    /** What one training pass gives. */
    private record Result(Sequence y, State last, Sequence dx, State dInitial, List<DMatrixRMaj> gradients) {}

    private final Rng rng = new Rng(5);
    private final Sequence x = Samples.sequence(STEPS, BATCH, FEATURES, rng).withLengths(
            IntStream.range(0, BATCH).map(n -> 1 + (7 * n) % STEPS).toArray());
    private final Sequence dy = Samples.sequence(STEPS, BATCH, HIDDEN, rng).withLengths(x.lengths());

    private Result run(Recurrent layer, Sequence x, State initial, Sequence dy, State dLast, Precision precision) {
        layer.parameters().forEach(Parameter::zeroGradient);
        var y = layer.forward(x, initial, Pass.train(1, null).in(precision)).copy();
        var dx = layer.backward(dy, dLast).copy();
        return new Result(y, layer.lastState(), dx, layer.initialGradient(),
                layer.parameters().stream().map(p -> p.gradient().copy()).toList());
    }

    @ParameterizedTest @ValueSource(ints = {1, BATCH})
    void aStopButtonEndsBothWaysAndTheNextRunIsWhole(int batch) {
        var layer = Kind.LSTM.layer();
        var input = x.examples(0, batch);
        var gradient = dy.examples(0, batch);
        var before = run(layer, input, State.ZERO, gradient, State.ZERO, Precision.DOUBLE);
        assertThat(layer.parts()).isEqualTo(batch > 1 ? 2 : 1);

        expectStopped(() -> layer.forward(input, State.ZERO, Pass.train(1, null)));
        layer.forward(input, State.ZERO, Pass.train(1, null));
        expectStopped(() -> layer.backward(gradient, State.ZERO));

        var after = run(layer, input, State.ZERO, gradient, State.ZERO, Precision.DOUBLE);
        assertThat(after.y().matrix().data).isEqualTo(before.y().matrix().data);
        assertThat(after.gradients().get(0).data).isEqualTo(before.gradients().get(0).data);
    }

    @ParameterizedTest @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DROPOUT")     // each run drops others
    void halvesGiveWhatSingleExamplesGive(Kind kind) {
        var layer = kind.layer();
        var initial = Samples.state(layer.cell(), BATCH, rng);
        var dLast = Samples.state(layer.cell(), BATCH, rng);

        var together = run(layer, x, initial, dy, dLast, Precision.DOUBLE);
        assertThat(layer.parts()).isEqualTo(2);

        var sums = together.gradients().stream().map(g -> new double[g.getNumElements()]).toList();
        for (int n = 0; n < BATCH; n++) {
            var alone = run(layer, x.examples(n, n + 1), initial.rows(n), dy.examples(n, n + 1), dLast.rows(n),
                    Precision.DOUBLE);
            assertThat(layer.parts()).isEqualTo(1);
            close(together.y().examples(n, n + 1).matrix(), alone.y().matrix());
            close(together.dx().examples(n, n + 1).matrix(), alone.dx().matrix());
            for (var part : alone.last().names()) {
                close(together.last().rows(n).get(part), alone.last().get(part));
                close(together.dInitial().rows(n).get(part), alone.dInitial().get(part));
            }
            for (int k = 0; k < sums.size(); k++) add(alone.gradients().get(k), sums.get(k));
        }
        for (int k = 0; k < sums.size(); k++) {
            assertThat(together.gradients().get(k).data).containsExactly(sums.get(k), within(1e-10));
        }
    }

    @ParameterizedTest @EnumSource
    void theSecondRunGivesTheSameNumbersToTheLastBit(Kind kind) {
        var layer = kind.layer();
        var first = run(layer, x, State.ZERO, dy, State.ZERO, Precision.DOUBLE);
        var second = run(layer, x, State.ZERO, dy, State.ZERO, Precision.DOUBLE);

        for (int k = 0; k < first.gradients().size(); k++) {
            assertThat(second.gradients().get(k).data).isEqualTo(first.gradients().get(k).data);
        }
    }

    @ParameterizedTest @EnumSource
    void singlePrecisionIsWithinAHundredThousandth(Kind kind) {
        var layer = kind.layer();
        var initial = Samples.state(layer.cell(), BATCH, rng);
        var dLast = Samples.state(layer.cell(), BATCH, rng);
        var exact = run(layer, x, initial, dy, dLast, Precision.DOUBLE);
        var rounded = run(layer, x, initial, dy, dLast, Precision.SINGLE);

        for (int k = 0; k < exact.gradients().size(); k++) {
            assertThat(distance(exact.gradients().get(k), rounded.gradients().get(k))).isLessThan(1e-5);
        }
        assertThat(distance(exact.y().matrix(), rounded.y().matrix())).isLessThan(1e-5);
        assertThat(distance(exact.dx().matrix(), rounded.dx().matrix())).isLessThan(1e-5);
        for (var part : exact.last().names()) {
            assertThat(distance(exact.last().get(part), rounded.last().get(part))).isLessThan(1e-5);
            assertThat(distance(exact.dInitial().get(part), rounded.dInitial().get(part))).isLessThan(1e-5);
        }
    }

    /** ‖a − b‖ / ‖a‖. */
    private static double distance(DMatrixRMaj a, DMatrixRMaj b) {
        double difference = IntStream.range(0, a.getNumElements()).mapToDouble(j -> a.data[j] - b.data[j])
                .map(d -> d * d).sum();
        return Math.sqrt(difference / DoubleStream.of(a.data).limit(a.getNumElements()).map(d -> d * d).sum());
    }

    private static void add(DMatrixRMaj from, double[] to) {
        for (int j = 0; j < to.length; j++) to[j] += from.data[j];
    }

    /** The steps of an example that has ended are 0 in both; a shorter example alone has fewer steps in its buffer. */
    private static void close(DMatrixRMaj expected, DMatrixRMaj actual) {
        assertThat(actual.getNumElements()).isEqualTo(expected.getNumElements());
        for (int j = 0; j < expected.getNumElements(); j++) {
            assertThat(actual.data[j]).isCloseTo(expected.data[j], within(1e-11));
        }
    }
}
