package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.Golden;

class NaiveGoldenTest {

    private final Golden golden = Golden.of("forecast_naive");

    private void assertForecast(String block, Forecaster model) {
        var forecast = model.fit(golden.vector("series")).forecast(golden.integer("shapes.steps"));
        var future = golden.vector("future");

        assertThat(forecast).containsExactly(golden.vector(block + ".forecast"));
        assertThat(Metrics.mae(future, forecast)).isCloseTo(golden.number(block + ".metrics.mae"), within(1e-12));
        assertThat(Metrics.rmse(future, forecast)).isCloseTo(golden.number(block + ".metrics.rmse"), within(1e-12));
        assertThat(Metrics.mape(future, forecast))
                .isCloseTo(golden.number(block + ".metrics.mapePercent"), within(1e-12));
    }

    @Test void naiveRepeatsTheLastValue() {
        assertForecast("naive", new Naive());
    }

    @Test void seasonalNaiveRepeatsTheLastPeriod() {
        assertForecast("seasonalNaive", new SeasonalNaive(golden.integer("shapes.period")));
    }
}
