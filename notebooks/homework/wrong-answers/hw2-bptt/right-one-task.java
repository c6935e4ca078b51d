// Right answers to one task each, as students write them.
// answer: right-1-slope-first
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    SimpleMatrix slope = h.elementOp((int r, int c, double v) -> (1 - v) * (1 + v));
    return slope.elementMult(dh);
}
// answer: right-5-squares-by-hand
// cell: hw2-5-relative-error
double length(SimpleMatrix m) {
    double sum = 0;
    for (int k = 0; k < m.getNumElements(); k++) sum += m.get(k) * m.get(k);
    return Math.sqrt(sum);
}
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double a = length(gradient), n = length(slopes);
    if (a == 0 && n == 0) return 0;
    return length(gradient.minus(slopes)) / (a + n);
}
// answer: right-5-epsilon-below-everything
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    return gradient.minus(slopes).normF() / (gradient.normF() + slopes.normF() + Double.MIN_VALUE);
}
// answer: right-6-norms-streamed
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    return Stream.of(dh).mapToDouble(m -> Math.sqrt(m.elementMult(m).elementSum())).toArray();
}
// answer: right-6-clip-on-copies
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double norm = 0;
    for (SimpleMatrix g : gradients) norm = Math.hypot(norm, g.normF());
    List<SimpleMatrix> result = new LinkedList<>();
    for (SimpleMatrix g : gradients) {
        SimpleMatrix own = g.copy();
        if (norm > c) own = own.divide(norm / c);
        result.add(own);
    }
    return result;
}
