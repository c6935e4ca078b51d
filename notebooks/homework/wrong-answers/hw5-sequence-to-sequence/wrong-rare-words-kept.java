// Sorted by frequency, but the least count is forgotten: rare words stay in.
// loses: hw5-1a-vocabulary
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    var counts = new TreeMap<String, Integer>();
    for (var text : texts) for (var word : text) counts.merge(word, 1, Integer::sum);
    var words = new ArrayList<>(counts.keySet());
    words.sort((u, v) -> counts.get(v) - counts.get(u));
    var vocabulary = new ArrayList<>(MARKS);
    vocabulary.addAll(words);
    return vocabulary;
}
