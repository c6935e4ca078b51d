// Rows are shuffled before they are parted: training days lie after the days that are judged.
// loses: hw4-1a-split
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    var shuffled = y.clone();
    var rng = new Random(1);
    for (int k = shuffled.length - 1; k > 0; k--) {
        int other = rng.nextInt(k + 1);
        double kept = shuffled[k];
        shuffled[k] = shuffled[other];
        shuffled[other] = kept;
    }
    int train = y.length - validation - test;
    return new double[][] {Arrays.copyOf(shuffled, train), Arrays.copyOfRange(shuffled, train, train + validation),
            Arrays.copyOfRange(shuffled, train + validation, y.length)};
}
