// ε = 1e-12: the two losses agree in nearly all digits, and rounding is left.
// loses: hw2-5b-digits
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    double eps = 1e-12;
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int k = 0; k < theta.getNumElements(); k++) {
        double kept = theta.get(k);
        theta.set(k, kept + eps);
        double up = loss.getAsDouble();
        theta.set(k, kept - eps);
        slopes.set(k, (up - loss.getAsDouble()) / (2 * eps));
        theta.set(k, kept);
    }
    return slopes;
}
