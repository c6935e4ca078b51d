// H_{t−1} U instead of H_{t−1} Uᵀ: the shapes fit, the numbers do not.
// loses: hw1-7a-batch-by-hand, hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var ones = SimpleMatrix.ones(X.getNumRows(), 1);
    var A = X.mult(W.transpose()).plus(H.mult(U)).plus(ones.mult(b.transpose()));
    return A.elementOp((int row, int column, double a) -> Math.tanh(a));
}
