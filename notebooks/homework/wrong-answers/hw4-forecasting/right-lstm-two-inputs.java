// Another network: an LSTM that reads the difference to last week and to yesterday; absolute errors; early stopping.
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var scaler = Scaler.robust(both(past));
    var windows = Windows.manyToMany(12).horizon(6);
    var z = scaler.transform(both(past));
    int train = z.steps() - 336;
    var net = Network.of(3, new Recurrent(new LstmCell(2, 10)), new Dense(10, 6));
    new Trainer(net, Loss.mae(), Optimizer.adam(0.01)).epochs(8).batchSize(64).earlyStopping(3)
            .fit(windows.targets(0).cut(z.steps(0, train)), windows.targets(0).cut(z.steps(train, z.steps())));
    return now -> {
        var answer = net.predict(windows.last(scaler.transform(both(now))));
        double[] said = new double[6];
        for (int h = 0; h < 6; h++) {
            said[h] = now[now.length - 168 + h] + scaler.shift(0) + scaler.scale(0) * answer.get(11, 0, h);
        }
        return said;
    };
}
Sequence both(double[] y) {
    var x = new Sequence(y.length - 168, 1, 2);
    for (int t = 168; t < y.length; t++) {
        x.set(t - 168, 0, 0, y[t] - y[t - 168]);
        x.set(t - 168, 0, 1, y[t] - y[t - 24]);
    }
    return x;
}
