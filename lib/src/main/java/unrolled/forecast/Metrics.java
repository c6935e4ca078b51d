package unrolled.forecast;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import unrolled.math.Norm;

/**
 * How wrong a forecast f was, once a is known.
 *
 * <pre>
 *   MAE    = mean |a − f|                                  in the unit of the series
 *   RMSE   = √ mean (a − f)²                               in the unit of the series; large errors weigh more
 *   MAPE   = 100 · mean |a − f| / |a|                      percent; only where no a is 0
 *   sMAPE  = 100 · mean 2 |a − f| / (|a| + |f|)            percent, from 0 to 200; 0/0 counts as 0
 *   MASE   = MAE / mean |y_t − y_{t−m}| over training      no unit; below 1 beats the (seasonal) naive forecast
 * </pre>
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2006.03.001">R. J. Hyndman, A. B. Koehler, Another look at
 *      measures of forecast accuracy, International Journal of Forecasting 22 (2006), 679–688</a>
 */
public final class Metrics {

    private Metrics() {}

    /** The mean absolute error. */
    public static double mae(double[] actual, double[] forecast) {
        return mean("MAE", actual, forecast, h -> Math.abs(actual[h] - forecast[h]));
    }

    /** The root of the mean squared error. */
    public static double rmse(double[] actual, double[] forecast) {
        double mean = mean("RMSE", actual, forecast, h -> (actual[h] - forecast[h]) * (actual[h] - forecast[h]));
        return Norm.holds(mean) ? Math.sqrt(mean)
                : Norm.rootMeanSquare(actual.length, h -> actual[h] - forecast[h]);
    }

    /**
     * The mean absolute error in percent of the actual value.
     *
     * @throws IllegalArgumentException if an actual value is 0
     */
    public static double mape(double[] actual, double[] forecast) {
        for (int h = 0; h < actual.length; h++) {
            if (actual[h] == 0) {
                throw new IllegalArgumentException("MAPE expects actual values other than 0, got 0 (step " + h
                        + "); is sMAPE or MASE wanted?");
            }
        }
        return mean("MAPE", actual, forecast, h -> 100 * (Math.abs(actual[h] - forecast[h]) / Math.abs(actual[h])));
    }

    /** The mean absolute error in percent of the mean of actual and forecast size. */
    public static double smape(double[] actual, double[] forecast) {
        return mean("sMAPE", actual, forecast, h -> {
            double size = Math.abs(actual[h]) + Math.abs(forecast[h]);
            return size == 0 ? 0 : 200 * (Math.abs(actual[h] - forecast[h]) / size);
        });
    }

    /**
     * The mean absolute error as a multiple of that of the naive forecast, one step ahead, over the training part.
     *
     * @param period m: 1 for the value before, 12 for the same month of the year before
     * @throws IllegalArgumentException if the training part has no more than m values or never changes over m steps
     */
    public static double mase(double[] actual, double[] forecast, double[] train, int period) {
        Expect.atLeast("MASE", "a period", 1, period);
        Expect.series("MASE", train, period + 1);
        double scale = IntStream.range(period, train.length).mapToDouble(t -> Math.abs(train[t] - train[t - period]))
                .average().orElseThrow();
        if (scale == 0) {
            throw new IllegalArgumentException("MASE expects a training part that changes, got one where every value"
                    + " is that of " + period + " before");
        }
        return mae(actual, forecast) / scale;
    }

    private static double mean(String who, double[] actual, double[] forecast, IntToDoubleFunction error) {
        if (actual.length != forecast.length || actual.length == 0) {
            throw new IllegalArgumentException(who + " expects as many forecasts as actual values, 1 or more, got "
                    + forecast.length + " and " + actual.length);
        }
        double mean = IntStream.range(0, actual.length).mapToDouble(error).average().orElseThrow();
        return Double.isFinite(mean) ? mean              // else the sum alone may be what no double holds
                : IntStream.range(0, actual.length).mapToDouble(h -> error.applyAsDouble(h) / actual.length).sum();
    }
}
