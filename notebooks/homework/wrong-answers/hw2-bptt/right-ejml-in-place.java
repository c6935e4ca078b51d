// EJML's operations on DMatrixRMaj, each into a matrix of its own.
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    var slope = new org.ejml.data.DMatrixRMaj(h.getNumRows(), h.getNumCols());
    org.ejml.dense.row.CommonOps_DDRM.elementMult(h.getDDRM(), h.getDDRM(), slope);
    org.ejml.dense.row.CommonOps_DDRM.subtract(1, slope, slope);
    org.ejml.dense.row.CommonOps_DDRM.elementMult(slope, dh.getDDRM());
    return SimpleMatrix.wrap(slope);
}
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var toInput = new org.ejml.data.DMatrixRMaj(1, 1);
    var toState = new org.ejml.data.DMatrixRMaj(1, 1);
    org.ejml.dense.row.CommonOps_DDRM.mult(da.getDDRM(), W.getDDRM(), toInput);
    org.ejml.dense.row.CommonOps_DDRM.mult(da.getDDRM(), U.getDDRM(), toState);
    return new Sent(SimpleMatrix.wrap(toInput), SimpleMatrix.wrap(toState));
}
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    var dh = new SimpleMatrix[dy.length];
    for (int t = 1; t < dy.length; t++) dh[t] = dy[t].copy();
    dh[0] = new SimpleMatrix(h[0].getNumRows(), h[0].getNumCols());
    for (int t = dy.length - 1; t >= 1; t--) {
        org.ejml.dense.row.CommonOps_DDRM.addEquals(dh[t - 1].getDDRM(), step.back(h[t], dh[t]).getDDRM());
    }
    return dh;
}
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int H = da[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, x[1].getNumCols()), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < x.length; t++) {
        org.ejml.dense.row.CommonOps_DDRM.multAddTransA(da[t].getDDRM(), x[t].getDDRM(), dW.getDDRM());
        org.ejml.dense.row.CommonOps_DDRM.multAddTransA(da[t].getDDRM(), h[t - 1].getDDRM(), dU.getDDRM());
        var sums = org.ejml.dense.row.CommonOps_DDRM.sumCols(da[t].getDDRM(), null);
        for (int j = 0; j < H; j++) db.set(j, 0, db.get(j, 0) + sums.get(0, j));
    }
    return new Gradients(dW, dU, db);
}
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double a = org.ejml.dense.row.NormOps_DDRM.normF(gradient.getDDRM());
    double n = org.ejml.dense.row.NormOps_DDRM.normF(slopes.getDDRM());
    if (a == 0 && n == 0) return 0;
    return org.ejml.dense.row.SpecializedOps_DDRM.diffNormF(gradient.getDDRM(), slopes.getDDRM()) / (a + n);
}
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    double[] norms = new double[dh.length];
    for (int t = 0; t < dh.length; t++) norms[t] = org.ejml.dense.row.NormOps_DDRM.normF(dh[t].getDDRM());
    return norms;
}
