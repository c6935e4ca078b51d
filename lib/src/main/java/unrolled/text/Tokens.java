package unrolled.text;

import java.util.ArrayList;
import java.util.List;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/**
 * From token ids to sequences, T×B×1, and to batches whose target is the next token:
 *
 * <pre>
 *   input    k_1  k_2  …  k_T
 *   target   k_2  k_3  …  k_{T+1}
 * </pre>
 */
public final class Tokens {

    private Tokens() {}

    /**
     * One example.
     *
     * @throws IllegalArgumentException if there is no id
     */
    public static Sequence sequence(int... ids) {
        return padded(List.of(ids));
    }

    /**
     * Examples of unequal length, filled up with {@link Vocabulary#PADDING}.
     *
     * @throws IllegalArgumentException if there is no example or one is empty
     */
    public static Sequence padded(List<int[]> examples) {
        var columns = new ArrayList<double[][]>();
        for (int[] ids : examples) {
            if (ids.length == 0) {
                throw new IllegalArgumentException("Tokens expects one id or more in each example, got none (example "
                        + columns.size() + ", counted from 0); is a sentence empty?");
            }
            var column = new double[ids.length][1];
            for (int t = 0; t < ids.length; t++) column[t][0] = ids[t];
            columns.add(column);
        }
        return Sequence.padded(columns);
    }

    /**
     * A running text, cut into windows: example n is the ids from n·stride on, its target those from n·stride + 1 on.
     * What is left at the end and too short for a window is dropped.
     *
     * @param steps T, the length of a window
     * @param stride how far one window begins after the one before it; {@code steps} for windows that do not overlap
     * @throws IllegalArgumentException if a number is not positive or the text has not {@code steps} + 1 tokens
     */
    public static Batch windows(int[] ids, int steps, int stride) {
        if (steps < 1 || stride < 1) {
            throw new IllegalArgumentException("Tokens.windows expects 1 or more steps and a stride of 1 or more, got "
                    + steps + " and " + stride);
        }
        expectTokens("Tokens.windows", steps + 1L, ids);
        return cut(ids, steps, stride, (ids.length - 1 - steps) / stride + 1);
    }

    /**
     * A running text, cut into B long streams that are read side by side: example n goes on from step to step through
     * its part of the text, as truncated BPTT with a carried state needs it. What does not divide by B is dropped at
     * the end.
     *
     * @throws IllegalArgumentException if B is not positive or the text has not B + 1 tokens
     */
    public static Batch streams(int[] ids, int batch) {
        if (batch < 1) throw new IllegalArgumentException("Tokens.streams expects 1 or more streams, got " + batch);
        expectTokens("Tokens.streams", batch + 1L, ids);
        int steps = (ids.length - 1) / batch;
        return cut(ids, steps, steps, batch);
    }

    /**
     * Sentences, each read from {@link Vocabulary#START} on and expected to end with {@link Vocabulary#END}:
     *
     * <pre>
     *   input    START  k_1  …  k_L
     *   target   k_1    …  k_L  END
     * </pre>
     *
     * @throws IllegalArgumentException if there is no sentence
     */
    public static Batch sentences(List<int[]> sentences) {
        var inputs = new ArrayList<int[]>();
        var targets = new ArrayList<int[]>();
        for (int[] ids : sentences) {
            var input = new int[ids.length + 1];
            var target = new int[ids.length + 1];
            input[0] = Vocabulary.START;
            System.arraycopy(ids, 0, input, 1, ids.length);
            System.arraycopy(ids, 0, target, 0, ids.length);
            target[ids.length] = Vocabulary.END;
            inputs.add(input);
            targets.add(target);
        }
        return new Batch(padded(inputs), padded(targets));
    }

    private static Batch cut(int[] ids, int steps, int stride, int count) {
        var input = new Sequence(steps, count, 1);
        var target = new Sequence(steps, count, 1);
        for (int n = 0; n < count; n++) {
            for (int t = 0; t < steps; t++) {
                input.set(t, n, 0, ids[n * stride + t]);
                target.set(t, n, 0, ids[n * stride + t + 1]);
            }
        }
        return new Batch(input, target);
    }

    private static void expectTokens(String who, long least, int[] ids) {
        if (ids.length >= least) return;
        throw new IllegalArgumentException(who + " expects " + least + " tokens or more, got " + ids.length
                + "; is the text too short?");
    }
}
