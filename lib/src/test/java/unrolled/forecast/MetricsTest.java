package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private final double[] actual = {10, 20, 40};
    private final double[] forecast = {12, 16, 40};

    @Test void everyMetricIsThatOfTheBook() {
        assertThat(Metrics.mae(actual, forecast)).isEqualTo(2);
        assertThat(Metrics.rmse(actual, forecast)).isEqualTo(Math.sqrt(20.0 / 3));
        assertThat(Metrics.mape(actual, forecast)).isCloseTo(100 * (0.2 + 0.2) / 3, within(1e-13));
        assertThat(Metrics.smape(actual, forecast)).isCloseTo(200 * (2.0 / 22 + 4.0 / 36) / 3, within(1e-13));
    }

    @Test void maseIsAMultipleOfTheNaiveErrorWhileTraining() {
        assertThat(Metrics.mase(actual, forecast, new double[] {1, 2, 4, 7}, 1)).isEqualTo(2 / 2.0);
        assertThat(Metrics.mase(actual, forecast, new double[] {1, 2, 4, 7}, 2)).isEqualTo(2 / 4.0);
    }

    @Test void aPerfectForecastHasNoError() {
        assertThat(Metrics.smape(new double[] {0, 5}, new double[] {0, 5})).isZero();
        assertThat(Metrics.rmse(actual, actual)).isZero();
    }

    @Test void mapeRefusesAnActualZero() {
        assertThatThrownBy(() -> Metrics.mape(new double[] {1, 0}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MAPE expects actual values other than 0, got 0 (step 1); is sMAPE or MASE wanted?");
    }

    @Test void forecastsAndActualValuesMatch() {
        assertThatThrownBy(() -> Metrics.mae(actual, new double[2]))
                .hasMessage("MAE expects as many forecasts as actual values, 1 or more, got 2 and 3");
        assertThatThrownBy(() -> Metrics.rmse(new double[0], new double[0])).hasMessageContaining("got 0 and 0");
    }

    @Test void maseNeedsATrainingPartThatChanges() {
        assertThatThrownBy(() -> Metrics.mase(actual, forecast, new double[] {1, 2, 1, 2}, 2))
                .hasMessage("MASE expects a training part that changes, got one where every value is that of 2 before");
        assertThatThrownBy(() -> Metrics.mase(actual, forecast, new double[] {1, 2}, 2))
                .hasMessage("MASE expects a series of 3 values or more, got 2");
        assertThatThrownBy(() -> Metrics.mase(actual, forecast, actual, 0))
                .hasMessageContaining("a period of 1 or more");
    }
}
