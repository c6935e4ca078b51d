package unrolled.forecast;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Stop;

/**
 * A table of models, the best first, each measured by the naive forecast, which is always in it.
 *
 * <pre>{@code
 *   show(Ranking.of(train, test).add(new Drift(), Arima.ar(2)).add("LSTM", predicted).table());
 * }</pre>
 */
public final class Ranking {

    private static final String NAIVE = new Naive().name();

    private final double[] train;
    private final double[] actual;
    private final int period;
    private final Map<String, double[]> forecasts = new LinkedHashMap<>();

    private Ranking(double[] train, double[] actual, int period) {
        this.train = Expect.series("Ranking", train, period + 1).clone();
        this.actual = Expect.series("Ranking", actual, 1).clone();
        this.period = period;
        forecasts.put(NAIVE, new Naive().fit(train).forecast(actual.length));
    }

    /** As {@link #of(double[], double[], int)} with a period of 1. */
    public static Ranking of(double[] train, double[] actual) {
        return of(train, actual, 1);
    }

    /**
     * A ranking that holds the naive forecast alone.
     *
     * @param train what was known; {@code actual} is what came next
     * @param period m of the MASE
     * @throws IllegalArgumentException if the period is below 1, the training part has no more values than that, or
     *     there is no actual value
     */
    public static Ranking of(double[] train, double[] actual, int period) {
        return new Ranking(train, actual, Expect.atLeast("Ranking", "a period", 1, period));
    }

    /**
     * Adds a forecast made elsewhere.
     *
     * @throws IllegalArgumentException if the name is taken or there is not a finite value for each actual one
     */
    public Ranking add(String model, double[] forecast) {
        if (forecasts.containsKey(model)) {
            throw new IllegalArgumentException("Ranking expects a name for each model, got '" + model + "' twice");
        }
        if (forecast.length != actual.length || !Arrays.stream(forecast).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Ranking expects " + actual.length + " finite values, got "
                    + forecast.length + " (model '" + model + "'" + firstBad(forecast) + ")");
        }
        forecasts.put(model, forecast.clone());
        return this;
    }

    private static String firstBad(double[] forecast) {
        for (int h = 0; h < forecast.length; h++) {
            if (!Double.isFinite(forecast[h])) return ", " + forecast[h] + " at step " + h;
        }
        return "";
    }

    /** Fits each model to the training part and adds its forecast. */
    public Ranking add(Forecaster... models) {
        for (var model : models) {
            Stop.check();
            if (!model.name().equals(NAIVE)) add(model.name(), model.fit(train).forecast(actual.length));
        }
        return this;
    }

    /**
     * A row a model, the smallest MAE first: its {@link Metrics}, and its MAE as a share of that of the naive forecast.
     * MAPE is missing where an actual value is 0, MASE where the training part never changes over the period.
     */
    public Table table() {
        return table(List.of(this));
    }

    /** The same over several folds: errors of all folds together, MASE a mean over the folds. */
    static Table table(List<Ranking> folds) {
        var names = StringColumn.create("model");
        var table = Table.create("ranking", names);
        for (var name : List.of("MAE", "RMSE", "MAPE %", "sMAPE %", "MASE", "MAE / naive")) {
            table.addColumns(DoubleColumn.create(name));
        }
        double naive = scores(folds, NAIVE)[0];
        for (var model : folds.get(0).forecasts.keySet()) {
            names.append(model);
            var scores = scores(folds, model);
            for (int k = 0; k < scores.length; k++) table.doubleColumn(k + 1).append(scores[k]);
            table.doubleColumn(scores.length + 1).append(scores[0] / naive);
        }
        return table.sortAscendingOn("MAE");
    }

    private static double[] scores(List<Ranking> folds, String model) {
        var a = joined(folds.stream().map(fold -> fold.actual).toList());
        var f = joined(folds.stream().map(fold -> fold.forecasts.get(model)).toList());
        double mape = Arrays.stream(a).anyMatch(v -> v == 0) ? Double.NaN : Metrics.mape(a, f);
        double mase = folds.stream().mapToDouble(fold -> fold.mase(model)).average().orElseThrow();
        return new double[] {Metrics.mae(a, f), Metrics.rmse(a, f), mape, Metrics.smape(a, f), mase};
    }

    private double mase(String model) {
        boolean changes = IntStream.range(period, train.length).anyMatch(t -> train[t] != train[t - period]);
        return changes ? Metrics.mase(actual, forecasts.get(model), train, period) : Double.NaN;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
