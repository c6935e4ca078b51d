// The kit computes it: a right number, nobody's own work. Refused, with the reason, before it runs.
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    return Metrics.mase(actual, forecast, train, period);
}
