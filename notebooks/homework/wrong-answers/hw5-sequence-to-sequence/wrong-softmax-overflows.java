// The largest score is not subtracted: e^1000 is infinite, and infinite by infinite is NaN.
// loses: hw5-3c-softmax-of-large-scores
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    var p = new double[scores.length];
    double sum = 0;
    for (int s = 0; s < length; s++) sum += p[s] = Math.exp(scores[s]);
    for (int s = 0; s < length; s++) p[s] /= sum;
    return p;
}
