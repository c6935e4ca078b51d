package unrolled.text;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.math.Rng;
import unrolled.math.Softmax;

/**
 * Draws the next token from logits a_1 … a_N.
 *
 * <pre>
 *   temperature τ    p = softmax(a / τ)           τ → 0: always the likeliest; τ = 1: as the model says
 *   top k            p_j = 0 but for the k likeliest
 *   nucleus, top p   p_j = 0 but for the smallest set of likeliest tokens whose probabilities sum to p or more
 * </pre>
 *
 * <p>They apply in this order, with p made to sum to 1 after each; of equally likely tokens the one with the smaller
 * id goes first. A sampler is a value: each method gives another one.
 *
 * @see <a href="https://doi.org/10.18653/v1/P18-1082">A. Fan, M. Lewis, Y. Dauphin, Hierarchical Neural Story
 *      Generation, ACL (2018): top k</a>
 * @see <a href="https://arxiv.org/abs/1904.09751">A. Holtzman and others, The Curious Case of Neural Text
 *      Degeneration, ICLR (2020), eq. 2 and 3: the nucleus</a>
 */
public final class Sampler {

    private final double temperature;          // 0: the likeliest
    private final int k;
    private final double p;
    private final int[] never;

    private Sampler(double temperature, int k, double p, int[] never) {
        this.temperature = temperature;
        this.k = k;
        this.p = p;
        this.never = never;
    }

    /** Always the likeliest token. */
    public static Sampler greedy() {
        return new Sampler(0, Integer.MAX_VALUE, 1, new int[0]);
    }

    /** @throws IllegalArgumentException if τ is not positive and finite */
    public static Sampler temperature(double tau) {
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Sampler expects a temperature above 0, got " + tau
                    + (tau == 0 ? "; do you mean greedy()?" : ""));
        }
        return new Sampler(tau, Integer.MAX_VALUE, 1, new int[0]);
    }

    /** @throws IllegalArgumentException if k is not positive */
    public Sampler topK(int k) {
        if (k < 1) throw new IllegalArgumentException("Sampler expects top k with 1 or more tokens, got " + k);
        return new Sampler(temperature, k, p, never);
    }

    /** @throws IllegalArgumentException if p is not above 0 and at most 1 */
    public Sampler topP(double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("Sampler expects top p with 0 < p ≤ 1, got " + p
                    + (p > 1 && p <= 100 ? "; is it a percentage?" : ""));
        }
        return new Sampler(temperature, k, p, never);
    }

    /** Never draws these ids either, such as {@link Vocabulary#UNKNOWN}. */
    public Sampler without(int... ids) {
        return new Sampler(temperature, k, p, IntStream.concat(IntStream.of(never), IntStream.of(ids)).toArray());
    }

    /**
     * How likely each token is drawn.
     *
     * @param logits one for each token; −∞ for one that must not come
     * @throws IllegalArgumentException if there is none, one is NaN or +∞, or all are −∞
     */
    public double[] probabilities(double... logits) {
        var a = allowed(logits);
        int[] order = IntStream.range(0, a.length).boxed().sorted((i, j) -> Double.compare(a[j], a[i]))
                .mapToInt(Integer::intValue).toArray();
        int kept = temperature == 0 ? 1 : Math.min(k, a.length);
        var likeliest = new double[kept];
        double tau = temperature == 0 ? 1 : temperature;
        for (int j = 0; j < kept; j++) likeliest[j] = (a[order[j]] - a[order[0]]) / tau;
        softmax(likeliest);
        kept = nucleus(likeliest);
        double sum = Arrays.stream(likeliest, 0, kept).sum();
        var probabilities = new double[a.length];
        for (int j = 0; j < kept; j++) probabilities[order[j]] = likeliest[j] / sum;
        return probabilities;
    }

    /**
     * One token.
     *
     * @throws IllegalArgumentException as {@link #probabilities}
     */
    public int draw(double[] logits, Rng rng) {
        var probabilities = probabilities(logits);
        double u = rng.uniform();
        int last = 0;
        for (int id = 0; id < probabilities.length; id++) {
            if (probabilities[id] == 0) continue;
            last = id;
            u -= probabilities[id];
            if (u < 0) break;
        }
        return last;
    }

    /** How many of the likeliest, sorted, sum to p. */
    private int nucleus(double[] sorted) {
        double sum = 0;
        for (int j = 0; j < sorted.length && p < 1; j++) {
            sum += sorted[j];
            if (sum >= p) return j + 1;
        }
        return sorted.length;
    }

    private double[] allowed(double[] logits) {
        var a = logits.clone();
        for (int id : never) {
            if (id < 0 || id >= a.length) {
                throw new IllegalArgumentException("Sampler expects ids from 0 to " + (a.length - 1)
                        + " that must not come, got " + id);
            }
            a[id] = Double.NEGATIVE_INFINITY;
        }
        boolean some = false;
        for (int id = 0; id < a.length; id++) {
            if (Double.isNaN(a[id]) || a[id] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("Sampler expects finite logits, got " + a[id] + " (token " + id
                        + ")");
            }
            some |= a[id] > Double.NEGATIVE_INFINITY;
        }
        if (!some) throw new IllegalArgumentException("Sampler expects a token that may come, got none (of "
                + a.length + ")");
        return a;
    }

    private static void softmax(double[] a) {
        var row = Block.of(DMatrixRMaj.wrap(1, a.length, a));
        Softmax.apply(row, row);
    }

    @Override public String toString() {
        return "Sampler " + (temperature == 0 ? "greedy" : "temperature " + temperature)
                + (k < Integer.MAX_VALUE ? ", top k " + k : "") + (p < 1 ? ", top p " + p : "");
    }
}
