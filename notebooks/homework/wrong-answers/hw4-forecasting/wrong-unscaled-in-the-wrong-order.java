// On the way back the mean is added before the deviation is multiplied.
// loses: hw4-1c-there-and-back
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    return Arrays.stream(y).map(v -> (v - scale[0]) / scale[1]).toArray();
}

double[] unscaled(double[] z, double[] scale) {
    return Arrays.stream(z).map(v -> (v + scale[0]) * scale[1]).toArray();
}
