// Last week is added to differences that are still scaled.
// loses: hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var difference = Differencing.of(168);
    double[] d = difference.apply(past);
    var scaler = Scaler.standard(d);
    var net = Network.of(1, new Recurrent(new GruCell(1, 8)), new Dense(8, 6));
    new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3).batchSize(64).clipping(Clipping.norm(1))
            .fit(Windows.manyToMany(24).horizon(6).cut(scaler.transform(d)));
    return now -> {
        double[] z = scaler.transform(difference.apply(now));
        var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, z.length - 24, z.length)));
        double[] said = new double[6];
        for (int h = 0; h < 6; h++) said[h] = answer.get(23, 0, h);
        return difference.extend(now, said);
    };
}
