// Each answer is read from a state of zeros: the day before is forgotten.
// loses: hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var forecast = new double[steps];
    var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin)));
    for (int h = 0; h < steps; h++) {
        forecast[h] = answer.get(answer.steps() - 1, 0, 0);
        answer = net.predict(Sequence.of(forecast[h]));
    }
    return forecast;
}
