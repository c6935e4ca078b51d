// One-sided differences: off by about ε, not ε².
// loses: hw2-5b-digits
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    double eps = 1e-5;
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    double here = loss.getAsDouble();
    for (int k = 0; k < theta.getNumElements(); k++) {
        double kept = theta.get(k);
        theta.set(k, kept + eps);
        slopes.set(k, (loss.getAsDouble() - here) / eps);
        theta.set(k, kept);
    }
    return slopes;
}
