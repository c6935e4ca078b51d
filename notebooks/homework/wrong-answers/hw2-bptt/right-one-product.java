// One product for all steps, as the kit does it: the steps are stacked first. Windows by the method of Part 3.
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var both = da.mult(W.concatColumns(U));
    return new Sent(both.cols(0, W.getNumCols()), both.cols(W.getNumCols(), SimpleMatrix.END));
}
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    SimpleMatrix allX = x[1], allH = h[0], allA = da[1];
    for (int t = 2; t < da.length; t++) {
        allX = allX.concatRows(x[t]);
        allH = allH.concatRows(h[t - 1]);
        allA = allA.concatRows(da[t]);
    }
    var read = allX.concatColumns(allH, SimpleMatrix.ones(allX.getNumRows(), 1));
    var all = allA.transpose().mult(read);
    int D = allX.getNumCols(), H = allH.getNumCols();
    return new Gradients(all.cols(0, D), all.cols(D, D + H), all.cols(D + H, SimpleMatrix.END));
}
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    var norm = gradients.stream().mapToDouble(SimpleMatrix::normF).reduce(0, Math::hypot);
    return gradients.stream().map(g -> g.scale(1 / Math.max(1, norm / c))).toList();
}
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    var dh = new SimpleMatrix[T + 1];
    var carried = h0;
    for (int before = 0; before < T; before += k) {
        int size = Math.min(k, T - before);
        SimpleMatrix[] h = new SimpleMatrix[size + 1], dy = new SimpleMatrix[size + 1];
        h[0] = carried;
        for (int t = 1; t <= size; t++) {
            h[t] = step.forward(x[before + t], h[t - 1]);
            dy[t] = h[t].minus(target[before + t]);
        }
        System.arraycopy(backThroughTime(h, dy, step), 1, dh, before + 1, size);
        carried = h[size];
    }
    return dh;
}
