// Held-out windows begin as soon as one target is held out: the other targets are training rows.
// loses: hw4-2c-first-target
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    return windows(Arrays.copyOfRange(y, from - n - m + 1, y.length), n, m);
}
