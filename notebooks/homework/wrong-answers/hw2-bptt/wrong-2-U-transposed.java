// The way forward multiplies rows by the transpose of U, and so does this way back.
// loses: hw2-2a-by-hand, hw2-2c-state-elsewhere
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    return new Sent(da.mult(W), da.mult(U.transpose()));
}
