package unrolled.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;
import unrolled.machine.Stop;

/**
 * Averages that forget: a level, with Holt a trend, with Holt and Winters a season of period m too.
 *
 * <pre>
 *   simple           ŷ_t = ℓ_{t−1}                          ℓ_t = ℓ_{t−1} + α (y_t − ℓ_{t−1})
 *   Holt             ŷ_t = ℓ_{t−1} + b_{t−1}                b_t = β (ℓ_t − ℓ_{t−1}) + (1 − β) b_{t−1}
 *   Holt–Winters     ŷ_t = ℓ_{t−1} + b_{t−1} + s_{t−m}      ℓ_t = α (y_t − s_{t−m}) + (1 − α) (ℓ_{t−1} + b_{t−1})
 *                                                           s_t = γ (y_t − ℓ_{t−1} − b_{t−1}) + (1 − γ) s_{t−m}
 *   multiplicative   ŷ_t = (ℓ_{t−1} + b_{t−1}) s_{t−m}      − s_{t−m} becomes / s_{t−m}, − ℓ_{t−1} − b_{t−1} a division
 *
 *   forecast         y_{n+h} = ℓ_n + h b_n + s_{n−m+1+((h−1) mod m)}
 * </pre>
 *
 * Starts: simple ℓ_0 = y_1; Holt b_0 = y_2 − y_1, ℓ_0 = y_1 − b_0; with a season ℓ_0 is the mean of the first period,
 * b_0 the mean growth from the first to the second period, for one step, and s the first period less (over) ℓ_0. α, β
 * and γ, unless given, minimise the sum of squared errors Σ (y_t − ŷ_t)² from 0 to 1. It may have several valleys,
 * above all with a season that multiplies, so the search has many starts; one that it misses is still possible.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.6.3.324">P. R. Winters, Forecasting Sales by Exponentially Weighted Moving
 *      Averages, Management Science 6 (1960), 324–342</a>
 */
public final class ExponentialSmoothing implements Forecaster {

    private static final double[] GRID = {0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1};
    private static final double[] FINE_GRID = even(14);
    private static final double[] FINEST_GRID = even(40);
    private static final int SEARCHES = 12;
    private static final int SEARCHES_OF_A_SHORT_SERIES = 200;
    private static final int VALUES_OF_ALL_SEARCHES = 20_000;   // a longer series has fewer searches

    private final String name;
    private final int size;
    private final int period;
    private final boolean product;
    private final double[] given;

    private ExponentialSmoothing(String name, int size, int period, boolean product, double... given) {
        this.name = name;
        this.size = size;
        this.period = period;
        this.product = product;
        this.given = given;
        for (double rate : given) {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException(name + " expects rates from 0 to 1, got " + rate);
            }
        }
    }

    /** A level alone, α learned. */
    public static ExponentialSmoothing simple() {
        return new ExponentialSmoothing("simple smoothing", 1, 0, false);
    }

    /**
     * A level alone, with a given α.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public static ExponentialSmoothing simple(double alpha) {
        return new ExponentialSmoothing("simple smoothing", 1, 0, false, alpha);
    }

    /** Level and trend, both rates learned. */
    public static ExponentialSmoothing holt() {
        return new ExponentialSmoothing("Holt", 2, 0, false);
    }

    /**
     * Level and trend, with given rates.
     *
     * @throws IllegalArgumentException if one is not between 0 and 1
     */
    public static ExponentialSmoothing holt(double alpha, double beta) {
        return new ExponentialSmoothing("Holt", 2, 0, false, alpha, beta);
    }

    /**
     * Level, trend and a season that is added, rates learned.
     *
     * @throws IllegalArgumentException if the period is below 2
     */
    public static ExponentialSmoothing holtWinters(int period) {
        Expect.atLeast("Holt–Winters", "a period", 2, period);
        return new ExponentialSmoothing("Holt–Winters (" + period + ")", 3, period, false);
    }

    /**
     * Level, trend and a season that is added, with given rates.
     *
     * @throws IllegalArgumentException if the period is below 2, or a rate is not between 0 and 1
     */
    public static ExponentialSmoothing holtWinters(int period, double alpha, double beta, double gamma) {
        Expect.atLeast("Holt–Winters", "a period", 2, period);
        return new ExponentialSmoothing("Holt–Winters (" + period + ")", 3, period, false, alpha, beta, gamma);
    }

    /**
     * The same model with a season that multiplies; the series must be positive.
     *
     * @throws IllegalArgumentException if the model has no season
     */
    public ExponentialSmoothing multiplicative() {
        if (period == 0) throw new IllegalArgumentException(name + " expects a season to multiply by, got none");
        return new ExponentialSmoothing(name + " multiplicative", size, period, true, given);
    }

    @Override public String name() {
        return name;
    }

    /**
     * Learns the rates that are not given, and reads the series with them.
     *
     * @throws IllegalArgumentException if the series is too short, holds a value that is not finite, or not positive
     *     where the season multiplies, or if numbers grow beyond all bounds on the way
     */
    @Override public Fit fit(double[] series) {
        Expect.series(name, series, period > 0 ? 2 * period : size + 1);
        for (int t = 0; product && t < series.length; t++) {
            if (series[t] > 0) continue;
            throw new IllegalArgumentException(name + " expects positive values, got " + series[t] + " (row " + t
                    + ")");
        }
        var end = run(series, given.length > 0 ? given : learned(series));
        if (end.isFinite()) return new Fit(end);
        throw new IllegalArgumentException(name + " expects level, trend, season and squared errors to stay finite, "
                + "got others (rates " + Arrays.toString(end.rates) + ", " + series.length + " values); are some too"
                + " large?");
    }

    private double[] learned(double[] series) {
        var grid = new double[size][];
        Arrays.fill(grid, size < 3 ? FINEST_GRID : GRID);
        if (size == 3) grid[0] = FINE_GRID;
        var search = new RateSearch(grid, rates -> {
            var run = run(series, rates);
            return run.isFinite() ? run.sse : Double.MAX_VALUE;
        });
        int many = Math.min(SEARCHES_OF_A_SHORT_SERIES, VALUES_OF_ALL_SEARCHES / series.length);
        return search.best(size < 3 ? SEARCHES : Math.max(SEARCHES, many));
    }

    private static double[] even(int parts) {
        return IntStream.rangeClosed(0, parts).mapToDouble(k -> (double) k / parts).toArray();
    }

    private Run run(double[] y, double[] rates) {
        Stop.check();
        var run = start(y, rates);
        for (double value : y) run.step(value);
        return run;
    }

    private Run start(double[] y, double[] rates) {
        var run = new Run(rates, product, Math.max(1, period));
        if (period == 0) {
            run.trend = size == 1 ? 0 : y[1] - y[0];
            run.level = y[0] - run.trend;
            return run;
        }
        run.level = Arrays.stream(y, 0, period).average().orElseThrow();
        run.trend = (Arrays.stream(y, period, 2 * period).average().orElseThrow() - run.level) / period;
        for (int k = 0; k < period; k++) run.season[k] = product ? y[k] / run.level : y[k] - run.level;
        return run;
    }

    /** ℓ, b and s while they move through a series; a model without a season has one of 0 that never changes. */
    private static final class Run {
        private final double[] rates;
        private final boolean product;
        private final double[] season;
        private double level;
        private double trend;
        private double sse;
        private int next;                                          // the phase of the next y_t

        Run(double[] rates, boolean product, int period) {
            this.rates = rates;
            this.product = product;
            season = new double[period];
        }

        /** Reads y_t. */
        void step(double y) {
            int phase = next;
            next = phase + 1 == season.length ? 0 : phase + 1;
            double s = season[phase];
            double before = level + trend;                                            // ℓ_{t−1} + b_{t−1}
            double error = y - (product ? before * s : before + s);
            double last = level;
            sse += error * error;
            level = rates[0] * (product ? y / s : y - s) + (1 - rates[0]) * before;
            if (rates.length > 1) trend = rates[1] * (level - last) + (1 - rates[1]) * trend;
            if (rates.length > 2) season[phase] = rates[2] * (product ? y / before : y - before) + (1 - rates[2]) * s;
        }

        boolean isFinite() {
            return Double.isFinite(sse) && Double.isFinite(level + trend + Arrays.stream(season).sum());
        }

        double after(int h) {
            double line = level + h * trend;
            double s = season[(next + h - 1) % season.length];
            return product ? line * s : line + s;
        }
    }

    /** The smoothing rates and what level, trend and season had become at the end of the series. */
    public final class Fit implements Fitted {

        private final Run end;

        private Fit(Run end) {
            this.end = end;
        }

        @Override public double[] forecast(int steps) {
            Expect.steps(name, steps);
            return IntStream.rangeClosed(1, steps).mapToDouble(end::after).toArray();
        }

        /** α, with a trend β, with a season γ. */
        public double[] rates() {
            return end.rates.clone();
        }

        /** ℓ_n. */
        public double level() {
            return end.level;
        }

        /** b_n; 0 without a trend. */
        public double trend() {
            return end.trend;
        }

        /** The sum of the squared one-step errors Σ (y_t − ŷ_t)². */
        public double sse() {
            return end.sse;
        }

        @Override public String toString() {
            return name + ", rates " + Arrays.toString(end.rates);
        }
    }
}
