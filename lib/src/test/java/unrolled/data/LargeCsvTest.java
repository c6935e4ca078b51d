package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that takes much of the memory: in a JVM of its own, which has little. */
class LargeCsvTest {

    private static final int ROWS = 60_000;

    @TempDir Path folder;

    /** A meter's file of nine columns: 4 MB of text, and 540,000 fields, of which few are different. */
    @Test void fieldsThatRepeatAreKeptOnce() throws Exception {
        var file = file(row -> String.format("%d/12/2006;%02d:%02d:00;%d.216;0.%d18;23%d.840;18.%d00;0;1;17",
                1 + row / 1440 % 28, row / 60 % 24, row % 60, row % 7, row % 9, row % 10, row % 8));
        assertThat(read(file, "24m")).containsExactly(ROWS + " rows, 9 columns");
    }

    @Test void whatDoesNotFitIsRefusedWithTheBytes() throws Exception {
        var file = file(row -> String.format("%d;%d;%d;%d;%d;%d;%d;%d;%d", row, row + 100_000, row + 200_000,
                row + 300_000, row + 400_000, row + 500_000, row + 600_000, row + 700_000, row + 800_000));
        assertThat(read(file, "24m")).singleElement().asString().matches("meter\\.csv: expects a table that fits into "
                + "[\\d,]+ bytes of memory, got " + String.format("%,d", Files.size(file)) + " bytes of text; are .*");
    }

    private Path file(java.util.function.IntFunction<String> line) throws IOException {
        var text = new StringBuilder("Date;Time;active;reactive;voltage;intensity;one;two;three\n");
        for (int row = 0; row < ROWS; row++) text.append(line.apply(row)).append('\n');
        return Files.writeString(folder.resolve("meter.csv"), text);
    }

    private static List<String> read(Path file, String heap) throws Exception {
        var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), Reader.class.getName(), file.toString())
                .redirectErrorStream(true).start();
        return new String(child.getInputStream().readAllBytes()).lines().filter(line -> !line.startsWith("SLF4J"))
                .toList();
    }

    static final class Reader {

        public static void main(String[] files) {
            try {
                var table = Csv.read(Path.of(files[0]));
                System.out.println(table.rowCount() + " rows, " + table.columnCount() + " columns");
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
