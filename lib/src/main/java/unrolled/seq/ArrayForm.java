package unrolled.seq;

import java.util.Arrays;
import java.util.List;

/** Sequences from nested arrays, and back. */
final class ArrayForm {

    private ArrayForm() {}

    /** From [step][example][feature]. */
    static Sequence timeMajor(double[][][] x) {
        expectFull("Sequence.of", x);
        var s = new Sequence(x.length, x[0].length, x[0][0].length);
        for (int t = 0; t < s.steps(); t++) {
            for (int n = 0; n < s.batch(); n++) setStep(s, t, n, x[t][n]);
        }
        return s;
    }

    /** From [example][step][feature]. */
    static Sequence batchMajor(double[][][] x) {
        expectFull("Sequence.fromBatchMajor", x);
        return padded(List.of(x));
    }

    /** From examples of unequal length, [step][feature]. */
    static Sequence padded(List<double[][]> examples) {
        if (examples.isEmpty()) throw new IllegalArgumentException("Sequence.padded expects an example, got none");
        int[] lengths = examples.stream().mapToInt(e -> e.length).toArray();
        if (Arrays.stream(lengths).anyMatch(length -> length == 0)) {
            throw new IllegalArgumentException("Sequence.padded expects a step or more in each example, got lengths "
                    + Arrays.toString(lengths));
        }
        int steps = Arrays.stream(lengths).max().orElseThrow();
        var s = new Sequence(steps, lengths.length, examples.get(0)[0].length);
        for (int n = 0; n < s.batch(); n++) {
            for (int t = 0; t < lengths[n]; t++) setStep(s, t, n, examples.get(n)[t]);
        }
        return s.withLengths(lengths);
    }

    /** To [step][example][feature]. */
    static double[][][] of(Sequence s) {
        var copy = new double[s.steps()][s.batch()][];
        for (int t = 0; t < s.steps(); t++) {
            for (int n = 0; n < s.batch(); n++) {
                int row = s.at(t).row(n);
                copy[t][n] = Arrays.copyOfRange(s.matrix().data, row, row + s.features());
            }
        }
        return copy;
    }

    private static void setStep(Sequence s, int t, int n, double[] values) {
        if (values.length != s.features()) {
            throw new IllegalArgumentException("Sequence expects " + s.features() + " features at every step, got "
                    + values.length + " (step " + t + ", example " + n + ")");
        }
        System.arraycopy(values, 0, s.matrix().data, s.at(t).row(n), values.length);
    }

    private static void expectFull(String who, double[][][] x) {
        var expected = who + " expects a full array of three dimensions, got ";
        boolean empty = x.length == 0 || x[0].length == 0 || x[0][0].length == 0;
        if (empty) throw new IllegalArgumentException(expected + "an empty one");
        for (var row : x) {
            if (row.length == x[0].length) continue;
            throw new IllegalArgumentException(expected + "rows of " + x[0].length + " and " + row.length);
        }
    }
}
