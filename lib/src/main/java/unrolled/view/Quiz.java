package unrolled.view;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Norm;

/**
 * Checks of a notebook or a homework, and questions to commit to before a cell is run.
 *
 * <p>A check prints one line when it holds; otherwise it throws an {@link AssertionError} that says what was expected,
 * what came, where, and, when the numbers suggest one, the likely cause.
 */
public final class Quiz {
    private Quiz() { }

    /** Checks a number: |actual − expected| ≤ tolerance. */
    public static void expect(String what, double expected, double actual, double tolerance) {
        if (!near(expected, actual, tolerance)) {
            throw new AssertionError(what + " expects " + text(expected) + within(tolerance) + ", got " + text(actual)
                    + hint(new double[] {expected}, new double[] {actual}, tolerance));
        }
        passed(what + " = " + Html.number(actual));
    }

    /**
     * Checks a statement that is no number. It reads as a claim: {@code Quiz.holds("the mean is best", mean < median)}.
     *
     * @throws AssertionError when it does not hold
     */
    public static void holds(String statement, boolean condition) {
        if (!condition) throw new AssertionError(statement + ": expects a statement that holds, got false");
        passed(statement);
    }

    /** Checks an array, each number within the tolerance. */
    public static void close(String what, double[] expected, double[] actual, double tolerance) {
        expectGiven(what, actual);
        if (expected.length != actual.length) {
            throw new AssertionError(what + " expects " + expected.length + " numbers, got " + actual.length);
        }
        expectClose(what, expected, actual, tolerance, k -> "[" + k + "]", "");
        passed(what + ": " + expected.length + " numbers" + within(tolerance));
    }

    /** Checks a matrix, each number within the tolerance. */
    public static void close(String what, double[][] expected, double[][] actual, double tolerance) {
        expectGiven(what, actual);
        if (actual.length == 0) throw new AssertionError(what + " expects " + expected.length + " rows, got none");
        for (int r = 0; r < actual.length; r++) {
            if (actual[r] == null || actual[r].length != actual[0].length) {
                throw new AssertionError(what + " expects rows of one length, got another in row " + r);
            }
        }
        close(what, new SimpleMatrix(expected), new SimpleMatrix(actual), tolerance);
    }

    /** Checks a matrix, each number within the tolerance. */
    public static void close(String what, SimpleMatrix expected, SimpleMatrix actual, double tolerance) {
        shape(what, expected.getNumRows(), expected.getNumCols(), actual, false);
        boolean square = expected.getNumRows() == expected.getNumCols() && expected.getNumRows() > 1;
        var e = numbers(expected);
        var turned = square && matches(e, numbers(actual.transpose()), tolerance) ? "; is it transposed?" : "";
        int cols = expected.getNumCols();
        expectClose(what, e, numbers(actual), tolerance, k -> "[" + k / cols + "][" + k % cols + "]", turned);
        passed(what + ": " + expected.getNumRows() + "×" + cols + within(tolerance));
    }

    /** Checks the shape of a matrix. */
    public static void shape(String what, int rows, int cols, SimpleMatrix actual) {
        shape(what, rows, cols, actual, true);
    }

    private static void shape(String what, int rows, int cols, SimpleMatrix actual, boolean alone) {
        expectGiven(what, actual);
        int gotRows = actual.getNumRows();
        int gotCols = actual.getNumCols();
        if (rows != gotRows || cols != gotCols) {
            throw new AssertionError(what + " expects " + rows + "×" + cols + ", got " + gotRows + "×" + gotCols
                    + (rows == gotCols && cols == gotRows ? "; is it transposed?" : ""));
        }
        if (alone) passed(what + " is " + rows + "×" + cols);
    }

    /**
     * A question with answers to choose from, before the cell is run that tells. An answer may carry a comment after an
     * arrow, which opens when it is chosen: {@code "about half → then f would have to be near 1"}.
     */
    public static void choose(String question, String... answers) {
        if (answers.length < 2) {
            throw new IllegalArgumentException("Quiz.choose expects two answers or more, got " + answers.length);
        }
        var markup = new StringBuilder(
                Html.open("div", "border-left:4px solid #0072B2;padding:.2em 0 .2em 1em;max-width:46em")
                + "<div style=\"font-weight:600\">").append(Notation.html(question)).append("</div>");
        var text = new StringBuilder(question);
        var group = "unrolled-" + Integer.toHexString(question.hashCode());
        for (int k = 0; k < answers.length; k++) {
            var parts = answers[k].split("\\s*(→|->)\\s*", 2);
            var comment = parts.length == 2 ? parts[1] : "Your answer. Now run the next cell.";
            markup.append("<details name=\"").append(group)
                    .append("\" style=\"margin:.35em 0\"><summary style=\"cursor:")
                    .append("pointer\">").append(Notation.html(parts[0]))
                    .append("</summary><div style=\"margin:.2em 0 .2em 1.2em")
                    .append("\">").append(Notation.html(comment)).append("</div></details>");
            text.append("\n  ").append((char) ('a' + k)).append(") ").append(parts[0]);
        }
        Notebook.show(Html.raw(markup.append("</div>").toString(), text.toString()));
    }

    private static void expectGiven(String what, Object actual) {
        if (actual == null) throw new AssertionError(what + " expects a result, got null; was it ever set?");
    }

    private static void expectClose(String what, double[] expected, double[] actual, double tolerance,
            IntFunction<String> place, String cause) {
        for (int k = 0; k < expected.length; k++) {
            if (near(expected[k], actual[k], tolerance)) continue;
            throw new AssertionError(what + place.apply(k) + " expects " + text(expected[k]) + within(tolerance)
                    + ", got "
                    + text(actual[k]) + wrong(expected, actual, tolerance)
                    + (cause.isEmpty() ? hint(expected, actual, tolerance) : cause));
        }
    }

    private static String wrong(double[] expected, double[] actual, double tolerance) {
        long count = IntStream.range(0, expected.length).filter(k -> !near(expected[k], actual[k], tolerance)).count();
        return expected.length == 1 ? "" : " (" + count + " of " + expected.length + " differ)";
    }

    /** A guess at the cause, as a question; empty when nothing fits. */
    private static String hint(double[] expected, double[] actual, double tolerance) {
        int n = expected.length;
        if (Arrays.stream(actual).anyMatch(Double::isNaN)) return "; is something divided by zero?";
        if (n > 1 && Arrays.stream(actual).allMatch(v -> v == 0)) return "; was the result ever set?";
        if (matches(expected, Arrays.stream(actual).map(v -> -v).toArray(), tolerance)) return "; is the sign wrong?";
        if (n > 2 && matches(Arrays.copyOf(expected, n - 1), Arrays.copyOfRange(actual, 1, n), tolerance)) {
            return "; is it one step late?";
        }
        if (n > 2 && matches(Arrays.copyOfRange(expected, 1, n), Arrays.copyOf(actual, n - 1), tolerance)) {
            return "; is it one step early?";
        }
        return factor(expected, actual, tolerance);
    }

    private static String factor(double[] expected, double[] actual, double tolerance) {
        double ratio = norm(actual) / norm(expected);
        double whole = ratio >= 1 ? Math.rint(ratio) : 1 / Math.rint(1 / ratio);
        if (expected.length < 2 || !Double.isFinite(whole) || whole == 1 || whole == 0) return "";
        var scaled = Arrays.stream(actual).map(v -> v / whole).toArray();
        if (!matches(expected, scaled, tolerance)) return "";
        return whole > 1 ? "; is it " + text(whole) + " times too large, a sum instead of a mean?"
                : "; is it " + text(1 / whole) + " times too small, a mean instead of a sum?";
    }

    private static double norm(double[] values) {
        return Norm.of(values);
    }

    private static boolean matches(double[] expected, double[] actual, double tolerance) {
        return IntStream.range(0, expected.length).allMatch(k -> near(expected[k], actual[k], tolerance));
    }

    private static boolean near(double expected, double actual, double tolerance) {
        return expected == actual || Math.abs(expected - actual) <= tolerance;
    }

    private static double[] numbers(SimpleMatrix matrix) {
        return Arrays.copyOf(matrix.getDDRM().data, matrix.getNumElements());
    }

    private static String within(double tolerance) {
        return tolerance == 0 ? "" : " ± " + String.valueOf(tolerance).replace(".0E", "e");
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static void passed(String what) {
        System.out.println("✓ " + what);
    }
}
