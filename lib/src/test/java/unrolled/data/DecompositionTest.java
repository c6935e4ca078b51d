package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import unrolled.Golden;
import unrolled.math.Rng;

class DecompositionTest {

    private final double[] air = Columns.numbers(CourseData.load("airline-passengers-monthly"), "passengers");

    private static void assertRow(Decomposition d, int t, double trend, double season, double rest, double error) {
        assertThat(new double[] {d.trend()[t], d.season()[t], d.rest()[t]})
                .containsExactly(new double[] {trend, season, rest}, within(error));
    }

    @Test void theClassicalFormsAreThoseOfStatsmodels() {          // 0.15.0, seasonal_decompose
        assertRow(Decomposition.additive(air, 12), 60, 228, -24.74873737373737, 0.7487373737373701, 1e-11);
        assertRow(Decomposition.multiplicative(air, 12), 60, 228, 0.9102303673722009, 0.9829784570782153, 1e-13);
        assertRow(Decomposition.additive(Arrays.copyOf(air, 50), 7), 10, 123.71428571428572, -0.5408163265306184,
                -19.173469387755105, 1e-11);
    }

    @Test void stlIsThatOfStatsmodels() {                          // 0.15.0, STL(…).fit(inner_iter=2, outer_iter=0)
        var d = Decomposition.stl(air, 12);
        assertRow(d, 0, 122.25685603530043, -10.332962942008423, 0.07610690670799158, 1e-10);
        assertRow(d, 60, 228.6629356705801, -20.750725097857245, -3.91221057272287, 1e-10);
        assertRow(d, 143, 495.15784540574026, -60.24597138122612, -2.911874024514134, 1e-10);
        assertRow(Decomposition.stl(air, 12, 13), 60, 228.15420180445403, -21.697810814069392, -2.456390990384648,
                1e-10);
    }

    @Test void stlIsThatOfThePaperForEvenOddAndLongPeriodsAndAnySeasonalWidth() {
        for (var run : Golden.of("stl").objects("runs")) {
            int period = run.integer("period");
            var d = Decomposition.stl(run.vector("series"), period, run.integer("seasonalWidth"));
            assertThat(d.trend()).as("trend, period " + period).containsExactly(run.vector("trend"), within(1e-9));
            assertThat(d.season()).as("season, period " + period).containsExactly(run.vector("season"), within(1e-9));
            assertThat(d.rest()).as("rest, period " + period).containsExactly(run.vector("rest"), within(1e-9));
        }
    }

    @Test void thePartsMakeTheSeries() {
        var sum = Decomposition.additive(air, 12);
        var product = Decomposition.multiplicative(air, 12);
        var stl = Decomposition.stl(air, 12);
        for (int t = 0; t < air.length; t++) {
            assertThat(stl.trend()[t] + stl.season()[t] + stl.rest()[t]).isCloseTo(air[t], within(1e-10));
            if (t < 6 || t >= air.length - 6) {
                assertThat(sum.trend()[t]).isNaN();
                assertThat(product.rest()[t]).isNaN();
            } else {
                assertThat(sum.trend()[t] + sum.season()[t] + sum.rest()[t]).isCloseTo(air[t], within(1e-10));
                assertThat(product.trend()[t] * product.season()[t] * product.rest()[t]).isCloseTo(air[t],
                        within(1e-10));
            }
        }
    }

    @Test void aSineOnALineIsTakenApart() {
        var y = Synthetic.sine(96, 8, 0.1, 0, new Rng(1));
        var d = Decomposition.additive(y, 8);

        assertThat(d.trend()[50]).isCloseTo(5, within(1e-12));
        assertThat(d.season()[2]).isCloseTo(1, within(1e-12));
        assertThat(d.rest()[50]).isCloseTo(0, within(1e-12));
    }

    @Test void theTableHasARowForEachValue() {
        var table = Decomposition.additive(air, 12).table();

        assertThat(table.columnNames()).containsExactly("trend", "season", "rest");
        assertThat(table.rowCount()).isEqualTo(144);
        assertThat(table.column("trend").countMissing()).isEqualTo(12);
        assertThat(table.column("season").countMissing()).isZero();
    }

    @Test void theSeriesIsNotChanged() {
        var before = air.clone();
        Decomposition.stl(air, 12);
        Decomposition.multiplicative(air, 12).trend()[20] = 0;

        assertThat(air).containsExactly(before);
    }

    @Test void fewerThanTwoPeriodsAreRefused() {
        assertThatThrownBy(() -> Decomposition.stl(new double[23], 12)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Decomposition expects two periods or more, 24 values, got 23 (period 12)");
        assertThatThrownBy(() -> Decomposition.additive(air, 1))
                .hasMessage("Decomposition expects a period of 2 or more, got 1");
    }

    @Test void valuesThatCannotBeTakenApartAreRefused() {
        assertThatThrownBy(() -> Decomposition.multiplicative(new double[] {1, 2, 0, 4}, 2))
                .hasMessage("Decomposition expects positive values for a product, got 0.0 (row 2)");
        assertThatThrownBy(() -> Decomposition.additive(new double[] {1, Double.NaN, 0, 4}, 2))
                .hasMessage("Decomposition expects finite values, got NaN (row 1)");
        assertThatThrownBy(() -> Decomposition.stl(air, 12, 8))
                .hasMessage("Decomposition expects an odd seasonal width of 3 or more, got 8");
    }
}
