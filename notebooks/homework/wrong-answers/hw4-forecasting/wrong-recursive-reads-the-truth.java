// From the second step on the network reads the true value, not its own answer.
// loses: hw4-5a-recursive-by-hand, hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var forecast = new double[steps];
    for (int h = 0; h < steps; h++) {
        var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin + h)));
        forecast[h] = answer.get(answer.steps() - 1, 0, 0);
    }
    return forecast;
}
