// Right answers in other ways: other loops, records, recursion, switches, defensive copies.
// answer: right-split-by-a-record
// cell: hw4-1-split
record Rows(int from, int to) {
    double[] of(double[] y) { return DoubleStream.of(y).skip(from).limit(to - from).toArray(); }
}
double[][] split(double[] y, int validation, int test) {
    int end = y.length;
    Rows last = new Rows(end - test, end), middle = new Rows(last.from() - validation, last.from());
    return new double[][] {new Rows(0, middle.from()).of(y), middle.of(y), last.of(y)};
}
// answer: right-split-row-by-row
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    var parts = List.of(new ArrayList<Double>(), new ArrayList<Double>(), new ArrayList<Double>());
    for (int t = 0; t < y.length; t++) {
        int left = y.length - t;
        parts.get(left <= test ? 2 : left <= test + validation ? 1 : 0).add(y[t]);
    }
    return parts.stream().map(p -> p.stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new);
}
// answer: right-scale-by-matrices
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    SimpleMatrix known = new SimpleMatrix(Arrays.copyOf(y, train));
    double mean = known.elementSum() / train;
    return new double[] {mean, known.minus(mean).normF() / Math.sqrt(train)};
}
// answer: right-scale-in-one-pass
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    double mean = 0, spread = 0;
    for (int k = 1; k <= train; k++) {                     // the mean and the squares so far
        double step = y[k - 1] - mean;
        mean += step / k;
        spread += step * (y[k - 1] - mean);
    }
    return new double[] {mean, Math.sqrt(spread / train)};
}
// answer: right-scaled-by-matrices
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    return new SimpleMatrix(y).minus(scale[0]).divide(scale[1]).getDDRM().data;
}
double[] unscaled(double[] z, double[] scale) {
    return new SimpleMatrix(z).scale(scale[1]).plus(scale[0]).getDDRM().data;
}
// answer: right-scaled-by-one-function
// cell: hw4-1-scaled
double[] each(double[] values, DoubleUnaryOperator f) {
    double[] result = new double[values.length];
    int t = 0;
    for (double v : values) result[t++] = f.applyAsDouble(v);
    return result;
}
double[] scaled(double[] y, double[] scale) { return each(y, v -> (v - scale[0]) / scale[1]); }
double[] unscaled(double[] z, double[] scale) { return each(z, v -> Math.fma(v, scale[1], scale[0])); }
// answer: right-windows-of-lists
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    List<double[]> inputs = new ArrayList<>(), targets = new ArrayList<>();
    for (int last = n + m; last <= y.length; last++) {
        targets.add(Arrays.copyOfRange(y, last - m, last));
        inputs.add(Arrays.copyOfRange(y, last - m - n, last - m));
    }
    return new double[][][] {inputs.toArray(double[][]::new), targets.toArray(double[][]::new)};
}
// answer: right-windows-element-by-element
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    int C = Math.max(0, y.length - n - m + 1);
    var both = new double[][][] {new double[C][n], new double[C][m]};
    for (int part = 0; part < 2; part++)
        for (int r = 0; r < C; r++)
            for (int k = 0; k < both[part][r].length; k++) both[part][r][k] = y[r + part * n + k];
    return both;
}
// answer: right-windows-from-by-themselves
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    int count = y.length - from - m + 1;
    double[][] inputs = new double[count][n], targets = new double[count][m];
    for (int k = 0; k < count; k++) {
        System.arraycopy(y, from + k - n, inputs[k], 0, n);
        System.arraycopy(y, from + k, targets[k], 0, m);
    }
    return new double[][][] {inputs, targets};
}
// answer: right-windows-from-all-but-the-first
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    double[][][] all = windows(y, n, m);
    int first = from - n;
    for (int part = 0; part < all.length; part++) all[part] = Arrays.copyOfRange(all[part], first, all[part].length);
    return all;
}
// answer: right-season-blocks-copied
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] forecast = new double[steps];
    for (int from = 0; from < steps; from += period)
        System.arraycopy(past, past.length - period, forecast, from, Math.min(period, steps - from));
    return forecast;
}
// answer: right-season-grown
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] all = Arrays.copyOf(past, past.length + steps);
    for (int t = past.length; t < all.length; t++) all[t] = all[t - period];
    return Arrays.copyOfRange(all, past.length, all.length);
}
// answer: right-mase-sums-of-the-other-way
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    int h = actual.length, k = train.length - period;
    while (h-- > 0) error += Math.max(actual[h] - forecast[h], forecast[h] - actual[h]);
    while (k-- > 0) naive += Math.abs(train[k] - train[k + period]);
    return (error / actual.length) / (naive / (train.length - period));
}
// answer: right-mase-by-matrices
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    ToDoubleBiFunction<double[], double[]> mae = (u, v) -> {
        SimpleMatrix d = new SimpleMatrix(u).minus(new SimpleMatrix(v));
        return d.elementOp((int r, int c, double e) -> Math.abs(e)).elementSum() / u.length;
    };
    return mae.applyAsDouble(actual, forecast) / mae.applyAsDouble(
            Arrays.copyOfRange(train, period, train.length), Arrays.copyOfRange(train, 0, train.length - period));
}
// answer: right-walk-by-recursion
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    if (from + steps > y.length) return new double[0][];
    double[] first = forecaster.apply(Arrays.copyOf(y, from));
    double[][] rest = walk(y, from + every, steps, every, forecaster);
    double[][] all = new double[rest.length + 1][];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
}
// answer: right-megawatts-times-at-the-end
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    return scale[1] * IntStream.range(0, zActual.length)
            .mapToDouble(k -> zActual[k] > zForecast[k] ? zActual[k] - zForecast[k] : zForecast[k] - zActual[k])
            .summaryStatistics().getAverage();
}
// answer: right-recursive-grown-window
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    double[] grown = Arrays.copyOf(Arrays.copyOfRange(z, origin - n, origin), n + steps);
    for (int h = 0; h < steps; h++)
        grown[n + h] = net.predict(Sequence.of(Arrays.copyOf(grown, n + h))).get(n + h - 1, 0, 0);
    return Arrays.copyOfRange(grown, n, n + steps);
}
// answer: right-recursive-a-state-at-a-time
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var known = new ArrayDeque<Double>();
    for (int t = origin - n; t < origin; t++) known.add(z[t]);
    var state = State.ZERO;
    var forecast = new ArrayList<Double>();
    while (forecast.size() < steps) {
        double said = net.predict(Sequence.of(known.poll()), state).get(0, 0, 0);
        state = net.lastState();
        if (!known.isEmpty()) continue;
        forecast.add(said);
        known.add(said);
    }
    return forecast.stream().mapToDouble(v -> v).toArray();
}
// answer: right-direct-networks-streamed
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    return IntStream.rangeClosed(1, steps).mapToObj(h -> Windows.manyToOne(n).ahead(h).cut(z)).map(trainer)
            .collect(Collectors.toList());
}
// answer: right-direct-networks-windows-by-hand
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    Network[] nets = new Network[steps];
    for (int ahead = 1; ahead <= steps; ahead++) {
        int count = z.length - n - ahead + 1;
        Sequence x = new Sequence(n, count, 1), y = new Sequence(1, count, 1);
        for (int k = 0; k < count; k++) {
            for (int t = 0; t < n; t++) x.set(t, k, 0, z[k + t]);
            y.set(0, k, 0, z[k + n + ahead - 1]);
        }
        nets[ahead - 1] = trainer.apply(new Batch(x, y));
    }
    return Arrays.asList(nets);
}
// answer: right-direct-by-an-iterator
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) {
    double[] window = new double[n], answer = new double[nets.size()];
    System.arraycopy(z, origin - n, window, 0, n);
    int h = 0;
    for (Network net : nets) {
        Sequence said = net.predict(Sequence.of(window.clone()));
        answer[h++] = said.get(said.steps() - 1, 0, 0);
    }
    return answer;
}
// answer: right-detector-nines
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] one = y.clone(), two = y.clone();
    for (int t = origin; t < y.length; t++) {
        one[t] = 9e6 + t;
        two[t] = -7e6 - 3 * t;
    }
    double[] first = method.forecast(one, origin), second = method.forecast(two, origin);
    if (first.length != second.length) return true;
    for (int h = 0; h < first.length; h++) if (first[h] != second[h]) return true;
    return false;
}
// answer: right-detector-three-futures
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    Set<List<Double>> said = new HashSet<>();
    for (double factor : new double[] {1, -3, 100}) {
        double[] other = Arrays.copyOf(y, y.length);
        for (int t = origin; t < other.length; t++) other[t] = factor * (other[t] + (factor == 1 ? 0 : 17 + t));
        said.add(DoubleStream.of(method.forecast(other, origin)).boxed().toList());
    }
    return said.size() > 1;
}
// answer: right-learn-of-last-weeks-error
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var weekly = Differencing.of(168);
    var scaler = Scaler.standard(weekly.apply(past));
    var windows = Windows.manyToOne(24).horizon(6);
    var net = Network.of(11, new Recurrent(new LstmCell(1, 10)), new LastStep(), new Dense(10, 6));
    new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(5).batchSize(64).clipping(Clipping.norm(1))
            .fit(windows.cut(scaler.transform(weekly.apply(past))));
    class Forecaster implements UnaryOperator<double[]> {
        @Override public double[] apply(double[] now) {
            double[] z = scaler.transform(weekly.apply(now));
            double[] said = net.predict(windows.last(Sequence.of(z))).matrix().data;
            return weekly.extend(now, scaler.invert(Arrays.copyOf(said, 6)));
        }
    }
    return new Forecaster();
}
