// The network reads and says demand itself: it must learn the week from one day.
// loses: hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var scaler = Scaler.standard(past);
    var net = Network.of(1, new Recurrent(new GruCell(1, 8)), new Dense(8, 6));
    new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3).batchSize(64).clipping(Clipping.norm(1))
            .fit(Windows.manyToMany(24).horizon(6).cut(scaler.transform(past)));
    return now -> {
        double[] z = scaler.transform(Arrays.copyOfRange(now, now.length - 24, now.length));
        var answer = net.predict(Sequence.of(z));
        double[] said = new double[6];
        for (int h = 0; h < 6; h++) said[h] = answer.get(23, 0, h);
        return scaler.invert(said);
    };
}
