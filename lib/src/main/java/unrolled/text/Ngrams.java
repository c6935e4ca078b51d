package unrolled.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import unrolled.math.Rng;

/**
 * A table of counts that writes: it looks at the last n − 1 tokens and mixes what it counted with what the table that
 * looks at one token less says.
 *
 * <pre>
 *   p_n(k | c) = (count(c k) + β p_{n−1}(k | c′)) / (count(c) + β)        c′: c without its oldest token
 *   p_0(k)     = 1 / N
 * </pre>
 *
 * <p>The first tokens of every text may be a head that is always in sight, such as metre and key: it counts as the
 * newest token of c, and not among the n − 1.
 *
 * @see <a href="https://doi.org/10.1017/S1351324900000218">D. J. C. MacKay, L. C. B. Peto, A Hierarchical Dirichlet
 *      Language Model, Natural Language Engineering 1 (1995), 289–308</a>
 */
public final class Ngrams {

    private final int order;
    private final int tokens;
    private final int head;
    private final double beta;
    private final Map<String, Integer> before = new HashMap<>();     // count(c)
    private final Map<String, Integer> pieces = new HashMap<>();     // count(c k)

    /**
     * @param order n, of the longest pieces
     * @param tokens N, of the vocabulary
     * @param head how many tokens at the beginning of a text are always in sight; 0 for none
     * @param beta how many counts the shorter table is worth
     * @throws IllegalArgumentException if n or N is not positive, the head is negative, or β is not positive
     */
    public Ngrams(int order, int tokens, int head, double beta) {
        if (order < 1 || tokens < 1 || head < 0 || !(beta > 0)) {
            throw new IllegalArgumentException("Ngrams expects an order and tokens of 1 or more, a head of 0 or more "
                    + "and β above 0, got " + order + ", " + tokens + ", " + head + " and " + beta);
        }
        this.order = order;
        this.tokens = tokens;
        this.head = head;
        this.beta = beta;
    }

    /** Counts the pieces of one more text; its head is read, not counted. */
    public void read(int... ids) {
        for (int t = head; t < ids.length; t++) {
            for (int n = 1; n <= order && n - 1 <= t - head; n++) {
                var c = context(ids, t, n - 1);
                before.merge(c, 1, Integer::sum);
                pieces.merge(c + (char) ids[t], 1, Integer::sum);
            }
        }
    }

    /** The tokens before t as text: the head, then up to {@code length} of them, the oldest last. */
    private String context(int[] ids, int t, int length) {
        var context = new StringBuilder();
        for (int k = 0; k < head; k++) context.append((char) ids[k]);
        for (int k = 1; k <= length; k++) context.append((char) ids[t - k]);
        return context.toString();
    }

    /**
     * How likely each token is the next.
     *
     * @param ids the text so far, with its head
     * @throws IllegalArgumentException if it is shorter than the head
     */
    public double[] probabilities(int... ids) {
        if (ids.length < head) {
            throw new IllegalArgumentException("Ngrams expects a head of " + head + " tokens, got " + ids.length);
        }
        var p = new double[tokens];
        Arrays.fill(p, 1.0 / tokens);
        for (int n = 1; n <= order && n - 1 <= ids.length - head; n++) {
            var c = context(ids, ids.length, n - 1);
            Integer all = before.get(c);
            if (all == null) return p;                               // longer pieces were not seen either
            for (int k = 0; k < tokens; k++) p[k] = (pieces.getOrDefault(c + (char) k, 0) + beta * p[k]) / (all + beta);
        }
        return p;
    }

    /**
     * Writes on until the token {@code stop}, or until {@code most} tokens are written; without the stop.
     *
     * @throws IllegalArgumentException as {@link #probabilities} and the sampler
     */
    public int[] write(int[] prompt, int most, int stop, Sampler sampler, Rng rng) {
        var ids = Arrays.copyOf(prompt, prompt.length + most);
        int length = prompt.length;
        while (length < ids.length) {
            var p = probabilities(Arrays.copyOf(ids, length));
            int next = sampler.draw(Arrays.stream(p).map(Math::log).toArray(), rng);
            if (next == stop) break;
            ids[length++] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, length);
    }

    /** exp of the mean surprise at the tokens behind the head of some texts. */
    public double perplexity(Iterable<int[]> texts) {
        double sum = 0;
        long count = 0;
        for (var ids : texts) {
            for (int t = head; t < ids.length; t++) sum -= Math.log(probabilities(Arrays.copyOf(ids, t))[ids[t]]);
            count += ids.length - head;
        }
        return Math.exp(sum / count);
    }
}
