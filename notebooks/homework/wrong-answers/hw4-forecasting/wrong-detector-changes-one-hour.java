// Only the next hour is changed: who looks further ahead is not caught.
// loses: hw4-6b-every-way-to-peek
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] before = method.forecast(y.clone(), origin);
    double[] other = y.clone();
    other[origin] += 1000;
    return !Arrays.equals(before, method.forecast(other, origin));
}
