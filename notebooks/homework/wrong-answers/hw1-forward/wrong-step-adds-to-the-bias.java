// Right numbers, but summed up in the caller's bias: the next call starts from another b.
// loses: hw1-2d-arguments-untouched
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] a = b;
    for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < x.length; k++) a[j] += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) a[j] += U[j][k] * hPrev[k];
    }
    return Arrays.stream(a).map(Math::tanh).toArray();
}
