// The target has no end mark: the model never learns to stop.
// loses: hw5-4a-batch, hw5-4b-batch-of-others, hw5-4d-exact-match
// cell: hw5-4-batch
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    return new Batch(Tokens.padded(pairs.stream().map(p -> in.ids(p.english())).toList()),
            Tokens.padded(pairs.stream().map(p -> out.ids(p.italian())).toList()));
}
