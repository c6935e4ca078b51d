// Assigned where it should be added: only the first step's share is left.
// loses: hw2-4a-recurrent-weights, hw2-4b-input-weights, hw2-4c-bias, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    SimpleMatrix dW = null, dU = null, db = null;
    for (int t = da.length - 1; t >= 1; t--) {
        dW = da[t].transpose().mult(x[t]);
        dU = da[t].transpose().mult(h[t - 1]);
        db = da[t].transpose().mult(SimpleMatrix.ones(da[t].getNumRows(), 1));
    }
    return new Gradients(dW, dU, db);
}
