// The minimum is added before it is divided, and scaling back only multiplies.
// loses: hw1-6a-scaling
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> (v + range.min()) / (range.max() - range.min())).toArray();
}
double[] unscale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> v * (range.max() - range.min())).toArray();
}
