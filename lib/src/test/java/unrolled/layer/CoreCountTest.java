package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.math.Precision;
import unrolled.seq.Pass;
import unrolled.seq.State;

/** The same numbers, to the last bit, on one core, two and four. */
class CoreCountTest {

    @Test void theNumberOfCoresChangesNoBit() throws IOException, InterruptedException {
        var one = run(1);

        assertThat(one).contains("LstmCell SINGLE", "GruCell DOUBLE");
        assertThat(run(2)).isEqualTo(one);
        assertThat(run(4)).isEqualTo(one);
    }

    private static String run(int cores) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-XX:ActiveProcessorCount=" + cores, "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), CoreCountTest.class.getName()).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    /** Prints what stands for every bit of the outputs and gradients of some cells, whose batch has four parts. */
    public static void main(String[] args) {
        var x = Samples.sequence(20, 64, 9, 1);
        var dy = Samples.sequence(20, 64, 40, 2);
        for (var precision : Precision.values()) {
            for (Cell cell : List.of(new ElmanCell(9, 40), new LstmCell(9, 40), new GruCell(9, 40),
                    new PeepholeLstmCell(9, 40))) {
                var layer = new Recurrent(cell);
                Samples.randomize(layer.parameters(), 3);
                int y = hash(layer.forward(x, State.ZERO, Pass.train(1, null).once(precision)).matrix().data);
                int dx = hash(layer.backward(dy, State.ZERO).matrix().data);
                int gradients = layer.parameters().stream().mapToInt(p -> hash(p.gradient().data)).reduce(
                        (a, b) -> 31 * a + b).orElseThrow();
                System.out.println(cell.getClass().getSimpleName() + " " + precision + " " + layer.parts() + " parts: "
                        + y + " " + dx + " " + gradients);
            }
        }
    }

    private static int hash(double[] numbers) {
        return Arrays.hashCode(numbers);
    }
}
