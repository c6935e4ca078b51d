package unrolled.text;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import unrolled.machine.Stop;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Lets a model of the next token write on: it reads the prompt, then each token that it drew itself.
 *
 * <pre>
 *   logits, s_0 = model(prompt, s)             k_1 ~ sampler(logits at the last step)
 *   logits, s_j = model(k_j, s_{j−1})          k_{j+1} ~ sampler(logits)
 * </pre>
 *
 * <p>One state runs through all steps. The state that comes back has read everything but the last token, so that text
 * goes on where it stopped: the last token is the prompt of the next call.
 */
public final class Generator {

    private static final int NEVER = -1;

    private final Model model;
    private final Sampler sampler;
    private final int stop;

    /** @param model ids in, T×B×1; logits out, one for each token, at every step or at the last */
    public Generator(Model model, Sampler sampler) {
        this(model, sampler, NEVER);
    }

    private Generator(Model model, Sampler sampler, int stop) {
        this.model = model;
        this.sampler = sampler;
        this.stop = stop;
    }

    /** What was written. */
    public static final class Written {

        private final int[] ids;
        private final State state;

        private Written(int[] ids, State state) {
            this.ids = ids;
            this.state = state;
        }

        /** The drawn tokens, without the prompt; the stop token is the last of them where it came. */
        public int[] ids() {
            return ids.clone();
        }

        /** The state that has read the prompt and every drawn token but the last. */
        public State state() {
            return state;
        }
    }

    /** A generator that ends with this token, such as {@link Vocabulary#END}. */
    public Generator stopAt(int id) {
        return new Generator(model, sampler, id);
    }

    /** Writes from a state of zeros. */
    public Written write(int[] prompt, int count, Rng rng) {
        return write(State.ZERO, prompt, count, rng);
    }

    /**
     * Writes up to {@code count} tokens.
     *
     * @param from the state before the prompt, of one example
     * @throws IllegalArgumentException if the prompt is empty, the count is not positive, or the model refuses the ids
     *         or the state
     * @throws CancellationException when the thread is interrupted, as a notebook's stop button does
     */
    public Written write(State from, int[] prompt, int count, Rng rng) {
        if (prompt.length == 0 || count < 1) {
            throw new IllegalArgumentException("Generator expects a prompt of one token or more and a count of 1 or "
                    + "more, got " + prompt.length + " tokens and a count of " + count);
        }
        var written = new int[count];
        int length = 0;
        var state = from;
        var read = Tokens.sequence(prompt);
        try {
            while (true) {
                int id = sampler.draw(lastLogits(model.forward(read, state, Pass.PREDICT)), rng);
                state = model.lastState();
                written[length++] = id;
                if (id == stop || length == count) return new Written(Arrays.copyOf(written, length), state);
                read = Tokens.sequence(id);
            }
        } catch (CancellationException e) {
            throw stopped(length, count);
        }
    }

    private static CancellationException stopped(int length, int count) {
        var how = "Generator was stopped after " + length + " of " + count + " tokens";
        Stop.tell(how);
        return new CancellationException(how);
    }

    private static double[] lastLogits(Sequence y) {
        return IntStream.range(0, y.features()).mapToDouble(k -> y.get(y.steps() - 1, 0, k)).toArray();
    }
}
