package unrolled.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import unrolled.math.Precision;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;
import unrolled.train.Optimizer;

/**
 * One training step, a JVM for each cell and size: forward over the sequence, a dense head on the last step, MSE, back
 * through time, an update. With {@code -prof gc} it shows what a step allocates; {@code -p shape=16x64x32x100} is
 * D=16, H=64, B=32, T=100.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class StepBenchmark {

    @Param({"elman", "lstm", "gru-before", "gru-after", "peephole", "feedback", "leaky", "skip", "layernorm", "jordan"})
    private String cell;

    /** D×H×B×T: tiny, small, course, rows, text, large. */
    @Param({"1x2x1x91", "1x32x32x24", "16x64x32x50", "28x128x32x28", "64x256x32x35", "28x512x32x35"})
    private String shape;

    @Param({"DOUBLE", "SINGLE"})
    private Precision precision;

    private final Loss loss = Loss.mse();
    private final Optimizer optimizer = Optimizer.sgd(Meter.RATE);
    private final Sequence dy = new Sequence(1, 1, 1);
    private Network network;
    private Batch[] batches;
    private int which;

    @Setup public void setup() {
        var sizes = shape.split("x");
        var work = Meter.work(new String[] {"", cell, sizes[0], sizes[1], sizes[2], sizes[3], "double"});
        network = OurSteps.network(work);
        batches = new Batch[] {OurSteps.batch(work, 0), OurSteps.batch(work, 1)};
    }

    @Benchmark public double step() {
        var batch = batches[which ^= 1];
        network.zeroGradients();
        var y = network.forward(batch.input(), State.ZERO, Pass.train(1, batch.target()).in(precision));
        double value = loss.gradient(y, batch.target(), dy);
        network.backward(dy, State.ZERO);
        optimizer.step(network.parameters());
        return value;
    }

    @Benchmark public Sequence forward() {
        return network.forward(batches[0].input(), State.ZERO, Pass.PREDICT.in(precision));
    }
}
