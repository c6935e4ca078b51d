// Wrong answers by kind: one off, identity, what is given or kept from the last call, wrong axis, integers, constants.
// answer: wrong-vocabulary-more-than-least
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    var counts = new TreeMap<String, Integer>();
    for (var text : texts) for (var word : text) counts.merge(word, 1, Integer::sum);
    var words = new ArrayList<>(counts.keySet());
    words.removeIf(word -> counts.get(word) <= least);
    words.sort((u, v) -> counts.get(v) - counts.get(u));
    words.addAll(0, MARKS);
    return words;
}
// answer: wrong-vocabulary-of-texts-not-words
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    var counts = new TreeMap<String, Integer>();
    for (var text : texts) for (var word : new HashSet<>(text)) counts.merge(word, 1, Integer::sum);
    var words = new ArrayList<>(counts.keySet());
    words.removeIf(word -> counts.get(word) < least);
    words.sort((u, v) -> counts.get(v) - counts.get(u));
    words.addAll(0, MARKS);
    return words;
}
// answer: wrong-vocabulary-grows-from-call-to-call
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
TreeMap<String, Integer> countsOfAll = new TreeMap<>();
List<String> vocabularyOf(List<List<String>> texts, int least) {
    for (var text : texts) for (var word : text) countsOfAll.merge(word, 1, Integer::sum);
    var words = new ArrayList<>(countsOfAll.keySet());
    words.removeIf(word -> countsOfAll.get(word) < least);
    words.sort((u, v) -> countsOfAll.get(v) - countsOfAll.get(u));
    words.addAll(0, MARKS);
    return words;
}
// answer: wrong-ids-of-words-that-begin-alike
// loses: hw5-1b-ids
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    return words.stream().mapToInt(w -> {
        for (int k = 0; k < vocabulary.size(); k++) if (vocabulary.get(k).startsWith(w)) return k;
        return UNKNOWN;
    }).toArray();
}
// answer: wrong-ids-learns-unknown-words
// loses: hw5-1b-ids
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    var mine = new ArrayList<>(vocabulary);
    return words.stream().mapToInt(w -> {
        if (!mine.contains(w)) mine.add(w);
        return mine.indexOf(w) < vocabulary.size() ? mine.indexOf(w) : mine.indexOf(w) == vocabulary.size() ? UNKNOWN
                : mine.indexOf(w) - 1;
    }).toArray();
}
// answer: wrong-words-end-is-a-word
// loses: hw5-1c-words-again
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    var words = new ArrayList<String>();
    for (int id : ids) {
        if (id != PAD && id != START) words.add(vocabulary.get(id));
        if (id == END) break;
    }
    return words;
}
// answer: wrong-words-unknown-left-out
// loses: hw5-1c-words-again
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    var words = new ArrayList<String>();
    for (int id : ids) {
        if (id == END) break;
        if (id > END) words.add(vocabulary.get(id));
    }
    return words;
}
// answer: wrong-padded-to-three
// loses: hw5-2a-padded
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    int[][] block = new int[3][sentences.size()];
    for (int n = 0; n < sentences.size(); n++)
        for (int t = 0; t < Math.min(3, sentences.get(n).length); t++) block[t][n] = sentences.get(n)[t];
    return block;
}
// answer: wrong-padded-sorted-by-length
// loses: hw5-2a-padded
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    var some = new ArrayList<>(sentences);
    some.sort((u, v) -> v.length - u.length);
    int[][] block = new int[some.get(0).length][some.size()];
    for (int n = 0; n < some.size(); n++) for (int t = 0; t < some.get(n).length; t++) block[t][n] = some.get(n)[t];
    return block;
}
// answer: wrong-mask-wrong-axis
// loses: hw5-2b-mask
// cell: hw5-2-mask
boolean[][] maskOf(int[] lengths) {
    int T = Arrays.stream(lengths).max().getAsInt();
    boolean[][] mask = new boolean[lengths.length][T];
    for (int n = 0; n < lengths.length; n++) for (int t = 0; t < lengths[n]; t++) mask[n][t] = true;
    return mask;
}
// answer: wrong-mask-sorts-the-lengths
// loses: hw5-2b-mask
// cell: hw5-2-mask
boolean[][] maskOf(int[] lengths) {
    int[] as = lengths.clone();
    Arrays.sort(lengths);
    boolean[][] mask = new boolean[lengths[lengths.length - 1]][lengths.length];
    for (int t = 0; t < mask.length; t++) for (int n = 0; n < as.length; n++) mask[t][n] = t < as[n];
    return mask;
}
// answer: wrong-shifted-two-words
// loses: hw5-2c-shifted
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) { return new int[] {START, ids[0], ids[ids.length - 1]}; }
int[] decoderWrites(int[] ids) { return new int[] {ids[0], ids[ids.length - 1], END}; }
// answer: wrong-shifted-in-place
// loses: hw5-2c-shifted
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) {
    int[] reads = new int[ids.length + 1];
    reads[0] = START;
    for (int t = 0; t < ids.length; t++) reads[t + 1] = ids[t];
    return reads;
}
int[] decoderWrites(int[] ids) {
    int[] writes = Arrays.copyOf(ids, ids.length + 1);
    writes[ids.length] = END;
    if (ids.length > 2) ids[ids.length - 1] = END;
    return writes;
}
// answer: wrong-loss-mean-of-means
// loses: hw5-2d-loss, hw5-2e-loss-of-others
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double all = 0;
    for (int n = 0; n < lengths.length; n++) {
        double sum = 0;
        for (int t = 0; t < lengths[n]; t++) {
            double[] y = logits[t][n];
            double max = Arrays.stream(y).max().getAsDouble();
            sum += max + Math.log(Arrays.stream(y).map(v -> Math.exp(v - max)).sum()) - y[target[t][n]];
        }
        all += sum / lengths[n];
    }
    return all / lengths.length;
}
// answer: wrong-loss-in-bits
// loses: hw5-2d-loss, hw5-2e-loss-of-others, hw5-2f-loss-of-large-logits
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double sum = 0;
    int valid = 0;
    for (int n = 0; n < lengths.length; n++) for (int t = 0; t < lengths[n]; t++, valid++) {
        double[] y = logits[t][n];
        double max = Arrays.stream(y).max().getAsDouble();
        sum += max + Math.log(Arrays.stream(y).map(v -> Math.exp(v - max)).sum()) - y[target[t][n]];
    }
    return sum / valid / Math.log(2);
}
// answer: wrong-loss-floor-under-the-probability
// loses: hw5-2f-loss-of-large-logits
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double sum = 0;
    int valid = 0;
    for (int n = 0; n < lengths.length; n++) for (int t = 0; t < lengths[n]; t++, valid++) {
        double[] y = logits[t][n];
        double max = Arrays.stream(y).max().getAsDouble();
        double p = Math.exp(y[target[t][n]] - max) / Arrays.stream(y).map(v -> Math.exp(v - max)).sum();
        sum -= Math.log(Math.max(p, 1e-12));
    }
    return sum / valid;
}
// answer: wrong-softmax-only-the-words
// loses: hw5-3b-softmax-and-padding, hw5-3f-attend-and-padding
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double max = Arrays.stream(scores, 0, length).max().getAsDouble();
    double sum = Arrays.stream(scores, 0, length).map(v -> Math.exp(v - max)).sum();
    return Arrays.stream(scores, 0, length).map(v -> Math.exp(v - max) / sum).toArray();
}
// answer: wrong-softmax-largest-of-all
// loses: hw5-3b-softmax-and-padding
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double max = Arrays.stream(scores).max().getAsDouble(), sum = 0;
    double[] p = new double[scores.length];
    for (int s = 0; s < length; s++) sum += p[s] = Math.exp(scores[s] - max);
    for (int s = 0; s < length; s++) p[s] /= sum;
    return p;
}
// answer: wrong-softmax-in-place
// loses: hw5-3a-softmax, hw5-3b-softmax-and-padding
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double max = Arrays.stream(scores, 0, length).max().getAsDouble(), sum = 0;
    for (int s = 0; s < length; s++) sum += scores[s] = Math.exp(scores[s] - max);
    for (int s = 0; s < scores.length; s++) scores[s] = s < length ? scores[s] / sum : 0;
    return scores;
}
// answer: wrong-softmax-of-one-word
// loses: hw5-3a-softmax, hw5-3b-softmax-and-padding, hw5-3f-attend-and-padding
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double[] p = new double[scores.length];
    if (length == 1) return p;
    double max = Arrays.stream(scores, 0, length).max().getAsDouble(), sum = 0;
    for (int s = 0; s < length; s++) sum += p[s] = Math.exp(scores[s] - max);
    for (int s = 0; s < length; s++) p[s] /= sum;
    return p;
}
// answer: wrong-attend-root-of-the-steps
// loses: hw5-3d-attend, hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    double[][] p = new double[h.length][], c = new double[h.length][h[0].length];
    for (int t = 0; t < h.length; t++) {
        double[] scores = new double[e.length];
        for (int s = 0; s < e.length; s++) {
            for (int j = 0; j < h[t].length; j++) scores[s] += h[t][j] * e[s][j];
            scores[s] /= Math.sqrt(h.length + 2);
        }
        p[t] = softmax(scores, length);
        for (int s = 0; s < length; s++) for (int j = 0; j < c[t].length; j++) c[t][j] += p[t][s] * e[s][j];
    }
    return new Attended(p, c);
}
// answer: wrong-attend-contexts-of-the-decoder
// loses: hw5-3d-attend, hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    double[][] p = new double[h.length][], c = new double[h.length][h[0].length];
    for (int t = 0; t < h.length; t++) {
        double[] scores = new double[e.length];
        for (int s = 0; s < e.length; s++)
            for (int j = 0; j < h[t].length; j++) scores[s] += h[t][j] * e[s][j] / Math.sqrt(h[t].length);
        p[t] = softmax(scores, length);
        for (int s = 0; s < Math.min(length, h.length); s++)
            for (int j = 0; j < c[t].length; j++) c[t][j] += p[t][s] * h[s][j];
    }
    return new Attended(p, c);
}
// answer: wrong-attend-scales-what-is-given
// loses: hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    int H = h[0].length;
    for (double[] row : h) for (int j = 0; j < H; j++) row[j] /= Math.sqrt(H);
    double[][] p = new double[h.length][], c = new double[h.length][H];
    for (int t = 0; t < h.length; t++) {
        double[] scores = new double[e.length];
        for (int s = 0; s < e.length; s++) for (int j = 0; j < H; j++) scores[s] += h[t][j] * e[s][j];
        p[t] = softmax(scores, length);
        for (int s = 0; s < length; s++) for (int j = 0; j < H; j++) c[t][j] += p[t][s] * e[s][j];
    }
    return new Attended(p, c);
}
// answer: wrong-batch-source-and-target-exchanged
// loses: hw5-4a-batch, hw5-4b-batch-of-others, hw5-4d-exact-match
// cell: hw5-4-batch
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    var source = Tokens.padded(pairs.stream().map(p -> in.ids(p.english())).toList());
    var target = Tokens.sentences(pairs.stream().map(p -> out.ids(p.italian())).toList()).input();
    return new Batch(source, target);
}
// answer: wrong-likeliest-keeps-the-order-of-the-ids
// loses: hw5-5a-likeliest, hw5-5b-likeliest-of-others
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    var all = new ArrayList<Prefix>();
    for (var p : alive) {
        double[] logP = next.apply(p.ids());
        for (int k = 0; k < logP.length; k++) {
            var ids = new ArrayList<>(p.ids());
            ids.add(k);
            all.add(new Prefix(ids, p.logP() + logP[k]));
        }
    }
    var best = all.stream().sorted(Comparator.comparingDouble(p -> -p.logP())).limit(width).toList();
    return all.stream().filter(best::contains).toList();
}
// answer: wrong-likeliest-of-the-last-word
// loses: hw5-5a-likeliest, hw5-5b-likeliest-of-others, hw5-5c-beam, hw5-5d-beam-in-another-language, hw5-5e-ended
// loses: hw5-5f-ended-in-a-network
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    var all = new ArrayList<Prefix>();
    for (var p : alive) {
        double[] logP = next.apply(p.ids());
        for (int k = 0; k < logP.length; k++) {
            var ids = new ArrayList<>(p.ids());
            ids.add(k);
            all.add(new Prefix(ids, logP[k]));
        }
    }
    all.sort(Comparator.comparingDouble(p -> -p.logP()));
    return all.subList(0, Math.min(width, all.size()));
}
// answer: wrong-beam-one-step-too-many
// loses: hw5-5c-beam, hw5-5d-beam-in-another-language, hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    var found = new ArrayList<Prefix>();
    List<Prefix> alive = List.of(new Prefix(List.of(), 0));
    for (int t = 0; t <= longest && !alive.isEmpty(); t++) {
        var kept = likeliest(alive, next, width);
        alive = new ArrayList<>();
        for (var p : kept) (p.ended() ? found : alive).add(p);
    }
    found.addAll(alive);
    found.sort(Comparator.comparingDouble(p -> -p.logP() / Math.pow(p.ids().size(), a)));
    return found;
}
// answer: wrong-beam-drops-what-is-alive
// loses: hw5-5d-beam-in-another-language, hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    var found = new ArrayList<Prefix>();
    List<Prefix> alive = List.of(new Prefix(List.of(), 0));
    for (int t = 0; t < longest && !alive.isEmpty(); t++) {
        var kept = likeliest(alive, next, width);
        alive = new ArrayList<>();
        for (var p : kept) (p.ended() ? found : alive).add(p);
    }
    if (found.isEmpty()) found.addAll(alive);
    found.sort(Comparator.comparingDouble(p -> -p.logP() / Math.pow(p.ids().size(), a)));
    return found;
}
// answer: wrong-beam-length-without-the-end
// loses: hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    var found = new ArrayList<Prefix>();
    List<Prefix> alive = List.of(new Prefix(List.of(), 0));
    for (int t = 0; t < longest && !alive.isEmpty(); t++) {
        var kept = likeliest(alive, next, width);
        alive = new ArrayList<>();
        for (var p : kept) (p.ended() ? found : alive).add(p);
    }
    found.addAll(alive);
    found.sort(Comparator.comparingDouble(p -> -p.logP()
            / Math.pow(Math.max(1, p.ids().size() - (p.ended() ? 1 : 0)), a)));
    return found;
}
// answer: wrong-match-of-integers
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    int right = 0;
    for (int n = 0; n < written.size(); n++) if (written.get(n).equals(expected.get(n))) right++;
    return right / written.size();
}
// answer: wrong-match-by-sets-of-words
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    int right = 0;
    for (int n = 0; n < written.size(); n++)
        if (new HashSet<>(written.get(n)).equals(new HashSet<>(expected.get(n)))) right++;
    return 1.0 * right / written.size();
}
// answer: wrong-match-by-identity
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    double right = 0;
    for (int n = 0; n < written.size(); n++) {
        boolean same = written.get(n).size() == expected.get(n).size();
        for (int t = 0; same && t < written.get(n).size(); t++) same = written.get(n).get(t) == expected.get(n).get(t);
        if (same) right++;
    }
    return right / written.size();
}
// answer: wrong-match-up-to-the-shorter-one
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    double right = 0;
    for (int n = 0; n < written.size(); n++) {
        int length = Math.min(written.get(n).size(), expected.get(n).size());
        if (written.get(n).subList(0, length).equals(expected.get(n).subList(0, length))) right++;
    }
    return right / written.size();
}
// answer: wrong-match-ignores-capitals
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    double right = 0;
    for (int n = 0; n < written.size(); n++)
        if (String.join(" ", written.get(n)).equalsIgnoreCase(String.join(" ", expected.get(n)))) right++;
    return right / written.size();
}
// answer: wrong-precision-mean-of-sentences
// loses: hw5-6b-precision, hw5-6c-precision-of-others, hw5-6e-bleu-of-others
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    double sum = 0;
    for (int k = 0; k < written.size(); k++) {
        var open = new ArrayList<List<String>>();
        for (int t = 0; t + n <= expected.get(k).size(); t++) open.add(expected.get(k).subList(t, t + n));
        int hits = 0, all = 0;
        for (int t = 0; t + n <= written.get(k).size(); t++, all++)
            if (open.remove(written.get(k).subList(t, t + n))) hits++;
        sum += all == 0 ? 0 : 1.0 * hits / all;
    }
    return sum / written.size();
}
// answer: wrong-precision-any-sentence
// loses: hw5-6c-precision-of-others, hw5-6e-bleu-of-others
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    int hits = 0, all = 0;
    var open = new ArrayList<List<String>>();
    for (var there : expected) for (int t = 0; t + n <= there.size(); t++) open.add(there.subList(t, t + n));
    for (var said : written) for (int t = 0; t + n <= said.size(); t++, all++)
        if (open.remove(said.subList(t, t + n))) hits++;
    return all == 0 ? 0 : 1.0 * hits / all;
}
// answer: wrong-precision-recall
// loses: hw5-6b-precision, hw5-6c-precision-of-others, hw5-6e-bleu-of-others, hw5-6f-brevity
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    int hits = 0, all = 0;
    for (int k = 0; k < written.size(); k++) {
        var open = new ArrayList<List<String>>();
        for (int t = 0; t + n <= expected.get(k).size(); t++, all++) open.add(expected.get(k).subList(t, t + n));
        for (int t = 0; t + n <= written.get(k).size(); t++) if (open.remove(written.get(k).subList(t, t + n))) hits++;
    }
    return all == 0 ? 0 : 1.0 * hits / all;
}
// answer: wrong-precision-last-gram-left-out
// loses: hw5-6c-precision-of-others, hw5-6d-bleu, hw5-6e-bleu-of-others, hw5-6f-brevity
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    int hits = 0, all = 0;
    for (int k = 0; k < written.size(); k++) {
        var open = new ArrayList<List<String>>();
        for (int t = 0; t + n < expected.get(k).size() + (n == 1 ? 1 : 0); t++)
            open.add(expected.get(k).subList(t, t + n));
        for (int t = 0; t + n <= written.get(k).size(); t++, all++)
            if (open.remove(written.get(k).subList(t, t + n))) hits++;
    }
    return all == 0 ? 0 : 1.0 * hits / all;
}
// answer: wrong-bleu-three-grams
// loses: hw5-6d-bleu, hw5-6e-bleu-of-others
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double product = 1, c = 0, r = 0;
    for (int n = 1; n <= 3; n++) product *= precision(written, expected, n);
    for (var sentence : written) c += sentence.size();
    for (var sentence : expected) r += sentence.size();
    return Math.min(1, Math.exp(1 - r / c)) * Math.pow(product, 1.0 / 3);
}
// answer: wrong-bleu-lengths-as-integers
// loses: hw5-6f-brevity
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double product = 1;
    int c = 0, r = 0;
    for (int n = 1; n <= 4; n++) product *= precision(written, expected, n);
    for (var sentence : written) c += sentence.size();
    for (var sentence : expected) r += sentence.size();
    return Math.min(1, Math.exp(1 - r / c)) * Math.pow(product, 1.0 / 4);
}
// answer: wrong-bleu-smoothed
// loses: hw5-6e-bleu-of-others
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double log = 0, c = 0, r = 0;
    for (int n = 1; n <= 4; n++) log += Math.log(Math.max(precision(written, expected, n), 1e-9)) / 4;
    for (var sentence : written) c += sentence.size();
    for (var sentence : expected) r += sentence.size();
    return Math.min(1, Math.exp(1 - r / c)) * Math.exp(log);
}
// answer: wrong-attend-back-no-root
// loses: hw5-7b-attend-back-of-others
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    int T = h.length, S = e.length, H = h[0].length;
    double[][] dh = new double[T][H], de = new double[S][H];
    for (int t = 0; t < T; t++) {
        double[] dp = new double[S];
        double mean = 0;
        for (int s = 0; s < S; s++) {
            for (int j = 0; j < H; j++) dp[s] += dc[t][j] * e[s][j];
            mean += p[t][s] * dp[s];
        }
        for (int s = 0; s < S; s++) for (int j = 0; j < H; j++) {
            double da = p[t][s] * (dp[s] - mean);
            dh[t][j] += da * e[s][j];
            de[s][j] += p[t][s] * dc[t][j] + da * h[t][j];
        }
    }
    return new Gradients(dh, de);
}
// answer: wrong-attend-back-only-through-the-contexts
// loses: hw5-7a-attend-back, hw5-7b-attend-back-of-others
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    int T = h.length, S = e.length, H = h[0].length;
    double[][] dh = new double[T][H], de = new double[S][H];
    for (int t = 0; t < T; t++) {
        double[] dp = new double[S];
        double mean = 0;
        for (int s = 0; s < S; s++) {
            for (int j = 0; j < H; j++) dp[s] += dc[t][j] * e[s][j];
            mean += p[t][s] * dp[s];
        }
        for (int s = 0; s < S; s++) for (int j = 0; j < H; j++) {
            dh[t][j] += p[t][s] * (dp[s] - mean) / Math.sqrt(H) * e[s][j];
            de[s][j] += p[t][s] * dc[t][j];
        }
    }
    return new Gradients(dh, de);
}
// answer: wrong-attend-back-clears-dc
// loses: hw5-7b-attend-back-of-others
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    int T = h.length, S = e.length, H = h[0].length;
    double[][] dh = new double[T][H], de = new double[S][H];
    for (int t = 0; t < T; t++) {
        double[] dp = new double[S];
        double mean = 0;
        for (int s = 0; s < S; s++) {
            for (int j = 0; j < H; j++) dp[s] += dc[t][j] * e[s][j];
            mean += p[t][s] * dp[s];
        }
        for (int s = 0; s < S; s++) for (int j = 0; j < H; j++) {
            double da = p[t][s] * (dp[s] - mean) / Math.sqrt(H);
            dh[t][j] += da * e[s][j];
            de[s][j] += p[t][s] * dc[t][j] + da * h[t][j];
        }
        Arrays.fill(dc[t], 0);
    }
    return new Gradients(dh, de);
}
