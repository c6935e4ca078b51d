// Wrong answers by kind: the future read, population and sample, one row off, the last window dropped, wrong axis.
// answer: wrong-split-backwards
// loses: hw4-1a-split
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    int train = y.length - validation - test;
    return new double[][] {Arrays.copyOf(y, train), Arrays.copyOfRange(y, y.length - validation, y.length),
        Arrays.copyOfRange(y, train, train + test)};
}
// answer: wrong-split-of-seven-tenths
// loses: hw4-1a-split
// cell: hw4-1-split
double[][] split(double[] y, int validation, int test) {
    int train = y.length / 2, mid = y.length * 7 / 10;
    return new double[][] {Arrays.copyOf(y, train), Arrays.copyOfRange(y, train, mid),
        Arrays.copyOfRange(y, mid, y.length)};
}
// answer: wrong-scale-of-a-sample
// loses: hw4-1b-scale-of-the-past
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    double mean = Arrays.stream(y, 0, train).average().getAsDouble();
    double squares = Arrays.stream(y, 0, train).map(v -> (v - mean) * (v - mean)).sum();
    return new double[] {mean, Math.sqrt(squares / (train - 1))};
}
// answer: wrong-scale-one-row-too-few
// loses: hw4-1b-scale-of-the-past
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    double mean = Arrays.stream(y, 0, train - 1).average().getAsDouble();
    double squares = Arrays.stream(y, 0, train - 1).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
    return new double[] {mean, Math.sqrt(squares)};
}
// answer: wrong-scale-sorts-what-is-given
// loses: hw4-1b-scale-of-the-past
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    Arrays.sort(y, 0, train);
    double mean = Arrays.stream(y, 0, train).average().getAsDouble();
    double squares = Arrays.stream(y, 0, train).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
    return new double[] {mean, Math.sqrt(squares)};
}
// answer: wrong-scaled-by-its-own-mean
// loses: hw4-1c-there-and-back
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    double mean = Arrays.stream(y).average().getAsDouble();
    return Arrays.stream(y).map(v -> (v - mean) / scale[1]).toArray();
}
double[] unscaled(double[] z, double[] scale) {
    return Arrays.stream(z).map(v -> scale[0] + v * scale[1]).toArray();
}
// answer: wrong-scaled-three-rows
// loses: hw4-1c-there-and-back
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    double[] z = new double[y.length];
    for (int t = 0; t < 3; t++) z[t] = (y[t] - scale[0]) / scale[1];
    return z;
}
double[] unscaled(double[] z, double[] scale) {
    double[] y = new double[z.length];
    for (int t = 0; t < Math.min(3, z.length); t++) y[t] = scale[0] + z[t] * scale[1];
    return y;
}
// answer: wrong-windows-last-one-dropped
// loses: hw4-2a-windows, hw4-2b-windows-elsewhere, hw4-2c-first-target
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    int count = y.length - n - m;
    double[][] inputs = new double[count][], targets = new double[count][];
    for (int r = 0; r < count; r++) {
        inputs[r] = Arrays.copyOfRange(y, r, r + n);
        targets[r] = Arrays.copyOfRange(y, r + n, r + n + m);
    }
    return new double[][][] {inputs, targets};
}
// answer: wrong-windows-every-other
// loses: hw4-2a-windows, hw4-2b-windows-elsewhere, hw4-2c-first-target
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    var inputs = new ArrayList<double[]>();
    var targets = new ArrayList<double[]>();
    for (int r = 0; r + n + m <= y.length; r += m) {
        inputs.add(Arrays.copyOfRange(y, r, r + n));
        targets.add(Arrays.copyOfRange(y, r + n, r + n + m));
    }
    return new double[][][] {inputs.toArray(new double[0][]), targets.toArray(new double[0][])};
}
// answer: wrong-windows-past-the-end
// loses: hw4-2a-windows, hw4-2b-windows-elsewhere, hw4-2c-first-target
// cell: hw4-2-windows
double[][][] windows(double[] y, int n, int m) {
    int count = y.length - n;
    double[][] inputs = new double[count][], targets = new double[count][];
    for (int r = 0; r < count; r++) {
        inputs[r] = Arrays.copyOfRange(y, r, r + n);
        targets[r] = Arrays.copyOfRange(y, r + n, r + n + m);      // zeros behind the last row
    }
    return new double[][][] {inputs, targets};
}
// answer: wrong-windows-from-newest-first
// loses: hw4-2c-first-target
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    double[][][] cut = windows(Arrays.copyOfRange(y, from - n, y.length), n, m);
    for (double[][] part : cut) Collections.reverse(Arrays.asList(part));
    return cut;
}
// answer: wrong-windows-from-one-row-late
// loses: hw4-2c-first-target
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    return windows(Arrays.copyOfRange(y, from - n + 1, y.length), n, m);
}
// answer: wrong-season-repeats-the-last-value
// loses: hw4-3a-seasonal-naive
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] forecast = new double[steps];
    for (int h = 0; h < steps; h++) forecast[h] = past[Math.min(past.length - 1, past.length - period + h)];
    return forecast;
}
// answer: wrong-season-from-the-first-period
// loses: hw4-3a-seasonal-naive
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] forecast = new double[steps];
    for (int h = 0; h < steps; h++) forecast[h] = past[(past.length + h) % period];
    return forecast;
}
// answer: wrong-mase-roots
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    for (int h = 0; h < actual.length; h++) error += Math.pow(actual[h] - forecast[h], 2) / actual.length;
    for (int t = period; t < train.length; t++) naive += Math.pow(train[t] - train[t - period], 2);
    return Math.sqrt(error / (naive / (train.length - period)));
}
// answer: wrong-mase-signed-errors
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    for (int h = 0; h < actual.length; h++) error += (actual[h] - forecast[h]) / actual.length;
    int k = train.length - period;
    for (int t = 0; t < k; t++) naive += Math.abs(train[t + period] - train[t]) / k;
    return Math.abs(error) / naive;
}
// answer: wrong-mase-floor
// loses: hw4-3b-mase
// cell: hw4-3-mase
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double error = 0, naive = 0;
    for (int h = 0; h < actual.length; h++) error += Math.abs(actual[h] - forecast[h]) / actual.length;
    int k = train.length - period;
    for (int t = 0; t < k; t++) naive += Math.abs(train[t + period] - train[t]) / k;
    return error / (naive + 1e-6);
}
// answer: wrong-walk-one-origin-too-few
// loses: hw4-3c-walk
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    var all = new ArrayList<double[]>();
    for (int o = from; o + steps < y.length; o += every) all.add(forecaster.apply(Arrays.copyOf(y, o)));
    return all.toArray(new double[0][]);
}
// answer: wrong-walk-a-window-of-the-last-rows
// loses: hw4-3c-walk
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    var all = new ArrayList<double[]>();
    for (int o = from; o + steps <= y.length; o += every) all.add(forecaster.apply(Arrays.copyOfRange(y, o - from, o)));
    return all.toArray(new double[0][]);
}
// answer: wrong-megawatts-of-the-sum
// loses: hw4-3d-megawatts
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    double sum = 0;
    for (int k = 0; k < zActual.length; k++) sum += zActual[k] - zForecast[k];
    return Math.abs(sum) * scale[1] / zActual.length;
}
// answer: wrong-megawatts-800
// loses: hw4-3d-megawatts
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    double sum = 0;
    for (int k = 0; k < zActual.length; k++) sum += 800 * Math.abs(zActual[k] - zForecast[k]);
    return sum / zActual.length;
}
// answer: wrong-learn-keeps-the-first-answer
// loses: hw4-4a-six-megawatts, hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    Map<Integer, double[]> said = new HashMap<>();
    return now -> said.computeIfAbsent(0, k -> Arrays.copyOfRange(now, now.length - 168, now.length - 162));
}
// answer: wrong-learn-seven-hours
// loses: hw4-4a-six-megawatts
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    return now -> {
        double change = now[now.length - 1] - now[now.length - 169];
        double[] said = new double[7];
        for (int h = 0; h < 7; h++) said[h] = now[now.length - 168 + h] + change * Math.pow(0.9, h + 1);
        return said;
    };
}
// answer: wrong-refused-as-it-is-no-network
// loses: hw4-4a-six-megawatts, hw4-4b-no-future, hw4-4c-beats-last-week, hw4-4d-by-a-margin
// cell: hw4-4-learn
UnaryOperator<double[]> learn(double[] past) {
    var weekly = Differencing.of(168);
    var ar = Arima.ar(1).fit(weekly.apply(past));
    return now -> {
        double[] d = new double[6];
        double at = now[now.length - 1] - now[now.length - 169];
        for (int h = 0; h < 6; h++) d[h] = at = ar.constant() + ar.phi()[0] * at;
        return weekly.extend(now, d);
    };
}
// answer: wrong-recursive-one-answer-late
// loses: hw4-5a-recursive-by-hand, hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var forecast = new double[steps];
    var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin)));
    for (int h = 0; h < steps; h++) {
        answer = net.predict(Sequence.of(answer.get(answer.steps() - 1, 0, 0)), net.lastState());
        forecast[h] = answer.get(answer.steps() - 1, 0, 0);
    }
    return forecast;
}
// answer: wrong-recursive-writes-into-the-series
// loses: hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    for (int h = 0; h < steps; h++) {
        var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin + h)));
        z[origin + h] = answer.get(n + h - 1, 0, 0);
    }
    return Arrays.copyOfRange(z, origin, origin + steps);
}
// answer: wrong-recursive-state-of-the-last-call
// loses: hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var forecast = new double[steps];
    var start = net.lastState() == null ? State.ZERO : net.lastState();
    var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin)), start);
    for (int h = 0; h < steps; h++) {
        forecast[h] = answer.get(answer.steps() - 1, 0, 0);
        answer = net.predict(Sequence.of(forecast[h]), net.lastState());
    }
    return forecast;
}
// answer: wrong-recursive-first-answer-of-the-window
// loses: hw4-5a-recursive-by-hand, hw4-5b-recursive-state
// cell: hw4-5-recursive
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var forecast = new double[steps];
    var answer = net.predict(Sequence.of(Arrays.copyOfRange(z, origin - n, origin)));
    for (int h = 0; h < steps; h++) {
        forecast[h] = answer.get(0, 0, 0);
        answer = net.predict(Sequence.of(forecast[h]), net.lastState());
    }
    return forecast;
}
// answer: wrong-direct-networks-farthest-first
// loses: hw4-5c-direct-networks
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    var nets = new LinkedList<Network>();
    for (int h = 1; h <= steps; h++) nets.addFirst(trainer.apply(Windows.manyToOne(n).ahead(h).cut(z)));
    return nets;
}
// answer: wrong-direct-networks-twice-the-first-window
// loses: hw4-5c-direct-networks
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    var nets = new ArrayList<Network>();
    for (int h = 1; h <= steps; h++) {
        int count = z.length - n - h + 1;
        var x = new Sequence(n, count, 1);
        var y = new Sequence(1, count, 1);
        for (int k = 0; k < count; k++) {
            int from = Math.max(0, k - 1);
            for (int t = 0; t < n; t++) x.set(t, k, 0, z[from + t]);
            y.set(0, k, 0, z[from + n + h - 1]);
        }
        nets.add(trainer.apply(new Batch(x, y)));
    }
    return nets;
}
// answer: wrong-direct-windows-grow
// loses: hw4-5d-direct-forecast
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) {
    double[] forecast = new double[nets.size()];
    for (int h = 0; h < forecast.length; h++)
        forecast[h] = nets.get(h).predict(Sequence.of(Arrays.copyOfRange(z, origin - n - h, origin))).get(0, 0, 0);
    return forecast;
}
// answer: wrong-direct-three-networks
// loses: hw4-5d-direct-forecast
// cell: hw4-5-direct
double[] direct(List<Network> nets, double[] z, int origin, int n) {
    var window = Sequence.of(Arrays.copyOfRange(z, origin - n, origin));
    double[] forecast = new double[3];
    for (int h = 0; h < Math.min(3, nets.size()); h++) forecast[h] = nets.get(h).predict(window).get(0, 0, 0);
    return forecast;
}
// answer: wrong-detector-adds-one
// loses: hw4-6b-every-way-to-peek
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] other = y.clone();
    for (int t = origin; t < y.length; t++) other[t] += 1;
    double[] one = method.forecast(y.clone(), origin), two = method.forecast(other, origin);
    for (int h = 0; h < one.length; h++) if (Math.abs(one[h] - two[h]) > 1e-3) return true;
    return false;
}
// answer: wrong-detector-mirrors-the-future
// loses: hw4-6b-every-way-to-peek
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] other = y.clone();
    for (int t = origin; t < y.length; t++) other[t] = y[y.length - 1 - (t - origin)];
    return !Arrays.equals(method.forecast(y.clone(), origin), method.forecast(other, origin));
}
// answer: wrong-detector-writes-into-y
// loses: hw4-6b-every-way-to-peek
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] before = method.forecast(y.clone(), origin);
    for (int t = origin; t < y.length; t++) y[t] = 3 * y[t] + 1000;
    return !Arrays.equals(before, method.forecast(y.clone(), origin));
}
// answer: wrong-detector-first-hour-only
// loses: hw4-6b-every-way-to-peek
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    double[] other = y.clone();
    for (int t = origin; t < y.length; t++) other[t] += 1000 + t;
    return method.forecast(y.clone(), origin)[0] != method.forecast(other, origin)[0];
}
// answer: wrong-detector-always-suspects
// loses: hw4-6a-honest-or-not
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    return y.length - origin > 3 || method.forecast(y.clone(), origin).length == 1;
}
