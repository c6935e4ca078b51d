// 0/0 where both gradients are zero: NaN is below no limit.
// loses: hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    return gradient.minus(slopes).normF() / (gradient.normF() + slopes.normF());
}
