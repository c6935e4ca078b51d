package unrolled.forecast;

import java.util.Arrays;

/**
 * The mean of the last k values, for every step ahead. Not the MA part of an ARMA model, which averages errors.
 *
 * <pre>
 *   y_{n+h} = (y_{n−k+1} + … + y_n) / k
 * </pre>
 *
 * @param length k, 1 or more
 */
public record MovingAverage(int length) implements Forecaster {

    /** @throws IllegalArgumentException if the length is below 1 */
    public MovingAverage {
        Expect.atLeast("MovingAverage", "a length", 1, length);
    }

    @Override public String name() {
        return "mean of the last " + length;
    }

    @Override public Fitted fit(double[] series) {
        Expect.series(name(), series, length);
        double mean = Arrays.stream(series, series.length - length, series.length).average().orElseThrow();
        return steps -> {
            var y = Expect.steps(name(), steps);
            Arrays.fill(y, mean);
            return y;
        };
    }
}
