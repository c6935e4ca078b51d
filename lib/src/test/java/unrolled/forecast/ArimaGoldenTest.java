package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Golden;

/** The CSS values of statsmodels, within the tolerances that each file states. */
class ArimaGoldenTest {

    @Test void arIsLeastSquaresWithAConstant() {
        var golden = Golden.of("forecast_ar2");
        var fit = Arima.ar(golden.vector("parameters.phi").length).fit(golden.vector("series"));
        var parameters = within(golden.number("tolerances.parameters"));

        assertThat(fit.constant()).isCloseTo(golden.number("parameters.const"), parameters);
        assertThat(fit.phi()).containsExactly(golden.vector("parameters.phi"), parameters);
        assertThat(fit.variance()).isCloseTo(golden.number("parameters.sigma2"), parameters);
        assertThat(fit.sse()).isCloseTo(golden.number("sse"), within(1e-7));
        var likelihood = within(golden.number("tolerances.logLikelihood"));
        assertThat(fit.logLikelihood()).isCloseTo(golden.number("logLikelihood"), likelihood);
        assertThat(fit.aic()).isCloseTo(golden.number("aic"), likelihood);
        assertForecast(golden, "", fit, within(golden.number("tolerances.forecast")));
    }

    @Test void armaIsTheLeastConditionalSumOfSquares() {
        var golden = Golden.of("forecast_arma21");
        var fit = Arima.arma(golden.vector("css.phi").length, golden.vector("css.theta").length)
                .fit(golden.vector("series"));
        var parameters = within(golden.number("tolerances.css.parameters"));

        assertThat(fit.mean()).isCloseTo(golden.number("css.mean"), parameters);
        assertThat(fit.constant()).isCloseTo(golden.number("css.intercept"), parameters);
        assertThat(fit.theta()).containsExactly(golden.vector("css.theta"), parameters);
        assertCss(golden, fit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecast_arima110", "forecast_arima110_integrated"})
    void arimaIsFittedToTheDifferences(String name) {
        var golden = Golden.of(name);
        var fit = new Arima(1, 1, 0).fit(golden.vector("series"));

        assertThat(fit.constant()).isZero();
        assertCss(golden, fit);
    }

    private static void assertCss(Golden golden, Arima.Fit fit) {
        var parameters = within(golden.number("tolerances.css.parameters"));
        var sse = within(golden.number("tolerances.css.sse"));
        assertThat(fit.phi()).containsExactly(golden.vector("css.phi"), parameters);
        assertThat(fit.variance()).isCloseTo(golden.number("css.sigma2"), parameters);
        assertThat(fit.sse()).isCloseTo(golden.number("css.sse"), sse);
        assertThat(fit.logLikelihood()).isCloseTo(golden.number("css.logLikelihood"), sse);
        assertThat(fit.aic()).isCloseTo(golden.number("css.aic"), sse);
        assertForecast(golden, "css.", fit, within(golden.number("tolerances.css.forecast")));
    }

    private static void assertForecast(Golden golden, String block, Arima.Fit fit, Offset<Double> tolerance) {
        var expected = golden.vector(block + "forecast");
        var forecast = fit.forecast(expected.length);
        var future = golden.vector("future");
        assertThat(forecast).containsExactly(expected, tolerance);
        assertThat(Metrics.mae(future, forecast)).isCloseTo(golden.number(block + "metrics.mae"), tolerance);
        assertThat(Metrics.rmse(future, forecast)).isCloseTo(golden.number(block + "metrics.rmse"), tolerance);
        assertThat(Metrics.mape(future, forecast))
                .isCloseTo(golden.number(block + "metrics.mapePercent"), within(100 * tolerance.value));
    }
}
