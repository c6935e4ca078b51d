// Brought back by adding and subtracting ε: rounding moves it in the last digits, a little further at each check.
// loses: hw2-5c-restored
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    double eps = 1e-5;
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int k = 0; k < theta.getNumElements(); k++) {
        theta.set(k, theta.get(k) + eps);
        double up = loss.getAsDouble();
        theta.set(k, theta.get(k) - 2 * eps);
        slopes.set(k, (up - loss.getAsDouble()) / (2 * eps));
        theta.set(k, theta.get(k) + eps);
    }
    return slopes;
}
