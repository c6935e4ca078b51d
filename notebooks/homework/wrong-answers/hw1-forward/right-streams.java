// Streams and a matrix-vector product of one's own.
// cell: hw1-1-shapes
int[][] elmanShapes(int D, int H, int O) {
    return Stream.of("H D", "H H", "H 1", "O H", "O 1")
            .map(names -> names.replace("D", "" + D).replace("H", "" + H).replace("O", "" + O))
            .map(sizes -> Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray())
            .toArray(int[][]::new);
}
// cell: hw1-1-elman-count
int elmanParameters(int D, int H, int O) {
    return Arrays.stream(elmanShapes(D, H, O)).mapToInt(shape -> shape[0] * shape[1]).sum();
}
// cell: hw1-2-elman-step
double dot(double[] row, double[] v) {
    return IntStream.range(0, v.length).mapToDouble(k -> row[k] * v[k]).sum();
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    return IntStream.range(0, b.length)
            .mapToDouble(j -> Math.tanh(dot(W[j], x) + dot(U[j], hPrev) + b[j])).toArray();
}
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    return IntStream.range(0, by.length).mapToDouble(j -> dot(Wy[j], h) + by[j]).map(Math::tanh).toArray();
}
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    var states = new ArrayList<>(List.of(h0));
    Arrays.stream(x).forEach(xt -> states.add(step.apply(xt, states.get(states.size() - 1))));
    return states.stream().skip(1).toArray(double[][]::new);
}
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    return IntStream.range(0, net.bs().length)
            .mapToDouble(j -> dot(net.Wss()[j], sPrev) + dot(net.Wsy()[j], yPrev) + net.bs()[j])
            .map(a -> 1 / (1 + Math.exp(-a))).toArray();
}
// cell: hw1-4-jordan-output
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    double[] h = IntStream.range(0, net.bh().length)
            .mapToDouble(j -> Math.tanh(dot(net.U()[j], s) + dot(net.W()[j], x) + net.bh()[j])).toArray();
    return IntStream.range(0, net.by().length).mapToDouble(j -> dot(net.V()[j], h) + net.by()[j]).toArray();
}
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    return DoubleStream.of(values).map(v -> v - range.min()).map(v -> v / (range.max() - range.min())).toArray();
}
double[] unscale(double[] values, Range range) {
    return DoubleStream.of(values).map(v -> (1 - v) * range.min() + v * range.max()).toArray();
}
