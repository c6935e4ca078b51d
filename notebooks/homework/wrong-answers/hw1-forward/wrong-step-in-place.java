// hPrev is overwritten while it is read: the second unit already sees the new first one.
// loses: hw1-2a-input-and-bias, hw1-2b-memory, hw1-2c-all-together, hw1-2d-arguments-untouched
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    for (int j = 0; j < b.length; j++) {
        double a = b[j];
        for (int k = 0; k < x.length; k++) a += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) a += U[j][k] * hPrev[k];
        hPrev[j] = Math.tanh(a);
    }
    return hPrev;
}
