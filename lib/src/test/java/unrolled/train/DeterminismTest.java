package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import unrolled.math.Blas;

/** The same seed gives the same numbers: bit by bit on one machine and JDK, to 1e-9 on others and in plain Java. */
class DeterminismTest {

    private static final Path HERE = Path.of(System.getProperty("java.home"));
    private static final String NO_PLATFORM = "-Dorg.bytedeco.javacpp.platform=none";

    @Test void theSameBitsWhenRunAgainAndInAnotherProcessWithOneThreadOrTwo() throws Exception {
        var first = Histories.numbers();

        assertThat(Histories.numbers()).isEqualTo(first);
        for (var threads : new String[] {"1", "2"}) {
            assertThat(numbers(output(HERE, Map.of("OPENBLAS_NUM_THREADS", threads, "OMP_NUM_THREADS", threads))))
                    .isEqualTo(first);
        }
    }

    @Test void theSameNumbersInPlainJava() throws Exception {
        for (var jdk : jdks()) {
            var plain = output(jdk, Map.of(), NO_PLATFORM);
            assertThat(plain.get(0)).startsWith("Matrix products run in plain Java");
            expectClose(numbers(plain), Histories.numbers());
        }
    }

    @Test void theSameNumbersOnEveryJdk() throws Exception {
        for (var jdk : jdks()) {
            var there = output(jdk, Map.of());
            assertThat(there.get(0)).isEqualTo(Blas.backend());
            expectClose(numbers(there), Histories.numbers());
        }
    }

    /** This one, and those from 17 on that stand beside it. */
    private static Set<Path> jdks() throws IOException {
        var jdks = new LinkedHashSet<Path>();
        jdks.add(HERE.toRealPath());
        try (var siblings = Files.list(HERE.toRealPath().getParent())) {
            for (var folder : siblings.filter(path -> Files.exists(path.resolve("bin/java"))).sorted().toList()) {
                boolean known = Files.exists(folder.resolve("release"));
                if (known && Runtime.Version.parse(version(folder)).feature() >= 17) jdks.add(folder.toRealPath());
            }
        }
        return jdks;
    }

    private static String version(Path jdk) throws IOException {
        return Files.readAllLines(jdk.resolve("release")).stream().filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll(".*\"([^\"]*)\".*", "$1")).findFirst().orElseThrow();
    }

    private static List<String> output(Path jdk, Map<String, String> environment, String... options)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Histories.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("WARNING:")).toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static List<Double> numbers(List<String> lines) {
        return lines.stream().skip(1).map(Double::valueOf).toList();
    }

    private static void expectClose(List<Double> numbers, List<Double> others) {
        assertThat(numbers).hasSameSizeAs(others);
        for (int k = 0; k < numbers.size(); k++) {
            double scale = Math.max(1, Math.abs(others.get(k)));
            assertThat(Math.abs(numbers.get(k) - others.get(k)) / scale).as("number " + k).isLessThan(1e-9);
        }
    }
}
