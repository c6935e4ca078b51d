// Right answers with the imports, names, signs and habits that people have.
// answer: right-split-imports
// cell: hw4-1-split
import java.util.List;
import java.util.ArrayList;
import java.util.Arrays;

double[][] split(double[] y, int validation, int test) {
    List<double[]> parts = new ArrayList<>();
    int answer = y.length - test;
    parts.add(Arrays.copyOfRange(y, 0, answer - validation));
    parts.add(Arrays.copyOfRange(y, answer - validation, answer));
    parts.add(Arrays.copyOfRange(y, answer, y.length));
    return parts.toArray(new double[3][]);
}
// answer: right-split-helper-copy
// cell: hw4-1-split
double[] copy(double[] y, int from, int to) {
    double[] part = new double[to - from];
    for (int t = from; t < to; t++) part[t - from] = y[t];
    return part;
}
double[][] split(double[] y, int validation, int test) {
    int T = y.length, a = T - validation - test, b = T - test;
    return new double[][] {copy(y, 0, a), copy(y, a, b), copy(y, b, T)};
}
// answer: right-scale-helpers-sum-and-mean
// cell: hw4-1-scale-of
double sum(double[] y, int rows) {
    double sun = 0;
    for (int t = 0; t < rows; t++) sun += y[t];
    return sun;
}
double mean(double[] y, int rows) { return sum(y, rows) / rows; }
double[] scaleOf(double[] y, int train) {
    double mu = mean(y, train);
    double[] squares = new double[train];
    for (int t = 0; t < train; t++) squares[t] = Math.pow(y[t] - mu, 2);
    return new double[] {mu, Math.sqrt(mean(squares, train))};
}
// answer: right-scale-static-imports
// cell: hw4-1-scale-of
import static java.lang.Math.*;
import java.util.stream.*;

double[] scaleOf(double[] y, int train) {
    double mean = IntStream.range(0, train).mapToDouble(t -> y[t]).average().orElse(0);
    double square = IntStream.range(0, train).mapToDouble(t -> pow(abs(y[t] - mean), 2)).average().orElse(0);
    return new double[] {mean, sqrt(square)};
}
// answer: right-scaled-own-tests
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    double[] answer = y.clone();
    for (int t = 0; t < answer.length; t++) {
        answer[t] -= scale[0];
        answer[t] /= scale[1];
    }
    return answer;
}
double[] unscaled(double[] z, double[] scale) {
    double[] answer = z.clone();
    for (int t = 0; t < answer.length; t++) {
        answer[t] *= scale[1];
        answer[t] += scale[0];
    }
    return answer;
}
double[] test = {1, 2, 3}, answer = unscaled(scaled(test, new double[] {2, 4}), new double[] {2, 4});
for (int k = 0; k < 3; k++) if (Math.abs(test[k] - answer[k]) > 1e-12) throw new AssertionError("my own test");
System.out.println("there and back: " + Arrays.toString(answer));
// answer: right-windows-percent-signs
// cell: hw4-2-windows
/*
% C×n and C×m
%%time is no question here
*/
double[][][] windows(double[] y, int n, int m) {
    int count = y.length - n - m + 1, width = n + m;
    double[][] inputs = new double[count][n], targets = new double[count][m];
    for (int k = 0; k < count * width; k++) {
        int r = k / width, at = k
            % width;
        if (at < n) inputs[r][at] = y[r + at];
        else targets[r][at - n] = y[r + at];
    }
    return new double[][][] {inputs, targets};
}
// answer: right-windows-from-text-block
// cell: hw4-2-windows-from
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    double[] part = new double[y.length - (from - n)];
    System.arraycopy(y, from - n, part, 0, part.length);
    System.out.print("""
        %d rows, of which
        %d are read first
        """.formatted(part.length, n));
    return windows(part, n, m);
}
// answer: right-season-helper-forecast
// cell: hw4-3-seasonal-naive
double forecast(double[] past, int period, int h) {
    return h < period ? past[past.length - period + h] : forecast(past, period, h - period);
}
double[] seasonalNaive(double[] past, int period, int steps) {
    double[] answer = new double[steps];
    Arrays.setAll(answer, h -> forecast(past, period, h));
    return answer;
}
// answer: right-mase-helper-eval
// cell: hw4-3-mase
double eval(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) sum += Math.abs(a[k] - b[k]);
    return sum / a.length;
}
double mase(double[] actual, double[] forecast, double[] train, int period) {
    double[] later = Arrays.copyOfRange(train, period, train.length);
    double[] earlier = Arrays.copyOf(train, train.length - period);
    return eval(actual, forecast) / eval(later, earlier);
}
// answer: right-walk-final-and-annotated
// cell: hw4-3-walk
@SuppressWarnings("unused")
public double[][] walk(final double[] y, final int from, final int steps, final int every,
                       final UnaryOperator<double[]> forecaster) {
    final java.util.ArrayList<double[]> forecasts = new java.util.ArrayList<>();
    int origin = from;
    while (origin <= y.length - steps) {
        final double[] past = new double[origin];
        for (int t = 0; t < origin; ++t) { past[t] = y[t]; }
        forecasts.add(forecaster.apply(past));
        origin += every;
    }
    return forecasts.toArray(new double[][] {});
}
// answer: right-megawatts-helper-unit
// cell: hw4-3-megawatts
double[] unit(double[] z, double[] scale) { return DoubleStream.of(z).map(v -> scale[0] + scale[1] * v).toArray(); }
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    double[] actual = unit(zActual, scale), forecast = unit(zForecast, scale);
    double sun = 0d;
    for (int k = 0; k < actual.length; k++) sun += Math.abs(forecast[k] - actual[k]);
    return sun / actual.length;
}
// answer: right-recursive-helpers-step-and-forward
// cell: hw4-5-recursive
double forward(Network net, double value, State state) {
    var answer = net.predict(Sequence.of(value), state);
    return answer.get(0, 0, 0);
}
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    State state = State.ZERO;
    double answer = 0;
    for (int t = origin - n; t < origin; t++) {
        answer = forward(net, z[t], state);
        state = net.lastState();
    }
    double[] forecast = new double[steps];
    forecast[0] = answer;
    for (int step = 1; step < steps; step++) {
        forecast[step] = forward(net, forecast[step - 1], state);
        state = net.lastState();
    }
    return forecast;
}
// answer: right-learn-much-is-printed
// cell: hw4-4-learn
import unrolled.train.*;
import unrolled.model.Network;

double[] weekOver(double[] y) {
    double[] d = new double[y.length - 168];
    for (int t = 0; t < d.length; t++) d[t] = y[t + 168] - y[t];
    return d;
}
UnaryOperator<double[]> learn(double[] past) {
    double[] d = weekOver(past);
    Scaler unit = Scaler.standard(d);
    Network net = Network.of(3, new Recurrent(new GruCell(1, 8)), new Dense(8, 6));
    Trainer trainer = new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3).batchSize(64);
    trainer.clipping(Clipping.norm(1)).fit(Windows.manyToMany(24).horizon(6).cut(unit.transform(d)));
    System.out.println(net.summary());
    final UnaryOperator<double[]> answer = now -> {
        double[] z = unit.transform(weekOver(now)), said = new double[6];
        Sequence test = net.predict(Sequence.of(Arrays.copyOfRange(z, z.length - 24, z.length)));
        for (int h = 0; h < said.length; h++) said[h] = test.get(test.steps() - 1, 0, h);
        double[] forecast = unit.invert(said);
        for (int h = 0; h < 6; h++) forecast[h] += now[now.length - 168 + h];
        return forecast;
    };
    return answer;
}
