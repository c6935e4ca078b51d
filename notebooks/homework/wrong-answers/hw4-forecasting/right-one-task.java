// Right answers to one task each, as students write them.
// answer: right-split-by-system-copies
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    int[] sizes = {y.length - validation - test, validation, test};
    double[][] parts = new double[3][];
    int at = 0;
    for (int k = 0; k < 3; k++) {
        parts[k] = new double[sizes[k]];
        System.arraycopy(y, at, parts[k], 0, sizes[k]);
        at += sizes[k];
    }
    return parts;
}
// answer: right-season-with-a-cursor
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] out = new double[steps];
    for (int h = 0, from = past.length - period; h < steps; h++) {
        out[h] = past[from];
        if (++from == past.length) from -= period;
    }
    return out;
}
// answer: right-walk-until-the-end
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    List<double[]> answers = new ArrayList<>();
    for (int origin = from; origin + steps <= y.length; origin += every)
        answers.add(forecaster.apply(Arrays.copyOfRange(y, 0, origin)));
    return answers.toArray(new double[answers.size()][]);
}
// answer: right-detector-row-by-row
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] first = method.forecast(y.clone(), origin);
    for (int row = origin; row < y.length; row++) {
        double[] changed = y.clone();
        changed[row] = changed[row] * -2 + 777;
        if (!Arrays.equals(first, method.forecast(changed, origin))) return true;
    }
    return false;
}
