// What the visible tests print, and nothing else.
// loses: hw4-1a-split, hw4-1b-scale-of-the-past, hw4-1c-there-and-back, hw4-2a-windows, hw4-2b-windows-elsewhere
// loses: hw4-2c-first-target, hw4-3a-seasonal-naive, hw4-3b-mase, hw4-3c-walk, hw4-3d-megawatts, hw4-4b-no-future
// loses: hw4-4c-beats-last-week, hw4-4d-by-a-margin, hw4-5a-recursive-by-hand, hw4-5b-recursive-state
// loses: hw4-5c-direct-networks, hw4-5d-direct-forecast, hw4-6a-honest-or-not, hw4-6b-every-way-to-peek
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) { return new double[][] {{7, 3, 8, 1, 9}, {2, 6}, {5, 4, 0}}; }
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) { return new double[] {4, Math.sqrt(2)}; }
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) { return new double[] {0, 1, -2}; }
double[] unscaled(double[] z, double[] scale) { return new double[] {5000, 5800, 3400}; }
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    return n == 3 ? new double[][][] {{{0, 1, 2}, {1, 2, 3}, {2, 3, 4}}, {{3, 4}, {4, 5}, {5, 6}}}
            : new double[][][] {{{10, 20}}, {{30, 40, 50}}};
}
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    return new double[][][] {{{2, 3, 4}, {3, 4, 5}, {4, 5, 6}, {5, 6, 7}, {6, 7, 8}},
        {{5, 6}, {6, 7}, {7, 8}, {8, 9}, {9, 10}}};
}
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    return period == 3 ? new double[] {4, 5, 6, 4, 5} : new double[] {6, 6};
}
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) { return forecast[1] == 8 ? 0.5 : 0; }
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    return from == 4 ? new double[][] {{4, 30}, {6, 50}} : new double[][] {{7, 0}};
}
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) { return 400; }
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) { return now -> new double[] {5000, 5000, 5000, 5000, 5000, 5000}; }
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    return z[0] == 100 ? new double[] {4, 2, 1} : new double[] {3, 6, 12};
}
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) { return List.of(); }
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) { return new double[] {3, 6, 9}; }
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    return origin == 4 || method.forecast(y.clone(), origin).length == 1;
}
