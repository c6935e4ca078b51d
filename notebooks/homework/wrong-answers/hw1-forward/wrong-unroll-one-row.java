// One array for all states: in the end every row is h_T.
// loses: hw1-3a-carried, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] states = new double[x.length][];
    double[] h = h0.clone();
    for (int t = 0; t < x.length; t++) {
        double[] next = step.apply(x[t], h);
        for (int j = 0; j < h.length; j++) h[j] = next[j];
        states[t] = h;
    }
    return states;
}
