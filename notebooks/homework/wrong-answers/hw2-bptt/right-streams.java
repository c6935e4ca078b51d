// Streams and lambdas wherever one fits.
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    double[] numbers = IntStream.range(0, h.getNumElements())
            .mapToDouble(k -> dh.get(k) - h.get(k) * h.get(k) * dh.get(k)).toArray();
    return new SimpleMatrix(h.getNumRows(), h.getNumCols(), true, numbers);
}
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    UnaryOperator<SimpleMatrix> through = weights -> da.mult(weights);
    return new Sent(through.apply(W), through.apply(U));
}
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var walk = new ArrayDeque<SimpleMatrix>(List.of(dy[T]));
    IntStream.iterate(T, t -> t >= 1, t -> t - 1).forEach(t -> {
        var sent = step.back(h[t], walk.peekFirst());
        walk.addFirst(Optional.ofNullable(t > 1 ? dy[t - 1] : null).map(sent::plus).orElse(sent));
    });
    return walk.toArray(SimpleMatrix[]::new);
}
// cell: hw2-4-weight-gradients
SimpleMatrix total(int T, IntFunction<SimpleMatrix> share) {
    return IntStream.rangeClosed(1, T).mapToObj(share).reduce(SimpleMatrix::plus).orElseThrow();
}
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int T = da.length - 1;
    var ones = SimpleMatrix.filled(h[0].getNumRows(), 1, 1);
    return new Gradients(total(T, t -> da[t].transpose().mult(x[t])),
            total(T, t -> da[t].transpose().mult(h[t - 1])), total(T, t -> da[t].transpose().mult(ones)));
}
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    double eps = 1e-5;
    double[] slopes = IntStream.range(0, theta.getNumElements()).mapToDouble(k -> {
        double kept = theta.get(k);
        ToDoubleFunction<Double> at = value -> {
            theta.set(k, value);
            return loss.getAsDouble();
        };
        double slope = (at.applyAsDouble(kept + eps) - at.applyAsDouble(kept - eps)) / (2 * eps);
        theta.set(k, kept);
        return slope;
    }).toArray();
    return new SimpleMatrix(theta.getNumRows(), theta.getNumCols(), true, slopes);
}
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double norms = Stream.of(gradient, slopes).mapToDouble(SimpleMatrix::normF).sum();
    return norms > 0 ? slopes.minus(gradient).normF() / norms : 0;
}
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    return Stream.of(dh).mapToDouble(SimpleMatrix::normF).toArray();
}
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double norm = Math.sqrt(gradients.stream().mapToDouble(g -> g.elementPower(2).elementSum()).sum());
    return gradients.stream().map(g -> norm == 0 ? g : g.scale(Math.min(1, c / norm))).collect(Collectors.toList());
}
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    var h = new ArrayList<>(List.of(h0));
    Arrays.stream(x).skip(1).forEach(input -> h.add(step.forward(input, h.get(h.size() - 1))));
    var dh = new SimpleMatrix[T + 1];
    IntStream.rangeClosed(1, T).map(t -> T + 1 - t).forEach(t -> {
        var own = h.get(t).minus(target[t]);
        dh[t] = t == T || t % k == 0 ? own : own.plus(step.back(h.get(t + 1), dh[t + 1]));
    });
    return dh;
}
