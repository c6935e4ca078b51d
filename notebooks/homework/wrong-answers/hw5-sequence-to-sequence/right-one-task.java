// Right answers to one task each, as students write them.
// answer: right-ids-by-a-map
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    Map<String, Integer> place = new HashMap<>();
    for (int k = 0; k < vocabulary.size(); k++) place.putIfAbsent(vocabulary.get(k), k);
    int[] ids = new int[words.size()];
    int t = 0;
    for (String word : words) ids[t++] = place.containsKey(word) ? place.get(word) : UNKNOWN;
    return ids;
}
// answer: right-vocabulary-of-entries
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    Map<String, Long> counts = texts.stream().flatMap(List::stream)
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    List<String> kept = counts.entrySet().stream().filter(e -> e.getValue() >= least)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey).collect(Collectors.toList());
    List<String> all = new ArrayList<>(MARKS);
    for (String word : kept) all.add(word);
    return all;
}
// answer: right-match-with-a-break
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    double hits = 0;
    sentences:
    for (int n = 0; n < written.size(); n++) {
        if (written.get(n).size() != expected.get(n).size()) continue;
        for (int t = 0; t < written.get(n).size(); t++)
            if (!written.get(n).get(t).equals(expected.get(n).get(t))) continue sentences;
        hits++;
    }
    return hits / written.size();
}
// answer: right-bleu-by-logarithms
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double mean = 0;
    for (int n = 1; n <= 4; n++) {
        double p = precision(written, expected, n);
        if (p == 0) return 0;
        mean += Math.log(p) / 4;
    }
    int c = written.stream().mapToInt(List::size).sum(), r = expected.stream().mapToInt(List::size).sum();
    return c >= r ? Math.exp(mean) : Math.exp(1 - (double) r / c + mean);
}
