// The sum is divided by T·B, padding included, as if every step were valid.
// loses: hw5-2d-loss, hw5-2e-loss-of-others
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double sum = 0;
    for (int n = 0; n < lengths.length; n++) {
        for (int t = 0; t < lengths[n]; t++) {
            double max = Arrays.stream(logits[t][n]).max().getAsDouble();
            double all = Arrays.stream(logits[t][n]).map(y -> Math.exp(y - max)).sum();
            sum += max + Math.log(all) - logits[t][n][target[t][n]];
        }
    }
    return sum / (target.length * lengths.length);
}
