package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class QuizTest {
    private static final double[] H = {0.1, 0.5, -0.2, 0.7};

    private static void refused(String message, ThrowingCallable check) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessage(message);
    }

    private static void hinted(String hint, double... actual) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Quiz.close("h", H, actual, 1e-9))
                .withMessageContaining(hint);
    }

    @Test void aCheckThatHoldsPrintsOneLine() {
        assertThat(NotebookTest.printed(() -> Quiz.expect("parameters", 12110, 12110, 0)).lines())
                .containsExactly("✓ parameters = 12110");
        assertThat(NotebookTest.printed(() -> Quiz.expect("a third", 0.3, 1.0 / 3, 0.1)).lines())
                .containsExactly("✓ a third = 0.3333");
        assertThat(NotebookTest.printed(() -> Quiz.close("h", H, H.clone(), 1e-12)).lines())
                .containsExactly("✓ h: 4 numbers ± 1e-12");
        assertThat(NotebookTest.printed(() -> Quiz.close("W", new double[][] {{1, 2}}, new double[][] {{1, 2}}, 0))
                .lines())
                .containsExactly("✓ W: 1×2");
        assertThat(NotebookTest.printed(() -> Quiz.shape("U", 2, 3, new SimpleMatrix(2, 3))).lines())
                .containsExactly("✓ U is 2×3");
    }

    @Test void aWrongNumberIsNamedWithWhatWasExpectedAndWhere() {
        refused("loss expects 0.25 ± 1e-4, got 0.3", () -> Quiz.expect("loss", 0.25, 0.3, 1e-4));
        refused("h[2] expects -0.2 ± 1e-9, got 3 (1 of 4 differ)",
                () -> Quiz.close("h", H, new double[] {0.1, 0.5, 3, 0.7}, 1e-9));
        refused("W[1][0] expects 3, got 4 (1 of 4 differ)",
                () -> Quiz.close("W", new double[][] {{1, 2}, {3, 5}}, new double[][] {{1, 2}, {4, 5}}, 0));
    }

    @Test void aStatementThatHoldsPrintsItself() {
        assertThat(NotebookTest.printed(() -> Quiz.holds("the mean is best", 1 < 2)).lines())
                .containsExactly("✓ the mean is best");
    }

    @Test void aStatementThatDoesNotHoldIsNamed() {
        refused("the mean is best: expects a statement that holds, got false",
                () -> Quiz.holds("the mean is best", 2 < 1));
    }

    @Test void aNumberThatIsNoneNeverPasses() {
        refused("y expects 1 ± 0.1, got NaN; is something divided by zero?", () -> Quiz.expect("y", 1, Double.NaN,
                0.1));
    }

    @Test void aWrongShapeIsNamed() {
        refused("h expects 4 numbers, got 2", () -> Quiz.close("h", H, new double[2], 1));
        refused("U expects 2×3, got 3×2; is it transposed?", () -> Quiz.shape("U", 2, 3, new SimpleMatrix(3, 2)));
        refused("U expects 2×3, got 2×2", () -> Quiz.close("U", new SimpleMatrix(2, 3), new SimpleMatrix(2, 2), 0));
        refused("W expects rows of one length, got another in row 1",
                () -> Quiz.close("W", new double[2][2], new double[][] {{1, 2}, {1}}, 0));
        refused("h expects a result, got null; was it ever set?", () -> Quiz.close("h", H, null, 1));
    }

    @Test void aMatrixWithoutRowsIsAWrongAnswer() {
        refused("W expects 2 rows, got none", () -> Quiz.close("W", new double[][] {{1}, {2}}, new double[0][], 0));
    }

    @Test void theLikelyCauseIsGuessed() {
        hinted("; is the sign wrong?", -0.1, -0.5, 0.2, -0.7);
        hinted("; is it one step late?", 0, 0.1, 0.5, -0.2);
        hinted("; is it one step early?", 0.5, -0.2, 0.7, 0);
        hinted("; was the result ever set?", 0, 0, 0, 0);
        hinted("; is something divided by zero?", 0, Double.NaN, 0, 0);
        hinted("; is it 4 times too large, a sum instead of a mean?", 0.4, 2, -0.8, 2.8);
        hinted("; is it 8 times too small, a mean instead of a sum?", 0.0125, 0.0625, -0.025, 0.0875);
        refused("U[0][1] expects 2, got 3 (2 of 4 differ); is it transposed?",
                () -> Quiz.close("U", new double[][] {{1, 2}, {3, 4}}, new double[][] {{1, 3}, {2, 4}}, 0));
    }

    @Test void aQuestionShowsItsAnswersAndKeepsTheCommentsClosed() {
        var shown = new StringBuilder();
        Notebook.connect(html -> {
            shown.append(html);
            return "1";
        }, (id, html) -> { });
        try {
            Quiz.choose("How much of c_0 is left?", "about half → f would be near 1", "0.1 %");
        } finally {
            Notebook.disconnect();
        }

        assertThat(shown).contains("<summary style=\"cursor:pointer\">about half</summary>", ">f would be near 1</div>",
                ">0.1 %</summary>", "Now run the next cell.").doesNotContain("<script", "open");
    }

    @Test void aQuestionInAConsoleListsItsAnswersWithoutComments() {
        assertThat(NotebookTest.printed(() -> Quiz.choose("Which?", "this -> no", "that")).lines())
                .containsExactly("Which?", "  a) this", "  b) that");
        assertThatIllegalArgumentException().isThrownBy(() -> Quiz.choose("Which?", "this"))
                .withMessage("Quiz.choose expects two answers or more, got 1");
    }
}
