// Each loop over time is a call of unroll; where two things are carried, they travel in one array.
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    int S = s0.length, O = y0.length;
    double[] start = Arrays.copyOf(s0, S + O);
    System.arraycopy(y0, 0, start, S, O);
    double[][] both = unroll((xt, before) -> {
        double[] s = jordanState(net, Arrays.copyOf(before, S), Arrays.copyOfRange(before, S, S + O));
        double[] after = Arrays.copyOf(s, S + O);
        System.arraycopy(jordanOutput(net, s, xt), 0, after, S, O);
        return after;
    }, start, x);
    return Arrays.stream(both).map(sy -> Arrays.copyOfRange(sy, S, S + O)).toArray(double[][]::new);
}
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    return unroll((xt, y) -> new SimpleMatrix(W).mult(new SimpleMatrix(xt))
            .plus(new SimpleMatrix(U).mult(new SimpleMatrix(y))).plus(new SimpleMatrix(b)).getDDRM().data, y0, x);
}
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[][] x = Arrays.stream(scale(tmin, low)).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    double[][] h = unroll((xt, before) -> elmanStep(xt, before, net.W(), net.U(), net.b()),
            new double[net.b().length], x);
    double[] y = Arrays.stream(h).mapToDouble(state -> elmanOutput(state, net.Wy(), net.by())[0]).toArray();
    return unscale(y, high);
}
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    double[][] rows = new double[X.getNumRows()][];
    for (int n = 0; n < rows.length; n++)
        rows[n] = elmanStep(X.toArray2()[n], H.toArray2()[n], W.toArray2(), U.toArray2(), b.getDDRM().data);
    return new SimpleMatrix(rows);
}
