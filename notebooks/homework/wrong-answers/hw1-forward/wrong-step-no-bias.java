// The bias is missing.
// loses: hw1-2a-input-and-bias, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[hPrev.length];
    for (int j = 0; j < h.length; j++) {
        double a = 0;
        for (int k = 0; k < x.length; k++) a += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) a += U[j][k] * hPrev[k];
        h[j] = Math.tanh(a);
    }
    return h;
}
