// The state is made of the hidden layer h_{t−1} instead of the output ŷ_{t−1}: Elman's habit.
// loses: hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] y = new double[x.length][];
    double[] s = s0, said = y0;
    for (int t = 0; t < x.length; t++) {
        s = jordanState(net, s, said);
        y[t] = jordanOutput(net, s, x[t]);
        double[] h = net.bh().clone();
        for (int j = 0; j < h.length; j++) {
            for (int k = 0; k < s.length; k++) h[j] += net.U()[j][k] * s[k];
            for (int k = 0; k < x[t].length; k++) h[j] += net.W()[j][k] * x[t][k];
            h[j] = Math.tanh(h[j]);
        }
        said = Arrays.copyOf(h, y0.length);
    }
    return y;
}
