package unrolled.bench;

import java.util.List;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.train.Clipping;
import unrolled.train.Optimizer;

/** One update of a million parameters; {@code move} is the bound of the machine: x −= ε g in a loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class UpdateBenchmark {

    private static final int NUMBERS = 1_000_000;

    @Param({"sgd", "momentum", "adagrad", "rmsprop", "adam", "adamW"})
    private String method;

    private final Parameter parameter = new Parameter("x", 1000, NUMBERS / 1000, Initializer.normal(1));
    private Optimizer optimizer;

    @Setup public void setup() {
        var rng = new Rng(1);
        parameter.initialize(rng);
        for (int j = 0; j < NUMBERS; j++) parameter.gradient().data[j] = rng.normal();
        optimizer = switch (method) {
            case "sgd" -> Optimizer.sgd(1e-6);
            case "momentum" -> Optimizer.momentum(1e-6, 0.9);
            case "adagrad" -> Optimizer.adagrad(1e-6);
            case "rmsprop" -> Optimizer.rmsprop(1e-6);
            case "adam" -> Optimizer.adam(1e-6);
            default -> Optimizer.adamW(1e-6);
        };
    }

    @Benchmark public void update() {
        optimizer.step(List.of(parameter));
    }

    @Benchmark public double norm() {
        return Clipping.norm(List.of(parameter));
    }

    @Benchmark public void zero() {
        parameter.zeroGradient();
    }

    @Benchmark public void move() {
        double[] x = parameter.value().data;
        double[] g = parameter.gradient().data;
        for (int j = 0; j < NUMBERS; j++) x[j] -= 1e-6 * g[j];
    }
}
