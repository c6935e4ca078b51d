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
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Recurrent;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** One recurrent layer on T=24, B=32, D=16: forward, and forward with the way back. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class LstmBenchmark {

    private static final int STEPS = 24;
    private static final int BATCH = 32;
    private static final int FEATURES = 16;

    @Param({"32", "128", "256"})
    private int hidden;

    @Param({"lstm", "gru", "elman"})
    private String cell;

    private Recurrent layer;
    private Sequence x;
    private Sequence dy;

    @Setup public void setup() {
        layer = new Recurrent(cell());
        Network.of(1, layer);
        x = random(FEATURES);
        dy = random(hidden);
    }

    private Cell cell() {
        return switch (cell) {
            case "lstm" -> new LstmCell(FEATURES, hidden);
            case "gru" -> new GruCell(FEATURES, hidden);
            default -> new ElmanCell(FEATURES, hidden);
        };
    }

    @Benchmark public Sequence forward() {
        return layer.forward(x, State.ZERO, Pass.PREDICT);
    }

    @Benchmark public Sequence forwardAndBack() {
        layer.forward(x, State.ZERO, Pass.PREDICT);
        layer.parameters().forEach(Parameter::zeroGradient);
        return layer.backward(dy, State.ZERO);
    }

    private static Sequence random(int features) {
        var rng = new Rng(1);
        var x = new Sequence(STEPS, BATCH, features);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
