// The output without its tanh.
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = by.clone();
    for (int j = 0; j < y.length; j++)
        for (int k = 0; k < h.length; k++) y[j] += Wy[j][k] * h[k];
    return y;
}
