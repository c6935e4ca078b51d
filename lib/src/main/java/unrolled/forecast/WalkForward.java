package unrolled.forecast;

import java.util.List;
import tech.tablesaw.api.Table;
import unrolled.data.Folds;
import unrolled.machine.Stop;

/**
 * Judges models as they would be used: fit on the past, forecast what comes next, move on, fit again. A model is never
 * fitted to a row it is tested on, nor to one after it.
 *
 * <pre>{@code
 *   var walk = new WalkForward(Folds.expanding(144, 96, 12, 12));
 *   show(walk.compare(series, 12, new SeasonalNaive(12), ExponentialSmoothing.holtWinters(12)));
 * }</pre>
 *
 * @param folds where each training part ends and its test part begins
 */
public record WalkForward(List<Folds.Fold> folds) {

    /** @throws IllegalArgumentException if there is no fold */
    public WalkForward {
        if (folds.isEmpty()) throw new IllegalArgumentException("WalkForward expects a fold or more, got none");
        folds = List.copyOf(folds);
    }

    /**
     * The forecast of each fold, fitted anew each time.
     *
     * @return [fold][step]
     * @throws IllegalArgumentException if the series is shorter than the folds, or too short to fit
     */
    public double[][] forecasts(double[] series, Forecaster model) {
        return folds.stream().map(fold -> forecast(series, fold, model)).toArray(double[][]::new);
    }

    private static double[] forecast(double[] series, Folds.Fold fold, Forecaster model) {
        Stop.check();
        return model.fit(fold.train(series)).forecast(fold.test(series).length);
    }

    /**
     * The {@link Ranking} of the models over all folds, the naive forecast included. A model that fails in a fold is a
     * row without scores that says in which, and why.
     *
     * @param period m of the MASE; 1 for a series without a season
     * @throws IllegalArgumentException if the series is shorter than the folds, or two models have one name
     */
    public Table compare(double[] series, int period, Forecaster... models) {
        return Ranking.table(folds.stream()
                .map(fold -> Ranking.of(fold.train(series), fold.test(series), period).add(models)).toList());
    }
}
