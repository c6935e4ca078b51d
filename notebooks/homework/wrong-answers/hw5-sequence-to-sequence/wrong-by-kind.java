// Wrong answers by kind: membership instead of position; identity; capitals; what is given is overwritten.
// answer: wrong-match-anywhere
// loses: hw5-6a-exact-match
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    return (double) written.stream().filter(expected::contains).count() / written.size();
}
// answer: wrong-words-by-identity
// loses: hw5-1b-ids
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    int[] ids = new int[words.size()];
    Arrays.fill(ids, UNKNOWN);
    for (int t = 0; t < ids.length; t++)
        for (int k = 0; k < vocabulary.size(); k++) if (vocabulary.get(k) == words.get(t)) ids[t] = k;
    return ids;
}
// answer: wrong-counts-by-identity
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    Map<String, Integer> counts = new HashMap<>();
    for (var text : texts) for (var word : text) counts.merge(word, 1, Integer::sum);
    var words = new ArrayList<String>();
    for (var e : counts.entrySet()) if (e.getValue() >= least) words.add(e.getKey());
    words.sort((u, v) -> counts.get(u) == counts.get(v) ? u.compareTo(v) : counts.get(u) > counts.get(v) ? -1 : 1);
    var all = new ArrayList<>(MARKS);
    all.addAll(words);
    return all;
}
// answer: wrong-alphabet-without-capitals
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    Map<String, Integer> counts = new TreeMap<>();
    for (var text : texts) for (var word : text) counts.merge(word, 1, Integer::sum);
    var words = new ArrayList<>(counts.keySet());
    words.removeIf(word -> counts.get(word) < least);
    words.sort(Comparator.comparing((String w) -> -counts.get(w)).thenComparing(String.CASE_INSENSITIVE_ORDER));
    words.addAll(0, MARKS);
    return words;
}
// answer: wrong-ids-overwritten
// loses: hw5-1c-words-again
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    Arrays.sort(ids, 0, 0);
    var words = new ArrayList<String>();
    for (int t = 0; t < ids.length && ids[t] != END; t++) {
        if (ids[t] != PAD && ids[t] != START) words.add(vocabulary.get(ids[t]));
        ids[t] = PAD;
    }
    return words;
}
// answer: wrong-loss-clears-the-target
// loses: hw5-2e-loss-of-others
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double sum = 0;
    int valid = 0;
    for (int n = 0; n < lengths.length; n++) for (int t = 0; t < lengths[n]; t++, valid++) {
        double[] y = logits[t][n];
        double max = Arrays.stream(y).max().getAsDouble();
        sum += max + Math.log(Arrays.stream(y).map(v -> Math.exp(v - max)).sum()) - y[target[t][n]];
        target[t][n] = 0;
    }
    return sum / valid;
}
