// The sum for U lives outside of the method and is never set back to zero.
// loses: hw2-4a-recurrent-weights, hw2-4d-other-shapes, hw2-4e-called-again
// cell: hw2-4-weight-gradients
Map<Integer, SimpleMatrix> dU = new HashMap<>();                        // by the number of units
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int B = h[0].getNumRows(), H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]));
        dU.merge(H, da[t].transpose().mult(h[t - 1]), SimpleMatrix::plus);
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(B, 1)));
    }
    return new Gradients(dW, dU.get(H), db);
}
