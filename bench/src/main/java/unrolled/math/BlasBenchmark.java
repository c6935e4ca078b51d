package unrolled.math;

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

/** One recurrent product a_t += h_{t−1} Uᵀ, B×H times H×H: where does the native library overtake Java? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BlasBenchmark {

    /** B×H. */
    @Param({"1x2", "1x8", "4x8", "1x16", "8x8", "1x32", "2x32", "4x32", "8x32", "32x32"})
    private String size;

    private Block h;
    private Block U;
    private Block a;

    @Setup public void setup() {
        int batch = Integer.parseInt(size.split("x")[0]);
        int hidden = Integer.parseInt(size.split("x")[1]);
        h = random(batch, hidden);
        U = random(hidden, hidden);
        a = random(batch, hidden);
    }

    @Benchmark public void plainLoop() {
        for (int n = 0; n < a.rows; n++) {
            for (int j = 0; j < a.cols; j++) {
                double sum = 0;
                for (int k = 0; k < h.cols; k++) sum += h.data[n * h.cols + k] * U.data[j * h.cols + k];
                a.data[n * a.cols + j] = sum;
            }
        }
    }

    /** With copies of all three: blocks stand in Java's heap. */
    @Benchmark public void openBlas() {
        Native.multiply(Precision.DOUBLE, false, h, true, U, 0, a);
    }

    @Benchmark public void java() {
        PlainJava.multiply(false, h, true, U, 0, a);
    }

    private static Block random(int rows, int cols) {
        var rng = new Rng(1);
        var data = new double[rows * cols];
        for (int j = 0; j < data.length; j++) data[j] = rng.normal();
        return new Block(data, 0, rows, cols, cols);
    }
}
