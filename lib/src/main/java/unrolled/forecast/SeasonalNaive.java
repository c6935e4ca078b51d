package unrolled.forecast;

import java.util.Arrays;

/**
 * This season as the last one: the value of the same phase in the last period.
 *
 * <pre>
 *   y_{n+h} = y_{n−m+1+((h−1) mod m)}         m the period, rows counted from 1
 * </pre>
 *
 * @param period 1 or more; 12 for months in a year
 */
public record SeasonalNaive(int period) implements Forecaster {

    /** @throws IllegalArgumentException if the period is below 1 */
    public SeasonalNaive {
        Expect.atLeast("SeasonalNaive", "a period", 1, period);
    }

    @Override public String name() {
        return "seasonal naive (" + period + ")";
    }

    @Override public Fitted fit(double[] series) {
        Expect.series(name(), series, period);
        var last = Arrays.copyOfRange(series, series.length - period, series.length);
        return steps -> {
            var y = Expect.steps(name(), steps);
            for (int h = 0; h < steps; h++) y[h] = last[h % period];
            return y;
        };
    }
}
