// ŷ_0 is taken as 0, whatever the caller gives.
// loses: hw1-4c-jordan-start, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] y = new double[x.length][];
    double[] s = s0, said = new double[net.by().length];
    for (int t = 0; t < x.length; t++) {
        s = jordanState(net, s, said);
        said = y[t] = jordanOutput(net, s, x[t]);
    }
    return y;
}
