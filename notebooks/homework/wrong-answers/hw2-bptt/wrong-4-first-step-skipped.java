// The loop starts at step 2, "since h_0 is zero anyway": W and b have a share in step 1, and h_0 need not be zero.
// loses: hw2-4a-recurrent-weights, hw2-4b-input-weights, hw2-4c-bias, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 2; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]));
        dU = dU.plus(da[t].transpose().mult(h[t - 1]));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(da[t].getNumRows(), 1)));
    }
    return new Gradients(dW, dU, db);
}
