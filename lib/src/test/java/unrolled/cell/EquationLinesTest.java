package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the homework and the design say of the length of a page, held against the pages. */
class EquationLinesTest {

    private static final Path CELLS = Path.of("src/main/java/unrolled/cell");

    @ParameterizedTest @ValueSource(strings = {"step", "stepBack"})
    void anElmanStepHasTheFourLinesThatHomeworkThreeSays(String method) throws IOException {
        var homework = Files.readString(Path.of("../notebooks/homework/source/hw3-gates/hw3-gates.ipynb"));

        assertThat(homework).contains("its `step` and `stepBack` have four lines each");
        assertThat(lines("ElmanCell", method)).isEqualTo(4);
    }

    @Test void theContractOfACellFitsItsPage() throws IOException {
        assertThat(Files.readAllLines(CELLS.resolve("Cell.java"))).hasSizeLessThanOrEqualTo(180);
        assertThat(Files.readAllLines(CELLS.resolve("PeepholeLstmCell.java"))).hasSizeLessThanOrEqualTo(100);
    }

    private static long lines(String cell, String method) throws IOException {
        var text = Files.readString(CELLS.resolve(cell + ".java"));
        var head = "protected void " + method + "(int t) {\n";
        int start = text.indexOf(head) + head.length();
        return text.substring(start, text.indexOf("    }", start)).lines().count();
    }
}
