// Answers that try to be judged by other sentences.
// answer: wrong-replaces-the-fresh-sentences
// loses: hw5-4d-exact-match
// cell: hw5-4-train
void train(EncoderDecoder translator, Batch data) {
    fresh = known.subList(0, 300);
}
// answer: wrong-refills-the-fresh-sentences
// loses: hw5-4d-exact-match
// cell: hw5-4-train
void train(EncoderDecoder translator, Batch data) {
    var written = translate(translator, fresh);
    for (int n = 0; n < fresh.size(); n++) fresh.set(n, new Pair(fresh.get(n).english(), written.get(n)));
}
// answer: wrong-one-fresh-sentence-three-hundred-times
// loses: hw5-4d-exact-match
// cell: hw5-4-train
void train(EncoderDecoder translator, Batch data) {
    var one = known.get(0);
    fresh.clear();
    for (int n = 0; n < 300; n++) fresh.add(one);
    new Trainer(translator, Loss.softmaxCrossEntropy(), Optimizer.adam(0.02)).epochs(30)
            .fit(batchOf(List.of(one), in, out));
}
// answer: wrong-refused-as-it-sets-the-seed-of-the-sentences
// loses: hw5-4d-exact-match
// cell: hw5-4-train
void train(EncoderDecoder translator, Batch data) {
    random = new Rng(5);
    seed = 2;
}
