package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import unrolled.data.Differencing;
import unrolled.data.Stationarity;
import unrolled.data.Synthetic;
import unrolled.math.Rng;

class ArimaTest {

    private final double[] arma = Synthetic.arma(20_000, new double[] {0.6, -0.3}, new double[] {0.5}, new Rng(11));

    @Test void theParametersOfALongSeriesAreFound() {
        var fit = Arima.arma(2, 1).fit(arma);

        assertThat(fit.phi()).containsExactly(new double[] {0.6, -0.3}, within(0.042));     // 4 standard errors
        assertThat(fit.theta()).containsExactly(new double[] {0.5}, within(0.041));
        assertThat(fit.variance()).isCloseTo(1, within(0.04));
        assertThat(fit.mean()).isCloseTo(0, within(0.059));
    }

    @Test void aMovingAverageAloneIsFound() {
        var ma = Synthetic.arma(20_000, new double[0], new double[] {-0.7, 0.2}, new Rng(12));

        assertThat(new Arima(0, 0, 2).fit(ma).theta()).containsExactly(new double[] {-0.7, 0.2}, within(0.03));
    }

    @Test void noStepAwayFromTheFitIsBetter() {
        var series = Arrays.copyOf(arma, 150);
        var fit = Arima.arma(1, 2).fit(series);
        double least = fit.sse();

        for (int k = 0; k < 4; k++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                var x = new double[] {fit.constant(), fit.phi()[0], fit.theta()[0], fit.theta()[1]};
                x[k] += step;
                assertThat(sse(series, x)).isGreaterThan(least);
            }
        }
    }

    /** The conditional sum of squares of an ARMA(1, 2), written out once more. */
    private static double sse(double[] y, double[] x) {
        double sse = 0;
        double before = 0;
        double last = 0;
        for (int t = 1; t < y.length; t++) {
            double e = y[t] - x[0] - x[1] * y[t - 1] - x[2] * last - x[3] * before;
            before = last;
            last = e;
            sse += e * e;
        }
        return sse;
    }

    @Test void aRandomWalkIsForecastAsNaive() {
        var walk = Synthetic.randomWalk(100, 0.1, 1, new Rng(5));

        assertThat(new Arima(0, 1, 0).fit(walk).forecast(4)).containsExactly(new Naive().fit(walk).forecast(4));
    }

    @Test void differencingFirstIsTheSameAsD() {
        var walk = Synthetic.randomWalk(150, 0, 1, new Rng(6));
        var levels = new Arima(1, 1, 1).fit(walk);
        var next = levels.forecast(2);

        assertThat(Differencing.of(1).apply(new double[] {walk[149], next[0], next[1]})[1])
                .isCloseTo(levels.phi()[0] * (next[0] - walk[149]), within(1e-12));
        assertThat(levels.residuals()).hasSize(148);
        assertThat(levels.constant()).isZero();
    }

    @Test void theMovingAverageIsAlwaysInvertibleAndTheForecastFinite() {
        for (int seed = 0; seed < 30; seed++) {
            var line = Synthetic.sine(60, 7, 0.2, 0.3, new Rng(seed));
            for (var model : new Arima[] {new Arima(0, 2, 1), new Arima(2, 1, 2), new Arima(1, 2, 3),
                    Arima.arma(3, 3)}) {
                var fit = model.fit(line);
                assertThat(Stationarity.holds(Arrays.stream(fit.theta()).map(theta -> -theta).toArray())).isTrue();
                assertThat(fit.forecast(20)).as(fit.toString())
                        .matches(y -> Arrays.stream(y).allMatch(Double::isFinite));
            }
        }
    }

    @Test void aSeriesWithoutNoiseIsContinued() {
        var line = new double[30];
        for (int t = 0; t < line.length; t++) line[t] = 2 * t + 1;

        assertThat(Arima.ar(2).fit(line).forecast(2)).containsExactly(new double[] {61, 63}, within(1e-9));
        assertThat(new Arima(1, 1, 1).fit(line).forecast(2)).containsExactly(new double[] {61, 63}, within(1e-9));
        assertThat(Arima.ar(2).fit(new double[20]).forecast(1)).containsExactly(0);
    }

    @Test void theNameSaysWhichModelItIs() {
        assertThat(Arima.ar(3).name()).isEqualTo("AR(3)");
        assertThat(Arima.arma(2, 1).name()).isEqualTo("ARMA(2,1)");
        assertThat(new Arima(0, 0, 2).name()).isEqualTo("MA(2)");
        assertThat(new Arima(2, 1, 1).name()).isEqualTo("ARIMA(2,1,1)");
        assertThat(Arima.ar(1).fit(Arrays.copyOf(arma, 50)).toString()).startsWith("AR(1) by CSS: c = ");
    }

    @Test void ordersAreNotNegative() {
        assertThatThrownBy(() -> new Arima(0, 0, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Arima expects orders of 0 or more, not all 0, got (0, 0, 0)");
        assertThatThrownBy(() -> new Arima(1, -1, 0)).hasMessageContaining("got (1, -1, 0)");
    }

    @Test void aSearchWithoutEndIsRefused() {
        assertThatThrownBy(() -> new Arima(2, 0, 1, 1).fit(Arrays.copyOf(arma, 60)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ARMA(2,1) expects a least sum of squares, got none in 1 tries (60 values, 4 parameters);"
                        + " are fewer enough?");
    }

    @Test void aSeriesTooShortForTheParametersIsRefused() {
        assertThatThrownBy(() -> Arima.ar(2).fit(new double[8])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AR(2) expects a series of 9 values or more, got 8");
    }
}
