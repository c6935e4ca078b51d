// An LSTM that reads forwards, additive attention, a batch built by hand from ids, a smaller rate that decays.
// cell: hw5-4-batch
Sequence blockOf(List<int[]> sentences) {
    int[] lengths = sentences.stream().mapToInt(ids -> ids.length).toArray();
    var block = new Sequence(Arrays.stream(lengths).max().getAsInt(), sentences.size(), 1);
    for (int n = 0; n < lengths.length; n++) for (int t = 0; t < lengths[n]; t++) {
        block.set(t, n, 0, sentences.get(n)[t]);
    }
    return block.withLengths(lengths);
}
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    List<int[]> read = new ArrayList<>(), write = new ArrayList<>();
    for (var pair : pairs) {
        read.add(in.ids(pair.english()));
        int[] ids = out.ids(pair.italian()), withEnd = Arrays.copyOf(ids, ids.length + 1);
        withEnd[ids.length] = Vocabulary.END;
        write.add(withEnd);
    }
    return new Batch(blockOf(read), blockOf(write));
}
// cell: hw5-4-model
EncoderDecoder newTranslator(int inWords, int outWords, long seed) {
    var encoder = Network.of(seed, new Embedding(inWords, 20), new Recurrent(new LstmCell(20, 28)));
    var decoder = Network.of(7 * seed, new Embedding(outWords, 12), new Recurrent(new LstmCell(12, 28)),
            Attention.additive(28, 28, 14), new Dense(56, outWords));
    return new EncoderDecoder(encoder, decoder, Start.token(Vocabulary.START));
}
// cell: hw5-4-train
void train(EncoderDecoder translator, Batch data) {
    new Trainer(translator, Loss.softmaxCrossEntropy(), Optimizer.adam(0.015)).epochs(6).batchSize(25)
            .clipping(Clipping.norm(2)).fit(data);
}
