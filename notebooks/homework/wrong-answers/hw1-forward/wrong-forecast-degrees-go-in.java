// TMIN goes into the network in °C, not scaled.
// loses: hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] y = new double[tmin.length];
    double[] h = new double[net.b().length];
    for (int t = 0; t < tmin.length; t++) {
        h = elmanStep(new double[] {tmin[t]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    return unscale(y, high);
}
