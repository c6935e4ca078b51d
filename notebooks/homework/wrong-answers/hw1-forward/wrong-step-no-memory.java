// hPrev is never used: a network without a memory.
// loses: hw1-2b-memory, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++) {
        double a = b[j];
        for (int k = 0; k < x.length; k++) a += W[j][k] * x[k];
        h[j] = Math.tanh(a);
    }
    return h;
}
