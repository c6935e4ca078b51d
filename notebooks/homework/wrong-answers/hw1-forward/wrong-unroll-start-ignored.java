// Starts from zeros, whatever h_0 is.
// loses: hw1-3b-start
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] states = new double[x.length][];
    double[] h = new double[h0.length];
    for (int t = 0; t < x.length; t++) {
        h = step.apply(x[t], h);
        states[t] = h;
    }
    return states;
}
