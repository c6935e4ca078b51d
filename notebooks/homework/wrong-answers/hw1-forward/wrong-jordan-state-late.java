// The output is made from s_{t−1}: the state moves after the answer instead of before it.
// loses: hw1-4c-jordan-start, hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] y = new double[x.length][];
    double[] s = s0;
    for (int t = 0; t < x.length; t++) {
        y[t] = jordanOutput(net, s, x[t]);
        s = jordanState(net, s, y[t]);
    }
    return y;
}
