// Right numbers, written into the caller's array.
// loses: hw1-6a-scaling
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    for (int t = 0; t < values.length; t++)
        values[t] = (values[t] - range.min()) / (range.max() - range.min());
    return values;
}
double[] unscale(double[] values, Range range) {
    for (int t = 0; t < values.length; t++)
        values[t] = range.min() + values[t] * (range.max() - range.min());
    return values;
}
