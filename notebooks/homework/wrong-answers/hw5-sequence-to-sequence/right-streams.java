// Streams all the way.
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    var counts = texts.stream().flatMap(List::stream)
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    var frequentFirst = Map.Entry.<String, Long>comparingByValue().reversed()
            .thenComparing(Map.Entry.comparingByKey());
    var words = counts.entrySet().stream().filter(entry -> entry.getValue() >= least).sorted(frequentFirst)
            .map(Map.Entry::getKey);
    return Stream.concat(MARKS.stream(), words).toList();
}
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    return words.stream().mapToInt(vocabulary::indexOf).map(id -> id < 0 ? UNKNOWN : id).toArray();
}
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    return Arrays.stream(ids).takeWhile(id -> id != END).filter(id -> id != PAD && id != START)
            .mapToObj(vocabulary::get).toList();
}
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    int T = sentences.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    return IntStream.range(0, T).mapToObj(t -> sentences.stream()
            .mapToInt(ids -> t < ids.length ? ids[t] : PAD).toArray()).toArray(int[][]::new);
}
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) {
    return IntStream.concat(IntStream.of(START), Arrays.stream(ids)).toArray();
}
int[] decoderWrites(int[] ids) {
    return IntStream.concat(Arrays.stream(ids), IntStream.of(END)).toArray();
}
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    return IntStream.range(0, written.size()).mapToDouble(n -> written.get(n).equals(expected.get(n)) ? 1 : 0)
            .average().orElse(0);
}
// cell: hw5-6-precision
Map<List<String>, Long> grams(List<String> words, int n) {
    return IntStream.rangeClosed(0, words.size() - n).mapToObj(t -> List.copyOf(words.subList(t, t + n)))
            .collect(Collectors.groupingBy(gram -> gram, Collectors.counting()));
}
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    long all = written.stream().mapToLong(words -> Math.max(0, words.size() - n + 1)).sum();
    long matched = IntStream.range(0, written.size()).mapToLong(k -> {
        var there = grams(expected.get(k), n);
        return grams(written.get(k), n).entrySet().stream()
                .mapToLong(gram -> Math.min(gram.getValue(), there.getOrDefault(gram.getKey(), 0L))).sum();
    }).sum();
    return all == 0 ? 0 : (double) matched / all;
}
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double meanLog = IntStream.rangeClosed(1, 4).mapToDouble(n -> Math.log(precision(written, expected, n)))
            .average().getAsDouble();                               // log 0 = −∞, and e to that is 0
    double c = written.stream().mapToInt(List::size).sum(), r = expected.stream().mapToInt(List::size).sum();
    return Math.exp(meanLog + Math.min(0, 1 - r / c));
}
