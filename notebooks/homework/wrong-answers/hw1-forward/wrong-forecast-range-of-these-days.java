// Scaled with minimum and maximum of the days to forecast instead of the training days'.
// loses: hw1-6c-today, hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    var own = new Range(Arrays.stream(tmin).min().getAsDouble(), Arrays.stream(tmin).max().getAsDouble());
    double[] x = scale(tmin, own), y = new double[x.length];
    double[] h = new double[net.b().length];
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[t]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    return unscale(y, high);
}
