// Streams instead of loops, other names, and a recursive forecast that reads its grown window again each time.
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    int[] border = {0, y.length - validation - test, y.length - test, y.length};
    return IntStream.range(0, 3).mapToObj(k -> Arrays.stream(y, border[k], border[k + 1]).toArray())
            .toArray(double[][]::new);
}
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    var known = Arrays.stream(y).limit(train).boxed().toList();
    double centre = known.stream().mapToDouble(v -> v).average().orElseThrow();
    double spread = known.stream().mapToDouble(v -> Math.pow(v - centre, 2)).average().orElseThrow();
    return new double[] {centre, Math.sqrt(spread)};
}
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    Function<Integer, double[][]> cut = offset -> IntStream.rangeClosed(0, y.length - n - m)
            .mapToObj(r -> Arrays.copyOfRange(y, r + offset, r + (offset == 0 ? n : offset + m)))
            .toArray(double[][]::new);
    return new double[][][] {cut.apply(0), cut.apply(n)};
}
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    var all = windows(y, n, m);
    return Arrays.stream(all).map(rows -> Arrays.stream(rows).skip(from - n).toArray(double[][]::new))
            .toArray(double[][][]::new);
}
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    return IntStream.range(0, steps).mapToDouble(h -> past[past.length - period + h % period]).toArray();
}
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    return IntStream.range(0, actual.length).mapToDouble(h -> Math.abs(actual[h] - forecast[h])).average().getAsDouble()
            / IntStream.range(period, train.length).mapToDouble(t -> Math.abs(train[t] - train[t - period]))
                    .average().getAsDouble();
}
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    return IntStream.iterate(from, origin -> origin + steps <= y.length, origin -> origin + every)
            .mapToObj(origin -> forecaster.apply(Arrays.stream(y, 0, origin).toArray())).toArray(double[][]::new);
}
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var known = new ArrayList<>(Arrays.stream(z, origin - n, origin).boxed().toList());
    for (int h = 0; h < steps; h++) {
        var answer = net.predict(Sequence.of(known.stream().mapToDouble(v -> v).toArray()));
        known.add(answer.get(answer.steps() - 1, 0, 0));
    }
    return known.stream().skip(n).mapToDouble(v -> v).toArray();
}
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) {
    return nets.stream().map(net -> net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin))))
            .mapToDouble(answer -> answer.get(answer.steps() - 1, 0, 0)).toArray();
}
