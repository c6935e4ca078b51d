// Mean and deviation are taken from all rows, the held-out ones included.
// loses: hw4-1b-scale-of-the-past
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    double mean = 0, variance = 0;
    for (double v : y) mean += v / y.length;
    for (double v : y) variance += (v - mean) * (v - mean) / y.length;
    return new double[] {mean, Math.sqrt(variance)};
}
