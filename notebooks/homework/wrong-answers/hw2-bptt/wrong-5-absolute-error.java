// The error is not relative: a small gradient passes however wrong it is.
// loses: hw2-5d-relative-error, hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    return gradient.minus(slopes).normF();
}
