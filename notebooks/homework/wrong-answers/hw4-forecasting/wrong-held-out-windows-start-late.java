// Held-out windows are cut from the held-out rows alone: their first n hours are never forecast.
// loses: hw4-2c-first-target
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    return windows(Arrays.copyOfRange(y, from, y.length), n, m);
}
