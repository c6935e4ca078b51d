// Stores the state before the step: h_0 to h_{T−1} instead of h_1 to h_T.
// loses: hw1-3a-carried, hw1-3b-start, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] states = new double[x.length][];
    double[] h = h0;
    for (int t = 0; t < x.length; t++) {
        states[t] = h;
        h = step.apply(x[t], h);
    }
    return states;
}
