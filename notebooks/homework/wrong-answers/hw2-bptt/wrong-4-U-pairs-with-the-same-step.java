// dU pairs ∂L/∂a_t with h_t; step t read h_{t−1}.
// loses: hw2-4a-recurrent-weights, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]));
        dU = dU.plus(da[t].transpose().mult(h[t]));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(da[t].getNumRows(), 1)));
    }
    return new Gradients(dW, dU, db);
}
