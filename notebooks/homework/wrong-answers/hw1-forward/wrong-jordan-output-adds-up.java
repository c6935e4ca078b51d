// Sums in the network's own biases: the second call starts from what the first one left.
// loses: hw1-4b-jordan-output, hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-output
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    double[] h = net.bh(), y = net.by();
    for (int j = 0; j < h.length; j++) {
        for (int k = 0; k < s.length; k++) h[j] += net.U()[j][k] * s[k];
        for (int k = 0; k < x.length; k++) h[j] += net.W()[j][k] * x[k];
        h[j] = Math.tanh(h[j]);
    }
    for (int j = 0; j < y.length; j++)
        for (int k = 0; k < h.length; k++) y[j] += net.V()[j][k] * h[k];
    return y;
}
