package unrolled.forecast;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.machine.Stop;

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
    private final Map<String, String> failures = new LinkedHashMap<>();

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
        expectNew(model);
        forecasts.put(model, expectForecast(model, forecast).clone());
        return this;
    }

    private void expectNew(String model) {
        if (!forecasts.containsKey(model) && !failures.containsKey(model)) return;
        throw new IllegalArgumentException("Ranking expects a name for each model, got '" + model + "' twice");
    }

    private double[] expectForecast(String model, double[] forecast) {
        if (forecast.length == actual.length && Arrays.stream(forecast).allMatch(Double::isFinite)) return forecast;
        throw new IllegalArgumentException("Ranking expects " + actual.length + " finite values, got " + forecast.length
                + " (model '" + model + "'" + firstBad(forecast) + ")");
    }

    private static String firstBad(double[] forecast) {
        for (int h = 0; h < forecast.length; h++) {
            if (!Double.isFinite(forecast[h])) return ", " + forecast[h] + " at step " + h;
        }
        return "";
    }

    /**
     * Fits each model to the training part and adds its forecast. A model that cannot be fitted, or whose forecast is
     * not a finite value for each actual one, keeps its row in the table: without scores, and with the reason.
     *
     * @throws IllegalArgumentException if a name is taken
     */
    public Ranking add(Forecaster... models) {
        for (var model : models) {
            Stop.check();
            if (!model.name().equals(NAIVE)) fit(model);
        }
        return this;
    }

    private void fit(Forecaster model) {
        expectNew(model.name());
        try {
            add(model.name(), model.fit(train.clone()).forecast(actual.length));
        } catch (CancellationException e) {                     // the stop button is no failure of the model
            throw e;
        } catch (RuntimeException e) {
            Stop.check();                                       // nor is what it made of the stop button
            failures.put(model.name(), e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    /**
     * A row a model, the smallest MAE first: its {@link Metrics}, and its MAE as a share of that of the naive forecast.
     * MAPE is missing where an actual value is 0, MASE where the training part never changes over the period. Models
     * that failed stand last; their reasons are in a column {@code failure}, which is there only when one failed. The
     * table's title names them too: it is seen where only the first rows are.
     */
    public Table table() {
        return table(List.of(this));
    }

    /** The same over several folds: errors of all folds together, MASE a mean over the folds. */
    static Table table(List<Ranking> folds) {
        var table = Table.create("ranking", StringColumn.create("model"));
        for (var name : List.of("MAE", "RMSE", "MAPE %", "sMAPE %", "MASE", "MAE / naive")) {
            table.addColumns(DoubleColumn.create(name));
        }
        double naive = scores(folds, NAIVE)[0];
        var failures = failures(folds);
        for (var model : folds.get(0).forecasts.keySet()) {
            if (failures.containsKey(model)) continue;
            var scores = scores(folds, model);
            table.stringColumn("model").append(model);
            for (int k = 0; k < scores.length; k++) table.doubleColumn(k + 1).append(scores[k]);
            table.doubleColumn(scores.length + 1).append(scores[0] / naive);
        }
        return withFailures(table.sortAscendingOn("MAE"), failures);
    }

    private static Table withFailures(Table table, Map<String, String> failures) {
        if (failures.isEmpty()) return table;
        table.setName(table.name() + ", failed: " + String.join(", ", failures.keySet()));
        var reasons = StringColumn.create("failure", table.rowCount());
        table.addColumns(reasons);
        failures.forEach((model, reason) -> {
            for (var column : table.columns()) column.appendMissing();
            table.stringColumn("model").set(table.rowCount() - 1, model);
            reasons.set(table.rowCount() - 1, reason);
        });
        return table;
    }

    /** Of each model that failed in a fold, the first reason: scores of the other folds alone would be unfair. */
    private static Map<String, String> failures(List<Ranking> folds) {
        var failures = new LinkedHashMap<String, String>();
        for (int k = 0; k < folds.size(); k++) {
            var where = folds.size() == 1 ? "" : "fold " + (k + 1) + " of " + folds.size() + ": ";
            folds.get(k).failures.forEach((model, reason) -> failures.putIfAbsent(model, where + reason));
        }
        return failures;
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
