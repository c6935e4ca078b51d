// Another network: no recurrence; 24 differences and the next six hours of last week are the features of one step.
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    double mean = Arrays.stream(past).average().getAsDouble();
    int examples = (past.length - 168 - 24 - 6) / 2;
    var x = new Sequence(1, examples, 30);
    var y = new Sequence(1, examples, 6);
    for (int k = 0; k < examples; k++) {
        int origin = 168 + 24 + 2 * k;
        double[] features = features(past, origin, mean);
        for (int j = 0; j < 30; j++) x.set(0, k, j, features[j]);
        for (int h = 0; h < 6; h++) y.set(0, k, h, (past[origin + h] - past[origin + h - 168]) / 400);
    }
    var net = Network.of(5, new Dense(30, 16, Activation.TANH), new Dense(16, 6));
    new Trainer(net, Loss.mse(), Optimizer.adam(0.003)).epochs(20).fit(new Batch(x, y));
    return now -> {
        var answer = net.predict(Sequence.of(new double[][] {features(now, now.length, mean)}));
        return IntStream.range(0, 6).mapToDouble(h -> now[now.length - 168 + h] + 400 * answer.get(0, 0, h)).toArray();
    };
}
double[] features(double[] y, int origin, double mean) {
    double[] features = new double[30];
    for (int j = 0; j < 24; j++) features[j] = (y[origin - 24 + j] - y[origin - 24 + j - 168]) / 400;
    for (int h = 0; h < 6; h++) features[24 + h] = (y[origin - 168 + h] - mean) / 1000;
    return features;
}
