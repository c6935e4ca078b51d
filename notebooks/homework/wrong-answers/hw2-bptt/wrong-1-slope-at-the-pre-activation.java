// The slope is taken as if h were the pre-activation: tanh is applied a second time.
// loses: hw2-1a-by-hand, hw2-1b-against-differences
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    var da = new SimpleMatrix(h.getNumRows(), h.getNumCols());
    for (int n = 0; n < h.getNumRows(); n++) for (int j = 0; j < h.getNumCols(); j++) {
        double tanh = Math.tanh(h.get(n, j));
        da.set(n, j, (1 - tanh * tanh) * dh.get(n, j));
    }
    return da;
}
