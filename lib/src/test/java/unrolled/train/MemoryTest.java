package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Allocated;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.cell.SkipCell;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.EchoStateNetwork;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/** Training does not gather memory, and what is too large for it is refused before it is allocated. */
class MemoryTest {

    /** A history keeps six numbers an epoch: less than 100 bytes. */
    @Test void tenThousandEpochsDoNotGrowTheHeap() {
        var net = Network.of(1, new Recurrent(new LstmCell(1, 4)), new Dense(4, 1));
        var rng = new Rng(1);
        var data = new Batch(Samples.sequence(5, 8, 1, rng), Samples.sequence(5, 8, 1, rng));
        var used = new ArrayList<Long>();
        Listener listener = (epoch, of) -> {
            if (epoch.number() == 1000 || epoch.number() == 10_000) used.add(used());
        };

        new Trainer(net, Loss.mse(), Optimizer.adam(0.001)).epochs(10_000).listener(listener).fit(data, data);

        assertThat(used.get(1) - used.get(0)).isLessThan(9000 * 100 + 500_000);
    }

    private static long used() {
        for (int k = 0; k < 3; k++) System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Arguments absurd(String what, ThrowingCallable made, String bytes) {
        return Arguments.of(what, made, bytes);
    }

    static List<Arguments> absurdSizes() {
        int million = 1_000_000;
        return List.of(
                absurd("Parameter 'U'", () -> new Recurrent(new LstmCell(1, million)), "64.0 TB"),
                absurd("Parameter 'U'", () -> new GruCell(1, million), "48.0 TB"),
                absurd("Parameter 'U'", () -> new Bidirectional(new ElmanCell(2, million), new ElmanCell(2, 3)),
                        "16.0 TB"),
                absurd("Parameter 'W'", () -> new Dense(million, million), "16.0 TB"),
                absurd("Parameter 'E'", () -> new Embedding(million, million), "16.0 TB"),
                absurd("Parameter 'U'", () -> new EchoStateNetwork(1, 1, million, 1).network(), "16.0 TB"),
                absurd("Trace 'h'", () -> new SkipCell(1, 4, 2_000_000_000), "64.0 GB"),
                absurd("Sequence", () -> new Sequence(million, million, 1), "8.0 TB"),
                absurd("Sequence", () -> new Sequence(65_536, 65_536, 1), "34.4 GB"));
    }

    @ParameterizedTest(name = "{0}, {2}") @MethodSource("absurdSizes")
    void absurdSizesAreRefusedWithTheBytesTheyWouldTake(String what, ThrowingCallable made, String bytes) {
        long allocated = Allocated.by(() -> assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(what + " expects numbers that fit into memory, ")
                .hasMessageContaining("which take " + bytes).hasMessageEndingWith("; is a size too large?"));

        assertThat(allocated).isLessThan(200_000_000);
    }

    @Test void whatIsLargerThanTheHeapIsRefused() {
        int rows = (int) Math.min(2_000_000, Runtime.getRuntime().maxMemory() / Double.BYTES / 1000 + 1);

        assertThatThrownBy(() -> new Sequence(rows, 1, 1000)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("Sequence expects numbers that fit into memory, .* free of .*, got T=" + rows
                        + ", B=1, D=1000, which take .*B; is a size too large\\?");
    }
}
