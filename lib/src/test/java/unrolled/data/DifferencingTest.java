package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import unrolled.math.Rng;

class DifferencingTest {

    private static final int[][] LAGS = {{}, {1}, {1, 1}, {12}, {1, 12}, {12, 1}, {2, 3, 1}};

    private final double[] series = Synthetic.sine(60, 12, 0.3, 0.5, new Rng(4));

    @Test void theFirstDifferenceOfALineIsItsSlope() {
        assertThat(Differencing.of(1).apply(new double[] {3, 5, 7, 9})).containsExactly(2, 2, 2);
    }

    @Test void theSecondDifferenceOfAParabolaIsConstant() {
        assertThat(Differencing.of(1, 1).apply(new double[] {0, 1, 4, 9, 16})).containsExactly(2, 2, 2);
    }

    @Test void aSeasonalDifferenceRemovesTheSeason() {
        assertThat(Differencing.of(3).apply(new double[] {5, 8, 1, 6, 9, 2, 7, 10, 3})).containsOnly(1);
    }

    @Test void theOrderOfTheLagsDoesNotMatter() {
        assertThat(Differencing.of(1, 12).apply(series)).containsExactly(Differencing.of(12, 1).apply(series),
                within(1e-14));
    }

    @Test void everyDifferenceIsUndone() {
        for (var lags : LAGS) {
            var d = Differencing.of(lags);
            var back = d.invert(d.apply(series), Arrays.copyOf(series, d.lost()));
            assertThat(back).as(d.toString()).containsExactly(series, within(1e-12));
        }
    }

    @Test void theDifferencesOfTheFutureContinueTheSeries() {
        for (var lags : LAGS) {
            var d = Differencing.of(lags);
            var w = d.apply(series);
            var known = Arrays.copyOf(series, 45);
            var future = d.extend(known, Arrays.copyOfRange(w, 45 - d.lost(), w.length));
            assertThat(future).as(d.toString()).containsExactly(Arrays.copyOfRange(series, 45, 60), within(1e-12));
        }
    }

    @Test void theSeriesIsNotChanged() {
        var before = series.clone();
        Differencing.of(1, 12).apply(series);
        Differencing.of().apply(series)[0] = 99;
        Differencing.of(1).extend(series, series);

        assertThat(series).containsExactly(before);
    }

    @Test void aSeriesThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> Differencing.of(1, 12).apply(new double[13]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Differencing expects more than 13 values, got 13 (lags [1, 12])");
        assertThatThrownBy(() -> Differencing.of(12).extend(new double[11], new double[3]))
                .hasMessage("Differencing expects 12 known values or more, got 11 (lags [12])");
        assertThatThrownBy(() -> Differencing.of(1, 1).invert(new double[5], new double[1]))
                .hasMessage("Differencing expects the first 2 values of the series, got 1 (lags [1, 1])");
    }

    @Test void aLagBelowOneIsRefused() {
        assertThatThrownBy(() -> Differencing.of(1, 0)).hasMessage("Differencing expects lags of 1 or more, got 0");
    }
}
