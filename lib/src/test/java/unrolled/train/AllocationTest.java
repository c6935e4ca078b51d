package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Allocated;
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
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.LayerNorm;
import unrolled.layer.MeanOverTime;
import unrolled.layer.Recurrent;
import unrolled.layer.Residual;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** A training step in steady state allocates nothing that grows with T, B or H. */
class AllocationTest {

    private static final int FEATURES = 3;
    private static final int STEPS = 10;
    private static final int BATCH = 6;
    private static final int HIDDEN = 8;
    /** Less than one object at each of 30 steps: a compiled method may allocate a little more or less than before. */
    private static final long SLACK = 30 * 16;

    @FunctionalInterface
    interface CellOf {
        Cell of(int hidden);
    }

    static Stream<Arguments> cells() {
        return Stream.of(cell("elman", h -> new ElmanCell(FEATURES, h)), cell("lstm", h -> new LstmCell(FEATURES, h)),
                cell("gru, reset before", h -> new GruCell(FEATURES, h)),
                cell("gru, reset after", h -> new GruCell(FEATURES, h, GruCell.Reset.AFTER)),
                cell("jordan", h -> new JordanCell(FEATURES, h, h, h)),
                cell("output feedback", h -> new OutputFeedbackCell(FEATURES, h)),
                cell("leaky, learned", h -> LeakyCell.learned(FEATURES, h, 0.5)),
                cell("skip", h -> new SkipCell(FEATURES, h, 3)),
                cell("elman with layer normalization", h -> new LayerNormElmanCell(FEATURES, h)),
                cell("lstm with peepholes", h -> new PeepholeLstmCell(FEATURES, h)),
                cell("lstm with recurrent dropout", h -> new LstmCell(FEATURES, h).recurrentDropout(0.3)));
    }

    private static Arguments cell(String name, CellOf cell) {
        return Arguments.of(name, cell);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void aTrainingStepAllocatesNothingThatGrows(String name, CellOf cell) {
        long bytes = bytes(cell, STEPS, BATCH, HIDDEN);

        assertThat(bytes(cell, 4 * STEPS, BATCH, HIDDEN)).as("four times T").isLessThan(bytes + SLACK);
        assertThat(bytes(cell, STEPS, 4 * BATCH, HIDDEN)).as("four times B").isLessThan(bytes + SLACK);
        assertThat(bytes(cell, STEPS, BATCH, 4 * HIDDEN)).as("four times H").isLessThan(bytes + SLACK);
    }

    @Test void aTrainingStepOfAClassifierOfIdsAllocatesNothingThatGrows() {
        long bytes = bytesOfIds(STEPS, BATCH, HIDDEN);

        assertThat(bytesOfIds(4 * STEPS, BATCH, HIDDEN)).as("four times T").isLessThan(bytes + SLACK);
        assertThat(bytesOfIds(STEPS, 4 * BATCH, HIDDEN)).as("four times B").isLessThan(bytes + SLACK);
        assertThat(bytesOfIds(STEPS, BATCH, 4 * HIDDEN)).as("four times H").isLessThan(bytes + SLACK);
    }

    private static long bytesOfIds(int steps, int batch, int hidden) {
        var net = Network.of(1, new Embedding(5, hidden), new LayerNorm(hidden), new Dropout(0.3),
                new Residual(new Dense(hidden, hidden)), new MeanOverTime(), new Dense(hidden, 2));
        var ids = new Sequence(steps, 2 * batch, 1);
        for (int j = 0; j < steps * 2 * batch; j++) ids.matrix().data[j] = j % 5;
        return bytes(net, ids, batch);
    }

    private static long bytes(CellOf cell, int steps, int batch, int hidden) {
        var made = cell.of(hidden);
        var net = Network.of(1, new Recurrent(made), new Dense(made.outputs(), 2), new LastStep());
        return bytes(net, Samples.sequence(steps, 2 * batch, FEATURES, new Rng(1)), batch);
    }

    /** What one step (batch, forward, loss, back, clip, update) of a network allocates, the least of some. */
    private static long bytes(Network net, Sequence x, int batch) {
        var data = new Batch(x.withLengths(lengths(2 * batch, x.steps())),
                Samples.sequence(1, 2 * batch, 2, new Rng(2)));
        var batches = new Batches(data, batch);
        var dy = new Sequence(1, batch, 2);
        var optimizer = Optimizer.adam(0.001);
        var clipping = Clipping.norm(1);
        Supplier<Double> step = () -> {
            double loss = 0;
            for (int k = 0; k < 2; k++) {
                var now = batches.get(k);
                net.zeroGradients();
                var y = net.forward(now.input(), State.ZERO, Pass.train(1, now.target()));
                loss += Loss.mse().gradient(y, now.target(), dy);
                net.backward(dy, State.ZERO);
                clipping.clip(net.parameters());
                optimizer.step(net.parameters());
            }
            return loss;
        };
        return least(step);
    }

    private static int[] lengths(int batch, int steps) {
        var lengths = new int[batch];
        Arrays.setAll(lengths, n -> 1 + n % steps);
        return lengths;
    }

    private static long least(Supplier<Double> step) {
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 20; k++) {
            long used = Allocated.by(step::get);
            if (k > 2) least = Math.min(least, used);
        }
        return least;
    }
}
