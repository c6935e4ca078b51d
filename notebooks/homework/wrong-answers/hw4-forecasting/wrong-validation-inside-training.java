// The validation rows are the last of the training rows, which keep them.
// loses: hw4-1a-split
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    int train = y.length - test;
    return new double[][] {Arrays.copyOf(y, train), Arrays.copyOfRange(y, train - validation, train),
            Arrays.copyOfRange(y, train, y.length)};
}
