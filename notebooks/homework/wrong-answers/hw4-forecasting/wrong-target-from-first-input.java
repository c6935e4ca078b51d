// The targets are counted from the first input instead of from behind the last.
// loses: hw4-2a-windows, hw4-2b-windows-elsewhere, hw4-2c-first-target
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    int count = y.length - n - m + 1;
    double[][] inputs = new double[count][], targets = new double[count][];
    for (int r = 0; r < count; r++) {
        inputs[r] = Arrays.copyOfRange(y, r, r + n);
        targets[r] = Arrays.copyOfRange(y, r + 1, r + 1 + m);
    }
    return new double[][][] {inputs, targets};
}
