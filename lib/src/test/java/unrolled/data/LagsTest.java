package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LagsTest {

    @Test void everyRowHoldsTheSeriesAndItsPast() {
        var table = Lags.table(new double[] {10, 20, 30, 40}, 1, 2);

        assertThat(table.columnNames()).containsExactly("y", "y[t-1]", "y[t-2]");
        assertThat(table.doubleColumn("y").asDoubleArray()).containsExactly(30, 40);
        assertThat(table.doubleColumn("y[t-1]").asDoubleArray()).containsExactly(20, 30);
        assertThat(table.doubleColumn("y[t-2]").asDoubleArray()).containsExactly(10, 20);
    }

    @Test void lagsThatLeaveNoRowAreRefused() {
        assertThatThrownBy(() -> Lags.table(new double[7], 1, 7)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Lags expects more than 7 values, got 7");
        assertThatThrownBy(() -> Lags.table(new double[7], 0)).hasMessage("Lags expects lags of 1 or more, got 0");
        assertThatThrownBy(() -> Lags.table(new double[7])).hasMessage("Lags expects a lag or more, got none");
    }

    /** ȳ = 3; deviations −2, −1, 0, 1, 2; Σ of squares 10. */
    @Test void theAutocorrelationIsTheSumOfProductsOverTheSumOfSquares() {
        assertThat(Lags.autocorrelation(new double[] {1, 2, 3, 4, 5}, 2)).containsExactly(new double[] {0.4, -0.1},
                within(1e-15));
        assertThat(Lags.autocorrelation(new double[] {1, -1, 1, -1}, 1)).containsExactly(-0.75);
    }

    @Test void aSeriesThatIsTooShortOrDoesNotVaryHasNoAutocorrelation() {
        assertThatThrownBy(() -> Lags.autocorrelation(new double[] {1, 2}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("got 2 values and 2 lags");
        assertThatThrownBy(() -> Lags.autocorrelation(new double[] {1, 1, 1}, 1)).hasMessageContaining("that differ");
        assertThatThrownBy(() -> Lags.autocorrelation(new double[] {1, Double.NaN, 1}, 1))
                .hasMessageContaining("expects finite values");
    }
}
