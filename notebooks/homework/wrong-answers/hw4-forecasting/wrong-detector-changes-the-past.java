// The last known hour is changed, too: every honest method is accused.
// loses: hw4-6a-honest-or-not
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] before = method.forecast(y.clone(), origin);
    double[] other = y.clone();
    for (int t = origin - 1; t < y.length; t++) other[t] = 3 * y[t] + 100;
    return !Arrays.equals(before, method.forecast(other, origin));
}
