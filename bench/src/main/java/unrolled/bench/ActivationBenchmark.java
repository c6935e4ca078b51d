package unrolled.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unrolled.math.Activation;
import unrolled.math.Block;
import unrolled.math.Rng;

/** One activation of a 32×128 block, 4096 numbers, against the JDK's functions in a loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ActivationBenchmark {

    private static final int ROWS = 32;
    private static final int COLS = 128;
    private static final int NUMBERS = ROWS * COLS;

    private final Block a = new Block(new double[NUMBERS], 0, ROWS, COLS, COLS);
    private final Block y = new Block(new double[NUMBERS], 0, ROWS, COLS, COLS);
    private final Block dy = new Block(new double[NUMBERS], 0, ROWS, COLS, COLS);
    private final Block da = new Block(new double[NUMBERS], 0, ROWS, COLS, COLS);

    @Setup public void setup() {
        var rng = new Rng(1);
        for (int j = 0; j < NUMBERS; j++) {
            a.data[j] = 2 * rng.normal();
            dy.data[j] = rng.normal();
        }
        Activation.TANH.apply(a, y);
    }

    @Benchmark public void tanh() {
        Activation.TANH.apply(a, y);
    }

    @Benchmark public void mathTanh() {
        for (int j = 0; j < NUMBERS; j++) y.data[j] = Math.tanh(a.data[j]);
    }

    @Benchmark public void sigmoid() {
        Activation.SIGMOID.apply(a, y);
    }

    @Benchmark public void mathSigmoid() {
        for (int j = 0; j < NUMBERS; j++) y.data[j] = 1 / (1 + Math.exp(-a.data[j]));
    }

    @Benchmark public void relu() {
        Activation.RELU.apply(a, y);
    }

    @Benchmark public void tanhBack() {
        Activation.TANH.back(y, dy, da);
    }

    @Benchmark public void sigmoidBack() {
        Activation.SIGMOID.back(y, dy, da);
    }
}
