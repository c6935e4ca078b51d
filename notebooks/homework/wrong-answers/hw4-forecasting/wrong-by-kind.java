// Wrong answers by kind: fewer windows than all; one row early; what is given is overwritten; identity.
// answer: wrong-direct-fewer-windows
// loses: hw4-5c-direct-networks
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    var nets = new ArrayList<Network>();
    for (int h = 1; h <= steps; h++) {
        double[] some = Arrays.copyOf(z, z.length - (steps - h));
        nets.add(trainer.apply(Windows.manyToOne(n).ahead(h).cut(some)));
    }
    return nets;
}
// answer: wrong-window-ends-one-hour-early
// loses: hw4-4b-no-future
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var difference = Differencing.of(168);
    var scaler = Scaler.standard(difference.apply(past));
    double[] d = scaler.transform(difference.apply(past));
    var net = Network.of(1, new Recurrent(new GruCell(1, 8)), new Dense(8, 7));
    new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3).batchSize(64).clipping(Clipping.norm(1))
            .fit(Windows.manyToMany(24).horizon(7).cut(d));
    return now -> {
        double[] z = scaler.transform(difference.apply(now));
        var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, z.length - 25, z.length - 1)));
        double[] said = new double[6];
        for (int h = 0; h < 6; h++) said[h] = answer.get(23, 0, h + 1);
        return difference.extend(now, scaler.invert(said));
    };
}
// answer: wrong-unscaled-in-place
// loses: hw4-1c-there-and-back
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    return Arrays.stream(y).map(v -> (v - scale[0]) / scale[1]).toArray();
}
double[] unscaled(double[] z, double[] scale) {
    for (int t = 0; t < z.length; t++) z[t] = scale[0] + scale[1] * z[t];
    return z;
}
// answer: wrong-detector-compares-by-identity
// loses: hw4-6a-honest-or-not
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] other = y.clone();
    for (int t = origin; t < y.length; t++) other[t] += 1000 + t;
    return method.forecast(y.clone(), origin) != method.forecast(other, origin);
}
// answer: wrong-mase-divides-by-all-rows
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    for (int h = 0; h < actual.length; h++) error += Math.abs(actual[h] - forecast[h]) / actual.length;
    for (int t = period; t < train.length; t++) naive += Math.abs(train[t] - train[t - period]) / train.length;
    return error / naive;
}
// answer: wrong-megawatts-in-place
// loses: hw4-3d-megawatts
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    double sum = 0;
    for (int k = 0; k < zActual.length; k++) {
        zActual[k] -= zForecast[k];
        sum += Math.abs(zActual[k]) * scale[1];
    }
    return sum / zActual.length;
}
