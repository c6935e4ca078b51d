package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
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

        assertThat(bytes(cell, 4 * STEPS, BATCH, HIDDEN)).as("four times T").isLessThanOrEqualTo(bytes);
        assertThat(bytes(cell, STEPS, 4 * BATCH, HIDDEN)).as("four times B").isLessThanOrEqualTo(bytes);
        assertThat(bytes(cell, STEPS, BATCH, 4 * HIDDEN)).as("four times H").isLessThanOrEqualTo(bytes);
    }

    /** What one step (batch, forward, loss, back, clip, update) of a network allocates, the least of some. */
    private static long bytes(CellOf cell, int steps, int batch, int hidden) {
        var rng = new Rng(1);
        var made = cell.of(hidden);
        var net = Network.of(1, new Recurrent(made), new Dense(made.outputs(), 2), new LastStep());
        int[] lengths = lengths(2 * batch, steps);
        var data = new Batch(Samples.sequence(steps, 2 * batch, FEATURES, rng).withLengths(lengths),
                Samples.sequence(1, 2 * batch, 2, rng));
        var batches = new Batches(data, batch);
        var dy = new Sequence(1, batch, 2);
        var optimizer = Optimizer.adam(0.001);
        var clipping = Clipping.norm(1);
        Supplier<Double> step = () -> {
            double loss = 0;
            for (int k = 0; k < 2; k++) {
                var now = batches.get(k);
                net.zeroGradients();
                loss += Loss.mse().gradient(net.forward(now.input(), State.ZERO, Pass.train(1, now.target())), now.target(),
                        dy);
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
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 20; k++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            step.get();
            long used = threads.getCurrentThreadAllocatedBytes() - before;
            if (k > 2) least = Math.min(least, used);
        }
        return least;
    }
}
