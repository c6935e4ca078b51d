// The window that the direct networks read ends an hour before the origin.
// loses: hw4-5d-direct-forecast
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) {
    var window = Sequence.of(Arrays.copyOfRange(z, origin - 1 - n, origin - 1));
    double[] forecast = new double[nets.size()];
    for (int h = 0; h < forecast.length; h++) forecast[h] = nets.get(h).predict(window).get(0, 0, 0);
    return forecast;
}
