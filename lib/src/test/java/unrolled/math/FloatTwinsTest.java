package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Java has no type parameter for doubles and floats: what stands once for each must say the same. */
class FloatTwinsTest {

    private static final Path MATH = Path.of("src/main/java/unrolled/math");

    /** What a method does in floats, then in doubles. */
    private static final Pattern BRANCHES = Pattern.compile(
            "if \\(\\w+\\.inFloats\\) \\{\\n(.*?)\\n        } else \\{\\n(.*?)\\n        }", Pattern.DOTALL);
    private static final Pattern LINES = Pattern.compile(
            "if \\(\\w+\\.inFloats\\) (.*;)\\n        else (.*;)");

    @Test void aVerbSaysTheSameInFloatsAsInDoubles() throws IOException {
        var text = Files.readString(MATH.resolve("Vec.java"));
        var twins = List.of(BRANCHES, LINES).stream().flatMap(kind -> kind.matcher(text).results()).toList();

        assertThat(twins).hasSizeGreaterThan(12);
        assertThat(twins).allSatisfy(twin -> assertThat(inFloats(twin.group(2))).isEqualTo(twin.group(1)));
        long loops = text.lines().filter(line -> line.contains(" to[j] ")).count();
        assertThat(twins.stream().filter(twin -> twin.group(1).contains(" to[j] ")).count()).isEqualTo(loops / 2);
    }

    /** The way forward has another approximant in floats: ActivationTest holds its numbers against those in doubles. */
    @Test void theChainRuleOfAnActivationSaysTheSameInFloatsAsInDoubles() throws IOException {
        var text = Files.readString(MATH.resolve("Activation.java"));
        var head = "void back(double[] y, double[] d, int n) {";

        assertThat(body(text, inFloats(head))).isEqualTo(body(text, head)).contains("case RELU");
    }

    private static String inFloats(String doubles) {
        return doubles.replace("double", "float");
    }

    private static String body(String text, String head) {
        assertThat(text).contains(head);
        int start = text.indexOf(head) + head.length();
        return text.substring(start, text.indexOf("\n    }\n", start));
    }
}
