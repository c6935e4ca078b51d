// The running state is kept in the caller's h_0: a second call starts somewhere else.
// loses: hw1-3b-start
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] states = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
        states[t] = step.apply(x[t], h0);
        System.arraycopy(states[t], 0, h0, 0, h0.length);
    }
    return states;
}
