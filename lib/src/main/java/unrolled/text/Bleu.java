package unrolled.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How near a translation is to translations by people: which of its n-grams stand in theirs too.
 *
 * <pre>
 *   p_n  = Σ min(count of the n-gram, its largest count in one reference) / Σ count of the n-gram      n = 1 … 4
 *   BP   = 1 where c ≥ r, else exp(1 − r / c)      c: length of the candidate, r: of the reference nearest in length
 *   BLEU = BP · exp(1/4 Σ_n log p_n)               0 where no word of the candidate stands in a reference
 * </pre>
 *
 * <p>For a corpus the sums run over all its n-grams, and c and r over all its sentences, before anything is divided;
 * it is not the mean of sentence scores. Of two references equally near in length the shorter counts. Scores are from
 * 0 to 1, and those of sacreBLEU 2.6.0 divided by 100: a sentence with its effective order, a corpus without smoothing.
 * Where nothing matches at all no smoothing makes something of it, and every p_n is 0. An empty sentence is one of no
 * tokens.
 *
 * @param score BLEU
 * @param precisions p_1 … p_4, smoothed if asked for
 * @param brevityPenalty BP
 * @param length c
 * @param referenceLength r
 * @see <a href="https://doi.org/10.3115/1073083.1073135">K. Papineni and others, BLEU: a Method for Automatic
 *      Evaluation of Machine Translation, ACL (2002)</a>
 */
public record Bleu(double score, List<Double> precisions, double brevityPenalty, int length, int referenceLength) {

    /** N, the longest n-grams. */
    public static final int LONGEST = 4;

    /** What becomes of p_n = 0, which one sentence often has and which makes its score 0. */
    public enum Smoothing {
        /** Nothing: the score is 0. */
        NONE,
        /**
         * For n &gt; 1 both sums plus one: C.-Y. Lin, F. J. Och, ORANGE, COLING (2004). The n-grams that a short
         * sentence cannot have get 1/1 by it, and count.
         */
        ADD_ONE,
        /**
         * The k-th p_n that would be 0 becomes 1 / (2ᵏ · its divisor), as mteval 13 and sacreBLEU do.
         */
        EXPONENTIAL
    }

    /**
     * The score of a corpus, without smoothing.
     *
     * @param candidates the tokens of each sentence
     * @param references for each sentence, one or more translations by people
     * @throws IllegalArgumentException if there is no sentence, there are not references for each, or a sentence has
     *         none
     */
    public static Bleu corpus(List<List<String>> candidates, List<List<List<String>>> references) {
        if (candidates.isEmpty() || candidates.size() != references.size()) {
            throw new IllegalArgumentException("Bleu expects references for each of one or more sentences, got "
                    + candidates.size() + " sentences and references for " + references.size());
        }
        var sums = new Sums();
        for (int k = 0; k < candidates.size(); k++) sums.add(candidates.get(k), references.get(k), k);
        return sums.score(LONGEST, Smoothing.NONE);
    }

    /**
     * The score of one sentence; of one shorter than four tokens only the n-grams that it can have count, but for
     * {@link Smoothing#ADD_ONE}.
     *
     * @throws IllegalArgumentException if there is no reference
     */
    public static Bleu sentence(List<String> candidate, List<List<String>> references, Smoothing smoothing) {
        var sums = new Sums();
        sums.add(candidate, references, 0);
        int possible = smoothing == Smoothing.ADD_ONE ? LONGEST : Math.min(LONGEST, candidate.size());
        return sums.score(possible, smoothing);
    }

    /** The sums of the formula. */
    private static final class Sums {

        private final long[] matches = new long[LONGEST];
        private final long[] totals = new long[LONGEST];
        private int length;
        private int referenceLength;

        void add(List<String> candidate, List<List<String>> references, int sentence) {
            if (references.isEmpty()) {
                throw new IllegalArgumentException("Bleu expects a reference or more for each sentence, got none "
                        + "(sentence " + sentence + ")");
            }
            length += candidate.size();
            referenceLength += nearest(candidate.size(), references);
            for (int n = 1; n <= LONGEST; n++) {
                totals[n - 1] += Math.max(0, candidate.size() - n + 1);
                matches[n - 1] += matches(counts(candidate, n), references, n);
            }
        }

        private static int nearest(int length, List<List<String>> references) {
            int nearest = references.get(0).size();
            for (var reference : references) {
                int closer = Math.abs(reference.size() - length) - Math.abs(nearest - length);
                if (closer < 0 || closer == 0 && reference.size() < nearest) nearest = reference.size();
            }
            return nearest;
        }

        private static long matches(Map<List<String>, Integer> candidate, List<List<String>> references, int n) {
            var most = new HashMap<List<String>, Integer>();
            for (var reference : references) {
                counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
            }
            return candidate.entrySet().stream()
                    .mapToLong(gram -> Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0))).sum();
        }

        private static Map<List<String>, Integer> counts(List<String> tokens, int n) {
            var counts = new HashMap<List<String>, Integer>();
            for (int at = 0; at + n <= tokens.size(); at++) counts.merge(tokens.subList(at, at + n), 1, Integer::sum);
            return counts;
        }

        Bleu score(int longest, Smoothing smoothing) {
            boolean nothing = matches[0] == 0;               // without a word in common there is no n-gram either
            var precisions = nothing ? new double[LONGEST] : precisions(longest, smoothing);
            double logs = Arrays.stream(precisions, 0, longest).map(Math::log).sum();
            double score = nothing ? 0 : penalty() * Math.exp(logs / longest);
            return new Bleu(score, Arrays.stream(precisions).boxed().toList(), penalty(), length, referenceLength);
        }

        private double penalty() {
            if (length >= referenceLength) return 1;
            return length == 0 ? 0 : Math.exp(1 - (double) referenceLength / length);
        }

        private double[] precisions(int longest, Smoothing smoothing) {
            var precisions = new double[LONGEST];
            double halved = 1;
            for (int n = 0; n < longest; n++) {
                boolean addOne = smoothing == Smoothing.ADD_ONE && n > 0;
                double matched = matches[n] + (addOne ? 1 : 0);
                double total = totals[n] + (addOne ? 1 : 0);
                if (matched == 0 && smoothing == Smoothing.EXPONENTIAL) matched = halved /= 2;
                precisions[n] = total == 0 ? 0 : matched / total;
            }
            return precisions;
        }
    }
}
