// The pre-activation is returned: no tanh.
// loses: hw1-2a-input-and-bias, hw1-2b-memory, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = b.clone();
    for (int j = 0; j < h.length; j++) {
        for (int k = 0; k < x.length; k++) h[j] += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) h[j] += U[j][k] * hPrev[k];
    }
    return h;
}
