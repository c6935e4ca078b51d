package unrolled.forecast;

/**
 * The straight line through the first and the last value.
 *
 * <pre>
 *   y_{n+h} = y_n + h (y_n − y_1) / (n − 1)
 * </pre>
 */
public record Drift() implements Forecaster {

    @Override public String name() {
        return "drift";
    }

    @Override public Fitted fit(double[] series) {
        Expect.series(name(), series, 2);
        double last = series[series.length - 1];
        double slope = (last - series[0]) / (series.length - 1);
        return steps -> {
            var y = Expect.steps(name(), steps);
            for (int h = 1; h <= steps; h++) y[h - 1] = last + h * slope;
            return y;
        };
    }
}
