package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrolled.math.Rng;

/** {@code kill -9} at any moment: the old file or the new one is there, whole. */
class KilledWhileSavingTest {

    private static final int KILLS = 10;
    private static final int FILES = 20;

    @TempDir Path folder;

    /** Each kill ends twenty savings, two hundred in all. */
    @Test void theOldOrTheNewFileIsThereWhole() throws Exception {
        var files = IntStream.range(0, FILES).mapToObj(k -> folder.resolve(k + ".safetensors")).toList();
        for (var file : files) Checkpoint.save(Saver.network(1), file);
        var rng = new Rng(3);
        int interrupted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileSaving(files, (long) rng.uniform(0, 20e6));
            for (var file : files) assertThat(isOneOfTheTwo(Checkpoint.load(file))).isTrue();
            interrupted += partial();
            assertThat(partial()).as("left behind, also by the kills before").isLessThanOrEqualTo(FILES);
        }
        assertThat(interrupted).as("killed in the middle of a file").isGreaterThan(KILLS);

        for (var file : files) Checkpoint.save(Saver.network(1), file);
        assertThat(partial()).isZero();
    }

    private static void killWhileSaving(List<Path> files, long nanos) throws Exception {
        var before = new ArrayList<FileTime>();
        for (var file : files) before.add(Files.getLastModifiedTime(file));
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Saver.class.getName()));
        files.forEach(file -> command.add(file.toString()));
        var child = new ProcessBuilder(command).inheritIO().start();
        for (int k = 0; k < files.size(); k++) {
            while (Files.getLastModifiedTime(files.get(k)).equals(before.get(k))) {
                assertThat(child.isAlive()).isTrue();
                Thread.sleep(1);
            }
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
        child.destroyForcibly().waitFor();
    }

    /** How many partial files there are. */
    private long partial() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".part")).count();
        }
    }

    private static boolean isOneOfTheTwo(Network loaded) {
        return isSame(loaded, Saver.network(1)) || isSame(loaded, Saver.network(2));
    }

    private static boolean isSame(Network a, Network b) {
        for (int k = 0; k < a.parameters().size(); k++) {
            var same = Arrays.equals(a.parameters().get(k).value().data, b.parameters().get(k).value().data);
            if (!same) return false;
        }
        return true;
    }
}
