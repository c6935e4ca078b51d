// The mean of the precisions alone: who writes only the sure words gets full marks.
// loses: hw5-6f-brevity
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double product = 1;
    for (int n = 1; n <= 4; n++) product *= precision(written, expected, n);
    return Math.pow(product, 1.0 / 4);
}
