// Every step starts from h_0: the state is not carried.
// loses: hw1-3a-carried, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] h = new double[x.length][];
    for (int t = 0; t < x.length; t++) h[t] = step.apply(x[t], h0);
    return h;
}
