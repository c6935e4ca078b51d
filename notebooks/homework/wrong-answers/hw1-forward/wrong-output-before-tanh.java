// W_y and tanh in the wrong order: W_y tanh(h) + b_y.
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = new double[by.length];
    for (int j = 0; j < y.length; j++) {
        y[j] = by[j];
        for (int k = 0; k < h.length; k++) y[j] += Wy[j][k] * Math.tanh(h[k]);
    }
    return y;
}
