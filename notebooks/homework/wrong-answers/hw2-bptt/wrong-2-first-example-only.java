// Written for one example: all other rows of the batch stay zero.
// loses: hw2-2b-input, hw2-2c-state-elsewhere
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var dx = new SimpleMatrix(da.getNumRows(), W.getNumCols());
    var dhPrev = new SimpleMatrix(da.getNumRows(), U.getNumCols());
    for (int j = 0; j < U.getNumRows(); j++) {
        for (int d = 0; d < W.getNumCols(); d++) dx.set(0, d, dx.get(0, d) + da.get(0, j) * W.get(j, d));
        for (int q = 0; q < U.getNumCols(); q++) dhPrev.set(0, q, dhPrev.get(0, q) + da.get(0, j) * U.get(j, q));
    }
    return new Sent(dx, dhPrev);
}
