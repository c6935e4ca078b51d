// Right answers with the imports, names, signs and habits that people have.
// answer: right-vocabulary-imports
// cell: hw5-1-vocabulary
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

List<String> vocabularyOf(List<List<String>> texts, int least) {
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> text : texts) {
        for (String word : text) { counts.put(word, counts.getOrDefault(word, 0) + 1); }
    }
    List<String> answer = counts.keySet().stream().filter(w -> counts.get(w) >= least).sorted((u, v) -> {
        int byCount = Integer.compare(counts.get(v), counts.get(u));
        return byCount != 0 ? byCount : u.compareTo(v);
    }).collect(Collectors.toList());
    answer.addAll(0, MARKS);
    return answer;
}
// answer: right-ids-helper-unit
// cell: hw5-1-ids
int unit(String word, List<String> vocabulary) {
    for (int k = 0; k < vocabulary.size(); k++) if (word.equals(vocabulary.get(k))) return k;
    return UNKNOWN;
}
int[] idsOf(List<String> words, List<String> vocabulary) {
    int[] answer = new int[words.size()];
    for (int test = 0; test < answer.length; test++) answer[test] = unit(words.get(test), vocabulary);
    return answer;
}
// answer: right-words-a-switch
// cell: hw5-1-words-again
List<String> wordsOf(final int[] ids, final List<String> vocabulary) {
    final var words = new LinkedList<String>();
    loop:
    for (final int id : ids) {
        switch (id) {
            case 3:
                break loop;
            case 0:
            case 2:
                continue loop;
            default:
                words.add(vocabulary.get(id));
        }
    }
    return words;
}
// answer: right-padded-percent-signs
// cell: hw5-2-padded
/*
%% time first:
% row t holds word t of all sentences
*/
int[][] padded(List<int[]> sentences) {
    int T = 0, m = sentences.size();
    for (int[] s : sentences) T = s.length > T ? s.length : T;
    int[][] block = new int[T][m];
    for (int k = 0; k < T * m; k++) {
        int n = k
            % m, t = k / m;
        block[t][n] = t < sentences.get(n).length ? sentences.get(n)[t] : PAD;
    }
    return block;
}
// answer: right-mask-helper-copy
// cell: hw5-2-mask
boolean[] copy(int length, int T) {
    boolean[] valid = new boolean[T];
    Arrays.fill(valid, 0, length, true);
    return valid;
}
boolean[][] maskOf(int[] lengths) {
    int T = 0;
    for (int length : lengths) T = Math.max(T, length);
    boolean[][] mask = new boolean[T][lengths.length];
    for (int n = 0; n < lengths.length; n++) {
        boolean[] column = copy(lengths[n], T);
        for (int t = 0; t < T; t++) mask[t][n] = column[t];
    }
    return mask;
}
// answer: right-shifted-own-tests-and-output
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) {
    int[] reads = new int[ids.length + 1];
    for (int t = 0; t < reads.length; t++) reads[t] = t == 0 ? START : ids[t - 1];
    return reads;
}
int[] decoderWrites(int[] ids) {
    int[] writes = new int[ids.length + 1];
    for (int t = 0; t < writes.length; t++) writes[t] = t == ids.length ? END : ids[t];
    return writes;
}
int[] test = {5, 6, 7};
String answer = Arrays.toString(decoderReads(test)) + " → " + Arrays.toString(decoderWrites(test));
System.out.println(answer);
if (decoderWrites(test).length != 4) throw new IllegalStateException("my own test: " + answer);
// answer: right-loss-static-imports-and-sun
// cell: hw5-2-loss
import static java.lang.Math.*;

double logSum(double[] y) {
    double m = y[0], sun = 0;
    for (double v : y) m = max(m, v);
    for (double v : y) sun += exp(v - m);
    return m + log(sun);
}
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double loss = 0;
    int steps = 0;
    for (int t = 0; t < logits.length; t++)
        for (int n = 0; n < lengths.length; n++)
            if (t < lengths[n]) {
                loss += logSum(logits[t][n]) - logits[t][n][target[t][n]];
                ++steps;
            }
    return loss / steps;
}
// answer: right-softmax-helper-sum
// cell: hw5-3-softmax
double sum(double[] v) { return DoubleStream.of(v).sum(); }
@SuppressWarnings("unused")
double[] softmax(double[] scores, int length) {
    double[] some = Arrays.copyOf(scores, length), p = new double[scores.length];
    double largest = DoubleStream.of(some).max().orElse(0d);
    for (int s = 0; s < length; s++) some[s] = Math.exp(some[s] - largest);
    double all = sum(some);
    for (int s = 0; s < length; s++) p[s] = some[s] / all;
    return p;
}
// answer: right-attend-helpers-dot-and-forward
// cell: hw5-3-attend
double dot(double[] u, double[] v) {
    double d = 0f;
    for (int j = 0; j < u.length; j++) d += u[j] * v[j];
    return d;
}
double[] forward(double[] weights, double[][] e) {
    double[] context = new double[e[0].length];
    for (int s = 0; s < e.length; s++)
        if (weights[s] > 0) for (int j = 0; j < context.length; j++) context[j] += weights[s] * e[s][j];
    return context;
}
Attended attend(double[][] h, double[][] e, int length) {
    double[][] weights = new double[h.length][], contexts = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
        double[] scores = new double[e.length];
        for (int s = 0; s < length; s++) scores[s] = dot(h[t], e[s]) / Math.sqrt(h[t].length);
        weights[t] = softmax(scores, length);
        contexts[t] = forward(weights[t], e);
    }
    return new Attended(weights, contexts);
}
// answer: right-batch-imports-of-the-library
// cell: hw5-4-batch
import unrolled.text.*;
import unrolled.seq.Sequence;
import java.util.*;

Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    List<int[]> english = new ArrayList<>(), italian = new ArrayList<>();
    for (Pair pair : pairs) {
        english.add(in.ids(pair.english()));
        italian.add(out.ids(pair.italian()));
    }
    Sequence test = Tokens.padded(english), answer = Tokens.sentences(italian).target();
    System.out.println(test + " → " + answer);
    return new Batch(test, answer);
}
// answer: right-likeliest-helper-step
// cell: hw5-5-likeliest
List<Prefix> step(Prefix p, double[] logP) {
    List<Prefix> longer = new ArrayList<>();
    for (int k = 0; k < logP.length; k++) {
        List<Integer> ids = new ArrayList<>(p.ids());
        ids.add(k);
        longer.add(new Prefix(List.copyOf(ids), p.logP() + logP[k]));
    }
    return longer;
}
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    return alive.stream().flatMap(p -> step(p, next.apply(p.ids())).stream())
            .sorted(Comparator.comparing(Prefix::logP).reversed()).limit(width).toList();
}
// answer: right-beam-helper-eval
// cell: hw5-5-beam
double eval(Prefix p, double a) { return p.logP() / Math.pow(p.ids().size(), a); }
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    List<Prefix> answer = new ArrayList<>(), beam = new ArrayList<>();
    beam.add(new Prefix(new ArrayList<>(), 0d));
    for (int step = 1; step <= longest; step++) {
        if (beam.isEmpty()) break;
        List<Prefix> best = new ArrayList<>(likeliest(beam, next, width));
        beam.clear();
        for (Prefix p : best) if (p.ended()) answer.add(p); else beam.add(p);
    }
    answer.addAll(beam);
    answer.sort((p, q) -> Double.compare(eval(q, a), eval(p, a)));
    return answer;
}
// answer: right-precision-text-block
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    var report = """
        %d of
        %d n-grams
        """;
    int hits = 0, all = 0;
    for (int k = 0; k < written.size(); k++) {
        List<String> open = new ArrayList<>();
        for (int t = 0; t + n <= expected.get(k).size(); t++)
            open.add(String.join(" ", expected.get(k).subList(t, t + n)));
        for (int t = 0; t + n <= written.get(k).size(); t++, all++)
            if (open.remove(String.join(" ", written.get(k).subList(t, t + n)))) hits++;
    }
    System.out.print(report.formatted(hits, all));
    return all > 0 ? (double) hits / all : 0;
}
// answer: right-attend-back-helper-back
// cell: hw5-7-attend-back
double[] back(double[] p, double[] dp) {
    double sun = 0;
    for (int s = 0; s < p.length; s++) sun += p[s] * dp[s];
    double[] da = new double[p.length];
    for (int s = 0; s < p.length; s++) da[s] = p[s] * (dp[s] - sun);
    return da;
}
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    double[][] dh = new double[h.length][h[0].length], de = new double[e.length][e[0].length];
    for (int t = 0; t < h.length; t++) {
        double[] dp = new double[e.length];
        for (int s = 0; s < e.length; s++) for (int j = 0; j < e[s].length; j++) dp[s] += dc[t][j] * e[s][j];
        double[] da = back(p[t], dp);
        for (int s = 0; s < e.length; s++) for (int j = 0; j < e[s].length; j++) {
            dh[t][j] += da[s] * e[s][j] / Math.sqrt(e[s].length);
            de[s][j] += p[t][s] * dc[t][j] + da[s] * h[t][j] / Math.sqrt(e[s].length);
        }
    }
    return new Gradients(dh, de);
}
