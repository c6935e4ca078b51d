// The precisions are added and divided by four, where their fourth root belongs.
// loses: hw5-6d-bleu, hw5-6e-bleu-of-others
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double sum = 0, c = 0, r = 0;
    for (int n = 1; n <= 4; n++) sum += precision(written, expected, n);
    for (var sentence : written) c += sentence.size();
    for (var sentence : expected) r += sentence.size();
    return Math.min(1, Math.exp(1 - r / c)) * sum / 4;
}
