// exp of the logits as they are: a logit of 1000 becomes infinite.
// loses: hw5-2f-loss-of-large-logits
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    double sum = 0;
    for (int n = 0; n < lengths.length; n++) {
        for (int t = 0; t < lengths[n]; t++) {
            double all = Arrays.stream(logits[t][n]).map(Math::exp).sum();
            sum -= Math.log(Math.exp(logits[t][n][target[t][n]]) / all);
        }
    }
    return sum / Arrays.stream(lengths).sum();
}
