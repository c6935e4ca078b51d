// Another network: no recurrence; the last 24 differences to last week are the features of one step.
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    int examples = past.length - 168 - 24 - 6 + 1;
    var x = new Sequence(1, examples, 24);
    var y = new Sequence(1, examples, 6);
    for (int k = 0; k < examples; k++) {
        int origin = 168 + 24 + k;
        double[] features = features(past, origin);
        for (int j = 0; j < 24; j++) x.set(0, k, j, features[j]);
        for (int h = 0; h < 6; h++) y.set(0, k, h, (past[origin + h] - past[origin + h - 168]) / 700);
    }
    var net = Network.of(5, new Dense(24, 12, Activation.TANH), new Dense(12, 6));
    new Trainer(net, Loss.mae(), Optimizer.adam(0.003)).epochs(10).fit(new Batch(x, y));
    return now -> {
        var answer = net.predict(Sequence.of(new double[][] {features(now, now.length)}));
        return IntStream.range(0, 6).mapToDouble(h -> now[now.length - 168 + h] + 700 * answer.get(0, 0, h)).toArray();
    };
}
double[] features(double[] y, int origin) {
    double[] features = new double[24];
    for (int j = 0; j < 24; j++) features[j] = (y[origin - 24 + j] - y[origin - 24 + j - 168]) / 700;
    return features;
}
