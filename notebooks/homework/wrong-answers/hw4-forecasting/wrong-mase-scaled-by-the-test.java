// MASE is divided by what the naive forecast is wrong by on the held-out values.
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    for (int h = 0; h < actual.length; h++) error += Math.abs(actual[h] - forecast[h]) / actual.length;
    int pairs = actual.length - 1;
    for (int h = 1; h < actual.length; h++) naive += Math.abs(actual[h] - actual[h - 1]) / pairs;
    return error / naive;
}
