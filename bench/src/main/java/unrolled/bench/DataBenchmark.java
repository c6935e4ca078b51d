package unrolled.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tech.tablesaw.api.Table;
import unrolled.data.Csv;
import unrolled.data.Windows;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.Batches;
import unrolled.seq.Sequence;

/** A million rows of three columns: read from a file, and cut into windows; each beside the least that it must do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DataBenchmark {

    private static final int ROWS = 1_000_000;
    private static final int LENGTH = 24;

    private Path file;
    private Sequence series;
    private Batches batches;
    private final Rng order = new Rng(2);

    @Setup public void setup() throws IOException {
        var rng = new Rng(1);
        series = new Sequence(ROWS, 1, 3);
        for (int j = 0; j < 3 * ROWS; j++) series.matrix().data[j] = rng.normal();
        file = Files.createTempFile("rows", ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("a,b,c\n");
            for (int t = 0; t < ROWS; t++) {
                out.write(String.format(Locale.ROOT, "%.4f,%.4f,%.4f%n", series.get(t, 0, 0), series.get(t, 0, 1),
                        series.get(t, 0, 2)));
            }
        }
        batches = new Batches(Windows.manyToOne(LENGTH).cut(series.steps(0, ROWS / 10)), 32);
    }

    @TearDown public void tearDown() throws IOException {
        Files.delete(file);
    }

    @Benchmark public Table csv() {
        return Csv.read(file, "a", "b", "c");
    }

    /** The bound: lines, split at commas, parsed. */
    @Benchmark public double csvByHand() throws IOException {
        double sum = 0;
        try (var in = Files.newBufferedReader(file)) {
            in.readLine();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                int first = line.indexOf(',');
                int second = line.indexOf(',', first + 1);
                sum += Double.parseDouble(line.substring(0, first))
                        + Double.parseDouble(line.substring(first + 1, second))
                        + Double.parseDouble(line.substring(second + 1));
            }
        }
        return sum;
    }

    /** A hundred thousand windows, the whole of them. */
    @Benchmark public Batch windows() {
        return Windows.manyToOne(LENGTH).cut(series.steps(0, ROWS / 10));
    }

    /** The bound for a copy: the same numbers, moved once. */
    @Benchmark public double[] windowsByHand() {
        int count = ROWS / 10 - LENGTH;
        var x = new double[LENGTH * count * 3];
        for (int t = 0; t < LENGTH; t++) {
            System.arraycopy(series.matrix().data, 3 * t, x, 3 * t * count, 3 * count);
        }
        return x;
    }

    /** One epoch over those windows in mini-batches of 32, in a new order. */
    @Benchmark public double epoch() {
        batches.shuffle(order);
        return IntStream.range(0, batches.count()).mapToDouble(k -> batches.get(k).input().get(0, 0, 0)).sum();
    }
}
