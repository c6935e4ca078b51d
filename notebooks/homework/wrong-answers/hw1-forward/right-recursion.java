// Recursion instead of loops over time.
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] states = new double[x.length][];
    fill(step, h0, x, states, 0);
    return states;
}
void fill(BinaryOperator<double[]> step, double[] h, double[][] x, double[][] states, int t) {
    if (t == x.length) return;
    states[t] = step.apply(x[t], h);
    fill(step, states[t], x, states, t + 1);
}
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    if (x.length == 0) return x;
    double[] s1 = jordanState(net, s0, y0), y1 = jordanOutput(net, s1, x[0]);
    double[][] rest = jordanSequence(net, s1, y1, Arrays.copyOfRange(x, 1, x.length));
    return Stream.concat(Stream.of(y1), Stream.of(rest)).toArray(double[][]::new);
}
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) y[t] = answer(t + 1, y0, x, W, U, b);
    return y;
}
double[] answer(int t, double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    if (t == 0) return y0;
    double[] before = answer(t - 1, y0, x, W, U, b), y = b.clone();
    for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < x[t - 1].length; k++) y[j] += W[j][k] * x[t - 1][k];
        for (int k = 0; k < before.length; k++) y[j] += U[j][k] * before[k];
    }
    return y;
}
