// tanh around the sum, by habit; this layer has none.
// loses: hw1-5a-feedback-by-hand, hw1-5b-feedback-start
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][b.length];
    double[] last = y0;
    for (int t = 0; t < x.length; t++) {
        for (int j = 0; j < b.length; j++) {
            double a = b[j];
            for (int k = 0; k < x[t].length; k++) a += W[j][k] * x[t][k];
            for (int k = 0; k < last.length; k++) a += U[j][k] * last[k];
            y[t][j] = Math.tanh(a);
        }
        last = y[t];
    }
    return y;
}
