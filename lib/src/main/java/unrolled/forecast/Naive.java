package unrolled.forecast;

import java.util.Arrays;

/**
 * Tomorrow as today: the forecast that every other has to beat.
 *
 * <pre>
 *   y_{n+h} = y_n
 * </pre>
 */
public record Naive() implements Forecaster {

    @Override public String name() {
        return "naive";
    }

    @Override public Fitted fit(double[] series) {
        Expect.series(name(), series, 1);
        double last = series[series.length - 1];
        return steps -> {
            var y = Expect.steps(name(), steps);
            Arrays.fill(y, last);
            return y;
        };
    }
}
