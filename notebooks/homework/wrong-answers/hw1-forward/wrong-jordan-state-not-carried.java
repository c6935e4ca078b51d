// Every day starts from s_0; only the answer is fed back.
// loses: hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] y = new double[x.length][];
    double[] said = y0;
    for (int t = 0; t < x.length; t++) {
        said = jordanOutput(net, jordanState(net, s0, said), x[t]);
        y[t] = said;
    }
    return y;
}
