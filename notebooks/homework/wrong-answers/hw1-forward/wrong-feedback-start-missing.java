// At t = 0 nothing is fed back, so the given ŷ_0 plays no role.
// loses: hw1-5b-feedback-start
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][b.length];
    for (int t = 0; t < x.length; t++)
        for (int j = 0; j < b.length; j++) {
            y[t][j] = b[j];
            for (int k = 0; k < x[t].length; k++) y[t][j] += W[j][k] * x[t][k];
            if (t > 0) for (int k = 0; k < b.length; k++) y[t][j] += U[j][k] * y[t - 1][k];
        }
    return y;
}
