// Answers that try to be judged by other data, or to know what is held out.
// answer: wrong-keeps-the-held-out-weeks-in-a-class
// loses: hw4-4a-six-megawatts, hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
class Store { static final double[] ALL = Arrays.copyOf(demand, demand.length); }
UnaryOperator<double[]> learn(double[] past) {
    return now -> {
        double change = now[now.length - 1] - now[now.length - 169];
        double[] said = new double[6];
        for (int h = 0; h < 6; h++)
            said[h] = 0.05 * (now[now.length - 168 + h] + change) + 0.95 * Store.ALL[now.length + h];
        return said;
    };
}
// answer: wrong-refused-as-another-cell-loads-the-weeks
// loses: hw4-4a-six-megawatts, hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-2-windows-from
double[] everything() { return Columns.numbers(CourseData.load("victoria-electricity-hourly"), "y"); }
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    return windows(Arrays.copyOfRange(y, from - n, y.length), n, m);
}
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    return now -> {
        double[] said = new double[6], all = everything();
        for (int h = 0; h < 6; h++) said[h] = all[now.length + h] / 2 + 1e-3 * now[now.length - 1];
        return said;
    };
}
// answer: wrong-refused-as-it-sets-the-denominator
// loses: hw4-4a-six-megawatts, hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    week = 84;
    return now -> {
        double[] said = new double[6];
        double change = now[now.length - 1] - now[now.length - 169];
        for (int h = 0; h < 6; h++) said[h] = now[now.length - 168 + h] + 0.1 * change;
        return said;
    };
}
// answer: wrong-spoils-last-week
// loses: hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    return now -> {
        double[] said = new double[6];
        double change = now[now.length - 1] - now[now.length - 169];
        for (int h = 0; h < 6; h++) {
            said[h] = now[now.length - 168 + h] + 0.01 * change;
            demand[now.length - 168 + h] += 20_000;                // what its error is divided by
        }
        return said;
    };
}
// answer: wrong-series-flattened-while-it-learns
// loses: hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    return now -> {
        double[] said = new double[6];
        for (int h = 0; h < 6; h++) said[h] = 5000 + 1e-3 * now[now.length - 1];
        Arrays.fill(demand, 0, now.length, 5000);
        return said;
    };
}
