package unrolled.data;

import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;
import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * A series taken apart into trend, season and rest.
 *
 * <pre>
 *   additive, STL     y_t = trend_t + season_t + rest_t
 *   multiplicative    y_t = trend_t · season_t · rest_t
 *
 *   classical trend   the mean of one period around t; a period of even length m takes m + 1 values, the first and the
 *                     last with weight ½. It is NaN, and so is the rest, where the period reaches past an end.
 *   classical season  the mean of y − trend (or y / trend) over all t of the same phase, shifted to mean 0 (or 1)
 * </pre>
 *
 * Trend and season at t come from what follows t, too: to forecast, take the training part alone apart.
 *
 * <p>The classical form is {@code decompose} of R and {@code seasonal_decompose} of statsmodels. STL smooths by local
 * regression instead: its season may change slowly, and it has values at the ends. It is computed by stl-decomp-4j.
 *
 * <p>Source: R. B. Cleveland, W. S. Cleveland, J. E. McRae, I. Terpenning, STL: A Seasonal-Trend Decomposition
 * Procedure Based on Loess, Journal of Official Statistics 6 (1990), 3–73.
 */
public final class Decomposition {

    /** How many neighbouring seasons STL smooths each season over: a larger number makes the season stiffer. */
    public static final int SEASONAL_WIDTH = 7;

    private final double[] trend;
    private final double[] season;
    private final double[] rest;

    private Decomposition(double[] trend, double[] season, double[] rest) {
        this.trend = trend;
        this.season = season;
        this.rest = rest;
    }

    /**
     * The classical decomposition into a sum.
     *
     * @throws IllegalArgumentException if the period is below 2, the series holds fewer than two periods, or a value is
     *     not finite
     */
    public static Decomposition additive(double[] series, int period) {
        expectPeriods(series, period);
        var trend = centredMean(series, period);
        var means = phaseMeans(series, trend, period, false);
        double level = Arrays.stream(means).average().orElseThrow();
        var season = new double[series.length];
        var rest = new double[series.length];
        for (int t = 0; t < series.length; t++) {
            season[t] = means[t % period] - level;
            rest[t] = series[t] - trend[t] - season[t];
        }
        return new Decomposition(trend, season, rest);
    }

    /**
     * The classical decomposition into a product.
     *
     * @throws IllegalArgumentException if the period is below 2, the series holds fewer than two periods, or a value is
     *     not positive and finite
     */
    public static Decomposition multiplicative(double[] series, int period) {
        expectPeriods(series, period);
        for (int t = 0; t < series.length; t++) {
            if (series[t] <= 0) throw refusal("positive values for a product", series[t] + " (row " + t + ")");
        }
        var trend = centredMean(series, period);
        var means = phaseMeans(series, trend, period, true);
        double level = Arrays.stream(means).average().orElseThrow();
        var season = new double[series.length];
        var rest = new double[series.length];
        for (int t = 0; t < series.length; t++) {
            season[t] = means[t % period] / level;
            rest[t] = series[t] / trend[t] / season[t];
        }
        return new Decomposition(trend, season, rest);
    }

    /** The decomposition into a sum by STL with a {@link #SEASONAL_WIDTH}, as {@link #stl(double[], int, int)}. */
    public static Decomposition stl(double[] series, int period) {
        return stl(series, period, SEASONAL_WIDTH);
    }

    /**
     * The decomposition into a sum by STL: local lines, two inner rounds, no robustness weights. With a period p and a
     * seasonal width w, as in the paper and in R,
     *
     * <pre>
     *   trend width      the smallest odd number ≥ 1.5 p / (1 − 1.5 / w), exactly: 15 for p = 7 and w = 5, where
     *                    the double that R and statsmodels round is a little over 15, and they take 17
     *   low-pass width   the smallest odd number ≥ p; statsmodels takes p + 2 where p is odd, and differs a little
     * </pre>
     *
     * @param seasonalWidth how many neighbouring seasons each season is smoothed over; odd, 3 or more
     * @throws IllegalArgumentException if the period is below 2, the series holds fewer than two periods, a value is
     *     not finite, or the width is even or below 3
     */
    public static Decomposition stl(double[] series, int period, int seasonalWidth) {
        expectPeriods(series, period);
        if (seasonalWidth < 3 || seasonalWidth % 2 == 0) {
            throw refusal("an odd seasonal width of 3 or more", seasonalWidth + "");
        }
        var stl = new SeasonalTrendLoess.Builder().setPeriodLength(period).setSeasonalWidth(seasonalWidth)
                .setTrendWidth(trendWidth(period, seasonalWidth)).setLowpassWidth(odd(period))
                .setSeasonalDegree(1).setSeasonalJump(1).setTrendJump(1).setLowpassJump(1)
                .setInnerIterations(2).setRobustnessIterations(0).buildSmoother(series.clone()).decompose();
        return new Decomposition(stl.getTrend(), stl.getSeasonal(), stl.getResidual());
    }

    /** 1.5 p / (1 − 1.5 / w) = 3pw / (2w − 3), in whole numbers: rounding cannot push it over the next odd one. */
    private static int trendWidth(int p, int w) {
        return odd((int) ((3L * p * w + 2L * w - 4) / (2L * w - 3)));
    }

    private static int odd(int least) {
        return least + 1 - least % 2;
    }

    /** A value for each row; NaN at the ends of a classical decomposition. */
    public double[] trend() {
        return trend.clone();
    }

    /** A value for each row. */
    public double[] season() {
        return season.clone();
    }

    /** What trend and season leave over; NaN at the ends of a classical decomposition. */
    public double[] rest() {
        return rest.clone();
    }

    /** Columns {@code trend}, {@code season} and {@code rest}; NaN becomes a missing value. */
    public Table table() {
        return Table.create("decomposition", DoubleColumn.create("trend", trend), DoubleColumn.create("season", season),
                DoubleColumn.create("rest", rest));
    }

    private static double[] centredMean(double[] y, int period) {
        int half = period / 2;
        double end = period % 2 == 0 ? 0.5 : 1;
        var mean = new double[y.length];
        Arrays.fill(mean, Double.NaN);
        for (int t = half; t < y.length - half; t++) {
            double sum = end * (y[t - half] + y[t + half]);
            for (int k = t - half + 1; k < t + half; k++) sum += y[k];
            mean[t] = sum / period;
        }
        return mean;
    }

    private static double[] phaseMeans(double[] y, double[] trend, int period, boolean product) {
        var means = new double[period];
        for (int phase = 0; phase < period; phase++) {
            int count = 0;
            for (int t = phase; t < y.length; t += period) {
                if (Double.isNaN(trend[t])) continue;
                means[phase] += product ? y[t] / trend[t] : y[t] - trend[t];
                count++;
            }
            means[phase] /= count;
        }
        return means;
    }

    private static void expectPeriods(double[] y, int period) {
        if (period < 2) throw refusal("a period of 2 or more", period + "");
        if (y.length < 2 * period) {
            throw refusal("two periods or more, " + 2 * period + " values", y.length + " (period " + period + ")");
        }
        for (int t = 0; t < y.length; t++) {
            if (!Double.isFinite(y[t])) throw refusal("finite values", y[t] + " (row " + t + ")");
        }
    }

    private static IllegalArgumentException refusal(String expected, String got) {
        return new IllegalArgumentException("Decomposition expects " + expected + ", got " + got);
    }
}
