// The gradient that the caller passed in is overwritten with the answer.
// loses: hw2-1c-read-only
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    for (int n = 0; n < dh.getNumRows(); n++) {
        for (int j = 0; j < dh.getNumCols(); j++) dh.set(n, j, (1 - h.get(n, j) * h.get(n, j)) * dh.get(n, j));
    }
    return dh;
}
