// One array for ŷ: the second output already hears the first one of the same step.
// loses: hw1-5b-feedback-start
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] all = new double[x.length][];
    double[] y = y0.clone();
    for (int t = 0; t < x.length; t++) {
        for (int j = 0; j < b.length; j++) {
            double a = b[j];
            for (int k = 0; k < x[t].length; k++) a += W[j][k] * x[t][k];
            for (int k = 0; k < y.length; k++) a += U[j][k] * y[k];
            y[j] = a;
        }
        all[t] = y.clone();
    }
    return all;
}
