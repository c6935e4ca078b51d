// One tanh for the input and one for the memory, added up.
// loses: hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++) {
        double seen = b[j], remembered = 0;
        for (int k = 0; k < x.length; k++) seen += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) remembered += U[j][k] * hPrev[k];
        h[j] = Math.tanh(seen) + Math.tanh(remembered);
    }
    return h;
}
