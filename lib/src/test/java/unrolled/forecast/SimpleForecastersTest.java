package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimpleForecastersTest {

    private static final List<Forecaster> ALL = List.of(new Naive(), new SeasonalNaive(2), new Drift(),
            new MovingAverage(2), ExponentialSmoothing.simple(), ExponentialSmoothing.holt(),
            ExponentialSmoothing.holtWinters(2), Arima.ar(1), new Arima(0, 1, 1));

    @Test void theDriftFollowsTheLineThroughTheEnds() {
        assertThat(new Drift().fit(new double[] {2, 9, 4, 8}).forecast(2)).containsExactly(10, 12);
    }

    @Test void theMovingAverageStaysAtTheMeanOfTheLastValues() {
        assertThat(new MovingAverage(3).fit(new double[] {100, 1, 2, 6}).forecast(2)).containsExactly(3, 3);
    }

    @Test void aSeasonOfOneIsNaive() {
        var series = new double[] {5, 7, 6};

        assertThat(new SeasonalNaive(1).fit(series).forecast(4)).containsExactly(new Naive().fit(series).forecast(4));
    }

    @Test void aSeasonGoesOnFromItsPhase() {
        assertThat(new SeasonalNaive(3).fit(new double[] {9, 1, 2, 3, 4}).forecast(4)).containsExactly(2, 3, 4, 2);
    }

    @Test void everyModelHasANameOfItsOwn() {
        assertThat(ALL.stream().map(Forecaster::name)).doesNotHaveDuplicates()
                .contains("naive", "seasonal naive (2)", "mean of the last 2", "AR(1)", "ARIMA(0,1,1)");
    }

    @Test void fittingChangesNeitherTheModelNorTheSeries() {
        var series = new double[] {3, 5, 4, 6, 5, 8, 6, 9, 7, 9, 8, 11};
        for (var model : ALL) {
            var copy = series.clone();
            var fitted = model.fit(copy);
            var first = fitted.forecast(5);
            model.fit(new double[] {9, 1, 8, 2, 7, 3, 6, 4, 5, 4, 6, 2});
            copy[11] = 1000;
            first[0] = 1000;
            assertThat(fitted.forecast(5)).as(model.name()).isEqualTo(model.fit(series).forecast(5));
        }
    }

    @Test void everyModelForecastsOneStepOrMore() {
        for (var model : ALL) {
            var fitted = model.fit(new double[] {3, 5, 4, 6, 5, 8, 6, 9, 7, 9, 8, 11});
            assertThatThrownBy(() -> fitted.forecast(0)).as(model.name()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(model.name() + " expects to forecast 1 step or more, got 0");
        }
    }

    @Test void everyModelRefusesAnEmptySeriesAndNaN() {
        for (var model : ALL) {
            assertThatThrownBy(() -> model.fit(new double[0])).as(model.name())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(model.name() + " expects a series of")
                    .hasMessageEndingWith("or more, got 0");
            assertThatThrownBy(() -> model.fit(new double[] {1, 2, 3, 4, Double.NaN, 6, 7, 8, 9, 1, 2, 3}))
                    .hasMessage(model.name() + " expects finite values, got NaN (row 4)");
        }
    }

    @Test void sizesArePositive() {
        assertThatThrownBy(() -> new SeasonalNaive(0)).hasMessage("SeasonalNaive expects a period of 1 or more, got 0");
        assertThatThrownBy(() -> new MovingAverage(0)).hasMessage("MovingAverage expects a length of 1 or more, got 0");
        assertThatThrownBy(() -> new SeasonalNaive(4).fit(new double[3]))
                .hasMessage("seasonal naive (4) expects a series of 4 values or more, got 3");
    }
}
