package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ColumnsTest {

    private final Table table = Table.create("weather", IntColumn.create("min", 1, 2, 3),
            DoubleColumn.create("max", 5.5, 6.5, 7.5), StringColumn.create("sky", "sun", "rain", "snow"));

    @Test void wholeNumbersAndNumbersBecomeArrays() {
        assertThat(Columns.numbers(table, "min")).containsExactly(1, 2, 3);
        assertThat(Columns.numbers(table, "max")).containsExactly(5.5, 6.5, 7.5);
    }

    @Test void aSequenceHasAFeatureForEachColumnInTheOrderGiven() {
        var x = Columns.sequence(table, "max", "min");

        assertThat(x).hasToString("T=3, B=1, D=2");
        assertThat(x.toArray()[2][0]).containsExactly(7.5, 3);
    }

    @Test void aMissingValueIsNamedWithItsRow() {
        var gaps = table.copy();
        gaps.intColumn("min").setMissing(1);

        assertThatThrownBy(() -> Columns.numbers(gaps, "min")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Columns expects a number in every row, got a missing value"
                        + " (weather, column 'min', row 1)");
    }

    @Test void ithacasMissingObservationsAreFound() {
        assertThatThrownBy(() -> Columns.numbers(CourseData.load("ithaca-daily-temperature-2025"), "TOBS"))
                .hasMessageContaining("got a missing value").hasMessageContaining("column 'TOBS', row 24");
    }

    @Test void textIsRefused() {
        assertThatThrownBy(() -> Columns.sequence(table, "min", "sky")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Columns expects numbers, got \"sun\", STRING (weather, column 'sky', row 0)");
    }

    @Test void theFirstValueThatMadeAColumnTextIsNamed() {
        var rain = Table.create("rain", StringColumn.create("mm", "0.5", "12", "T", "0"));

        assertThatThrownBy(() -> Columns.numbers(rain, "mm"))
                .hasMessage("Columns expects numbers, got \"T\", STRING (rain, column 'mm', row 2)");
    }

    @Test void anUnknownColumnIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Columns.numbers(table, "TMIN"))
                .hasMessage("Columns expects one of min, max, sky, got 'TMIN' (weather)");
    }

    @Test void nothingIsNotASeries() {
        assertThatThrownBy(() -> Columns.numbers(table.emptyCopy(), "min"))
                .hasMessageContaining("expects rows, got none");
        assertThatThrownBy(() -> Columns.sequence(table)).hasMessageContaining("expects a column or more, got none");
    }
}
