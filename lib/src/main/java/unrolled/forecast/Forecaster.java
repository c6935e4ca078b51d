package unrolled.forecast;

/**
 * A way to forecast a series. Fitting changes nothing in the forecaster: it returns what it learned.
 *
 * <pre>{@code
 *   double[] next = new Drift().fit(series).forecast(10);
 * }</pre>
 */
public interface Forecaster {

    /** Such as {@code ARIMA(1,1,0)}: the name in a table of models. */
    String name();

    /**
     * Learns from a series, in order of time, read only.
     *
     * @throws IllegalArgumentException if the series is too short for this model or holds a value that is not finite
     */
    Fitted fit(double[] series);

    /** What a forecaster learned from a series. */
    interface Fitted {

        /**
         * The values that follow the series.
         *
         * @param steps how many, 1 or more
         * @throws IllegalArgumentException if steps are not positive
         */
        double[] forecast(int steps);
    }
}
