// Scaled back with TMIN's range.
// loses: hw1-6b-degrees, hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] x = scale(tmin, low), y = new double[x.length];
    double[] h = new double[net.b().length];
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[t]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    return unscale(y, low);
}
