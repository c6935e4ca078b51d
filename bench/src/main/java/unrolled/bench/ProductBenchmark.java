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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unrolled.math.Blas;
import unrolled.math.Block;
import unrolled.math.Precision;
import unrolled.math.Rng;

/** The products of a training step at the sizes of the table: what each kind costs, forward and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ProductBenchmark {

    /** D×H×B×T, as in {@link StepBenchmark}. */
    @Param({"1x2x1x91", "1x32x32x24", "16x64x32x50", "28x128x32x28", "64x256x32x35", "28x512x32x35"})
    private String shape;

    /** Elman 1, GRU 3, LSTM 4. */
    @Param({"1", "3", "4"})
    private int gates;

    @Param({"DOUBLE", "SINGLE"})
    private Precision precision;

    private Block x;
    private Block W;
    private Block h;
    private Block H;
    private Block U;
    private Block a;
    private Block A;
    private Block dh;
    private Block dU;

    @Setup public void setup() {
        var sizes = shape.split("x");
        int features = Integer.parseInt(sizes[0]);
        int hidden = Integer.parseInt(sizes[1]);
        int batch = Integer.parseInt(sizes[2]);
        int steps = Integer.parseInt(sizes[3]);
        x = random(steps * batch, features);
        W = random(gates * hidden, features);
        U = random(gates * hidden, hidden);
        h = random(batch, hidden);
        dh = random(batch, hidden);
        a = random(batch, gates * hidden);
        H = random(steps * batch, hidden);
        A = random(steps * batch, gates * hidden);
        dU = random(gates * hidden, hidden);
    }

    /** All steps at once: A += X Wᵀ. What a product is added to grows from call to call, which costs nothing. */
    @Benchmark public void input() {
        Blas.addProductTransB(precision, x, W, A);
    }

    /** One step: a_t += h_{t−1} Uᵀ. */
    @Benchmark public void recurrent() {
        Blas.addProductTransB(precision, h, U, a);
    }

    /** One step back: dh_{t−1} += da_t U. */
    @Benchmark public void recurrentBack() {
        Blas.addProduct(precision, a, U, dh);
    }

    /** All steps at once: dU += dAᵀ H. */
    @Benchmark public void gradient() {
        Blas.addProductTransA(precision, A, H, dU);
    }

    /** C += A B of random M×K and K×N. */
    static Runnable product(int m, int k, int n, Precision precision) {
        var A = random(m, k);
        var B = random(k, n);
        var C = random(m, n);
        return () -> Blas.addProduct(precision, A, B, C);
    }

    private static Block random(int rows, int cols) {
        var rng = new Rng(1);
        var data = new double[rows * cols];
        for (int j = 0; j < data.length; j++) data[j] = rng.normal();
        return new Block(data, 0, rows, cols, cols);
    }
}
