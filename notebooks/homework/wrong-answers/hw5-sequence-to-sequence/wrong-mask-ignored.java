// The softmax runs over all scores: the padding gets a part of the attention.
// loses: hw5-3b-softmax-and-padding, hw5-3f-attend-and-padding
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double max = Arrays.stream(scores).max().getAsDouble();
    double sum = 0;
    var p = new double[scores.length];
    for (int s = 0; s < scores.length; s++) sum += p[s] = Math.exp(scores[s] - max);
    for (int s = 0; s < scores.length; s++) p[s] /= sum;
    return p;
}
