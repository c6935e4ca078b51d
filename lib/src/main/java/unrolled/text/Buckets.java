package unrolled.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.MiniBatches;
import unrolled.seq.Sequence;

/**
 * Deals out examples of unequal length in mini-batches of similar length, each as long as its longest example, so that
 * little is computed on padding.
 *
 * <p>Each example comes exactly once an epoch. {@link #shuffle} mixes examples of equal length among themselves and
 * puts the batches into a random order.
 */
public final class Buckets implements MiniBatches {

    private final Batch data;
    private final int size;
    private final int[] byLength;
    private final int[] order;

    /**
     * @param data inputs and targets with lengths
     * @param size the examples of a batch; the last bucket may hold fewer
     * @throws IllegalArgumentException if the size is not positive, or inputs have lengths while targets of as many
     *         steps have none, so that a short bucket would cut the one and not the other
     */
    public Buckets(Batch data, int size) {
        if (size < 1) throw new IllegalArgumentException("Buckets expects a size of 1 or more, got " + size);
        expectLengths(data);
        this.data = data;
        this.size = size;
        byLength = IntStream.range(0, data.size()).toArray();
        order = IntStream.range(0, (data.size() + size - 1) / size).toArray();
        sort();
    }

    private static void expectLengths(Batch data) {
        int steps = data.input().steps();
        if (data.input().lengths() == null || data.target().lengths() != null || data.target().steps() != steps
                || steps == 1) return;
        throw new IllegalArgumentException("Buckets expects lengths for targets at every step, got none (input "
                + data.input() + " with lengths, target " + data.target()
                + "); is target.withLengths(input.lengths()) meant?");
    }

    @Override public int size() {
        return byLength.length;
    }

    @Override public int count() {
        return order.length;
    }

    /** Puts the batches, and the examples of equal length, into a new random order. */
    @Override public void shuffle(Rng rng) {
        rng.shuffle(byLength);
        sort();
        rng.shuffle(order);
    }

    /** By the length of the input, then of the target; what is equally long keeps its order. */
    private void sort() {
        var sorted = Arrays.stream(byLength).boxed()
                .sorted(Comparator.<Integer>comparingInt(n -> data.input().length(n))
                        .thenComparingInt(n -> data.target().length(n)))
                .mapToInt(Integer::intValue).toArray();
        System.arraycopy(sorted, 0, byLength, 0, sorted.length);
    }

    /** Batch {@code k}, a copy of the caller's own. */
    @Override public Batch get(int k) {
        var chosen = examples(k);
        return new Batch(gather(data.input(), chosen), gather(data.target(), chosen));
    }

    /**
     * Which examples of the data are in batch {@code k}.
     *
     * @throws IllegalArgumentException if k is not from 0 to {@link #count} − 1
     */
    public int[] examples(int k) {
        if (k < 0 || k >= count()) {
            throw new IllegalArgumentException("Buckets expects a batch from 0 to " + (count() - 1) + ", got " + k);
        }
        int from = order[k] * size;
        return Arrays.copyOfRange(byLength, from, Math.min(from + size, byLength.length));
    }

    /** The share of the input steps of an epoch that is padding. */
    public double padding() {
        long steps = 0;
        for (int k = 0; k < count(); k++) {
            var chosen = examples(k);
            steps += (long) chosen.length * longest(data.input(), chosen);
        }
        return 1 - (double) data.input().validSteps() / steps;
    }

    private static int longest(Sequence source, int[] chosen) {
        return Arrays.stream(chosen).map(source::length).max().orElseThrow();
    }

    private static Sequence gather(Sequence source, int[] chosen) {
        var batch = new Sequence(longest(source, chosen), chosen.length, source.features());
        batch.copyExamples(source, 0, chosen, 0);
        return batch.withLengths(Arrays.stream(chosen).map(source::length).toArray());
    }
}
