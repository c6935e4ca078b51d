// The padding is there and the lengths are not: every step of it counts as a word.
// loses: hw5-4a-batch, hw5-4b-batch-of-others, hw5-4d-exact-match
// cell: hw5-4-batch
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    var source = Tokens.padded(pairs.stream().map(p -> in.ids(p.english())).toList());
    var target = Tokens.sentences(pairs.stream().map(p -> out.ids(p.italian())).toList()).target();
    return new Batch(Sequence.of(source.toArray()), Sequence.of(target.toArray()));
}
