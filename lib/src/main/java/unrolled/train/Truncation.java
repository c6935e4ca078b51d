package unrolled.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import unrolled.model.EncoderDecoder;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.MiniBatches;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A batch of long sequences in windows of k steps, for truncated BPTT: the state goes from each window to the next, the
 * gradient does not. Examples that have ended leave; with k ≥ T there is one window, the batch itself.
 *
 * <pre>{@code
 *   windows.start(batch);
 *   while (windows.next()) {
 *       model.forward(windows.batch().input(), windows.initial(), pass); …
 *       if (windows.more()) windows.carry(model.lastState());
 *   }
 * }</pre>
 *
 * <p>A window is a buffer, valid until the next.
 */
final class Truncation {

    private final int k;
    private Batch whole;
    private int from;
    private int[] examples;
    private Batch window;
    private Sequence input;
    private Sequence target;
    private State initial;

    Truncation(int k) {
        this.k = k;
    }

    /** Begins before the first window of a batch, with a state of zeros. */
    void start(Batch batch) {
        whole = batch;
        initial = State.ZERO;
        from = -k;
        if (k >= batch.input().steps()) return;
        examples = IntStream.range(0, batch.size()).toArray();
        if (input != null) return;
        input = new Sequence(k, batch.size(), batch.input().features());
        target = new Sequence(k, batch.size(), batch.target().features());
    }

    /** Whether a window comes after this one. */
    boolean more() {
        return k < longest() - (long) from;
    }

    /** Goes to the next window; false when there is none. */
    boolean next() {
        if (!more()) return false;
        from += k;
        if (from == 0 && k >= whole.input().steps()) {
            window = whole;
            return true;
        }
        keepUnfinished();
        int[] lengths = Arrays.stream(examples).map(n -> Math.min(whole.input().length(n) - from, k)).toArray();
        int steps = Arrays.stream(lengths).max().orElseThrow();
        boolean full = Arrays.stream(lengths).allMatch(length -> length == steps);
        cut(whole.input(), steps, full ? null : lengths, input);
        cut(whole.target(), steps, null, target);
        window = new Batch(input, target);
        return true;
    }

    private int longest() {
        int[] lengths = whole.input().lengths();
        return lengths == null ? whole.input().steps() : Arrays.stream(lengths).max().orElseThrow();
    }

    /** The examples of this window that have not ended before it. */
    Batch batch() {
        return window;
    }

    /** The state that they start it from. */
    State initial() {
        return initial;
    }

    /** The state goes on as a copy that knows no past: the gradient is cut here. */
    void carry(State last) {
        initial = last;
    }

    private void keepUnfinished() {
        int[] places = IntStream.range(0, examples.length)
                .filter(place -> whole.input().length(examples[place]) > from).toArray();
        if (places.length == examples.length) return;
        initial = initial.rows(places);
        examples = Arrays.stream(places).map(place -> examples[place]).toArray();
    }

    /** Sets {@code cut} to the unfinished examples from this window's first step on. */
    private void cut(Sequence whole, int steps, int[] lengths, Sequence cut) {
        cut.resize(steps, examples.length, lengths);
        cut.copyExamples(whole, from, examples, 0);
    }

    /**
     * Whether windows of k steps cut one of these batches.
     *
     * @throws IllegalArgumentException if they do and the model cannot go on, or a target lacks steps
     */
    static boolean cuts(MiniBatches train, int k, Model model) {
        boolean cuts = false;
        for (int j = 0; k < Integer.MAX_VALUE && j < train.count(); j++) {
            var batch = train.get(j);
            expectEveryStep(batch, k);
            cuts |= k < batch.input().steps();
        }
        if (!cuts || model.readsForwards()) return cuts;
        throw new IllegalArgumentException("Trainer expects a model that reads forwards step by step to truncate, got "
                + (model instanceof EncoderDecoder ? "an EncoderDecoder" : "a Bidirectional layer") + " (windows of "
                + k + " steps); its state does not go on into the next window");
    }

    static void expectEveryStep(Batch train, int k) {
        if (k >= train.input().steps() || train.target().steps() == train.input().steps()) return;
        throw new IllegalArgumentException("Trainer expects a target for every step to truncate, got " + train.target()
                + " (input " + train.input() + "); does the model answer once for a sequence?");
    }
}
