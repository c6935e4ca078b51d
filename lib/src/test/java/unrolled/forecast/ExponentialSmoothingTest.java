package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unrolled.data.Columns;
import unrolled.data.CourseData;
import unrolled.data.Synthetic;
import unrolled.math.Rng;

class ExponentialSmoothingTest {

    private final double[] air = Columns.numbers(CourseData.load("airline-passengers-monthly"), "passengers");

    /** Steps 1, 2 and 15 of the forecast, and the sum of squared errors. */
    private void assertFit(ExponentialSmoothing model, double one, double two, double fifteen, double sse) {
        var fit = model.fit(air);
        var y = fit.forecast(15);
        assertThat(new double[] {y[0], y[1], y[14]}).containsExactly(new double[] {one, two, fifteen}, within(1e-9));
        assertThat(fit.sse()).isCloseTo(sse, within(1e-6));
    }

    @Test void givenRatesAndStartsGiveTheNumbersOfStatsmodels() {          // 0.15.0, initialization_method='known'
        assertFit(ExponentialSmoothing.simple(0.3), 461.7665886331188, 461.7665886331188, 461.7665886331188,
                301000.9448609632);
        assertFit(ExponentialSmoothing.holt(0.6, 0.1), 428.1491094621527, 424.38727664786666, 375.4834500621477,
                253632.9325244661);
        assertFit(ExponentialSmoothing.holtWinters(12, 0.3, 0.05, 0.4), 460.06903638185696, 443.3526532159908,
                533.6287452044315, 37890.46355466393);
        assertFit(ExponentialSmoothing.holtWinters(12, 0.3, 0.05, 0.4).multiplicative(), 448.90010127920704,
                424.80030814218014, 523.4413421878154, 19076.50476679978);
    }

    @Test void learnedRatesMakeTheErrorsLeast() {       // least of scipy's L-BFGS-B and Nelder-Mead from 18 starts
        assertThat(ExponentialSmoothing.holtWinters(12).fit(air).sse()).isCloseTo(20832.17972795556, within(1e-4));
        var product = ExponentialSmoothing.holtWinters(12).multiplicative().fit(air);
        assertThat(product.sse()).isCloseTo(16866.467372954907, within(1e-4));
        assertThat(product.rates()).containsExactly(new double[] {0.28413918, 0.03489369, 0.62566016}, within(1e-4));
    }

    @Test void noGridPointIsBetterThanTheLearnedRate() {
        var noisy = Synthetic.randomWalk(200, 0.1, 1, new Rng(2));
        for (int t = 0; t < noisy.length; t++) noisy[t] += Math.sin(1000 * t);
        double least = ExponentialSmoothing.simple().fit(noisy).sse();

        for (double alpha = 0.01; alpha < 1; alpha += 0.01) {
            assertThat(ExponentialSmoothing.simple(alpha).fit(noisy).sse()).isGreaterThanOrEqualTo(least - 1e-9);
        }
    }

    @Test void aRateOfOneIsNaive() {
        var fit = ExponentialSmoothing.simple(1).fit(air);

        assertThat(fit.level()).isEqualTo(432);
        assertThat(fit.trend()).isZero();
        assertThat(fit.forecast(3)).containsExactly(new Naive().fit(air).forecast(3));
    }

    @Test void aLineIsContinuedByHolt() {
        var fit = ExponentialSmoothing.holt(0.5, 0.5).fit(new double[] {1, 3, 5, 7, 9});

        assertThat(fit.forecast(3)).containsExactly(11, 13, 15);
        assertThat(fit.sse()).isZero();
        assertThat(fit.trend()).isEqualTo(2);
    }

    @Test void aConstantSeriesStaysConstant() {
        assertThat(ExponentialSmoothing.holtWinters(4).fit(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3}).forecast(5))
                .containsExactly(new double[] {3, 3, 3, 3, 3}, within(1e-12));
    }

    @Test void ratesLieBetweenZeroAndOne() {
        assertThatThrownBy(() -> ExponentialSmoothing.simple(1.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("simple smoothing expects rates from 0 to 1, got 1.5");
        assertThatThrownBy(() -> ExponentialSmoothing.holt(0.5, Double.NaN)).hasMessageContaining("got NaN");
    }

    @Test void aSeasonNeedsTwoPeriods() {
        assertThatThrownBy(() -> ExponentialSmoothing.holtWinters(12).fit(new double[23]))
                .hasMessage("Holt–Winters (12) expects a series of 24 values or more, got 23");
        assertThatThrownBy(() -> ExponentialSmoothing.holtWinters(1))
                .hasMessage("Holt–Winters expects a period of 2 or more, got 1");
        assertThatThrownBy(() -> ExponentialSmoothing.holt().multiplicative())
                .hasMessage("Holt expects a season to multiply by, got none");
    }

    @Test void aSeasonThatMultipliesNeedsPositiveValues() {
        assertThatThrownBy(() -> ExponentialSmoothing.holtWinters(2).multiplicative().fit(new double[] {1, 2, 0, 4}))
                .hasMessage("Holt–Winters (2) multiplicative expects positive values, got 0.0 (row 2)");
    }

    private static final double[] FALLING = {120, 80, 100, 60, 40, 25, 30, 18, 12, 8, 9, 5, 3, 2, 2, 1, 1, 1, 1, 1};

    @Test void aSeriesThatFallsToItsFloorIsFitted() {
        var fit = ExponentialSmoothing.holtWinters(4).multiplicative().fit(FALLING);

        assertThat(fit.sse()).isLessThan(4958.1);
        assertThat(fit.forecast(8)).matches(y -> Arrays.stream(y).allMatch(Double::isFinite));
    }

    /** A falling series with a season: the sum of squares has several valleys. */
    @Test void theLowestOfSeveralValleysIsTaken() {
        for (int seed = 0; seed < 6; seed++) {
            for (int period : new int[] {4, 7, 12}) {
                var random = new Rng(seed);
                var series = falling(random, period, 5 * period);
                var model = ExponentialSmoothing.holtWinters(period);
                double sum = model.fit(series).sse();
                double product = model.multiplicative().fit(series).sse();
                for (int k = 0; k < 100; k++) {
                    var given = ExponentialSmoothing.holtWinters(period, random.uniform(), random.uniform(),
                            random.uniform());
                    assertThat(sum).as("sum, seed " + seed).isLessThanOrEqualTo(given.fit(series).sse());
                    assertThat(product).as("product, seed " + seed)
                            .isLessThanOrEqualTo(sse(given.multiplicative(), series));
                }
            }
        }
    }

    /** A week's rhythm on what falls over two years, whole numbers: the least of 200 random starts, and no more. */
    @Test void aWeeklyFallingSeriesReachesTheLeastOfManyStarts() {
        var days = IntStream.range(0, 730).mapToDouble(t -> Math.rint(1200 * Math.exp(-t / 180.0)
                * (1 + 0.4 * Math.sin(2 * Math.PI * t / 7)) * (1 + 0.2 * Math.sin(1000.0 * t * t)) + 3)).toArray();

        assertThat(ExponentialSmoothing.holtWinters(7).fit(days).sse()).isLessThan(3800838.8871);
        assertThat(ExponentialSmoothing.holtWinters(7).multiplicative().fit(days).sse()).isLessThan(3287472.0303);
    }

    /** Four years of weeks, five weeks of days, five years of months: the least of 2000 random starts. */
    @Test void aFallingSeriesReachesTheLeastOfThousandsOfStarts() {
        assertLeast(254233.7238, ExponentialSmoothing.holtWinters(52), 1, 208);
        assertLeast(365562.0821, ExponentialSmoothing.holtWinters(52), 3, 208);
        assertLeast(49169.8849, ExponentialSmoothing.holtWinters(52).multiplicative(), 1, 208);
        assertLeast(26512.4307, ExponentialSmoothing.holtWinters(7).multiplicative(), 1, 35);
        assertLeast(51320.7302, ExponentialSmoothing.holtWinters(7).multiplicative(), 2, 35);
        assertLeast(85299.7113, ExponentialSmoothing.holtWinters(12).multiplicative(), 0, 60);
    }

    private static void assertLeast(double sse, ExponentialSmoothing model, int seed, int rows) {
        int period = rows == 208 ? 52 : rows / 5;
        assertThat(model.fit(falling(new Rng(seed), period, rows)).sse()).as(model.name()).isLessThan(sse);
    }

    private static double[] falling(Rng random, int period, int rows) {
        var season = IntStream.range(0, period).mapToDouble(k -> Math.exp(0.5 * random.normal())).toArray();
        return IntStream.range(0, rows).mapToDouble(t -> Math.max(1, Math.rint(200 * Math.exp(-5.0 * t / rows)
                * season[t % period] * Math.exp(0.3 * random.normal())))).toArray();
    }

    private static double sse(ExponentialSmoothing model, double[] series) {
        try {
            return model.fit(series).sse();
        } catch (IllegalArgumentException e) {
            return Double.POSITIVE_INFINITY;                                   // such rates grow beyond all bounds
        }
    }

    @Test void everySeriesIsFittedOrRefusedInOurWords() {
        var random = new Rng(5);
        var models = new ExponentialSmoothing[] {ExponentialSmoothing.simple(), ExponentialSmoothing.holt(),
                ExponentialSmoothing.holtWinters(3), ExponentialSmoothing.holtWinters(3).multiplicative()};
        for (double size : new double[] {1e-300, 1e-150, 1, 1e9, 1e150, 1e300}) {
            for (int round = 0; round < 10; round++) {
                double power = 8 * random.uniform();
                var series = IntStream.range(0, 9 + round)
                        .mapToDouble(t -> size * Math.pow(random.uniform() + 1e-9, power)).toArray();
                for (var model : models) {
                    try {
                        assertThat(Double.isFinite(model.fit(series).sse())).isTrue();
                    } catch (IllegalArgumentException e) {
                        assertThat(e).hasMessageStartingWith(model.name() + " expects ");
                    }
                }
            }
        }
    }

    @Test void squaresBeyondAllBoundsAreRefused() {
        assertThatThrownBy(() -> ExponentialSmoothing.simple().fit(new double[] {1e200, -1e200, 1e200}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("simple smoothing expects level, trend, season and squared errors to stay"
                        + " finite, got others (rates [")
                .hasMessageEndingWith("], 3 values); are some too large?");
    }
}
