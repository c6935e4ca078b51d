package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class GapsTest {

    private static Table days(int... days) {
        var dates = DateColumn.create("day");
        var values = DoubleColumn.create("value");
        for (int day : days) {
            dates.append(LocalDate.of(2025, 3, day));
            values.append(10 * day);
        }
        return Table.create("march", dates, values);
    }

    @Test void ithacaLacksOneDay() {
        assertThat(Gaps.missingDays(CourseData.load("ithaca-daily-temperature-2025"), "DATE"))
                .containsExactly(LocalDate.of(2025, 3, 4));
    }

    @Test void ithacaFilledHasEveryDay() {
        var ithaca = CourseData.load("ithaca-daily-temperature-2025");
        var filled = Gaps.fillDays(ithaca, "DATE");
        int row = filled.dateColumn("DATE").asList().indexOf(LocalDate.of(2025, 3, 4));

        assertThat(filled.rowCount()).isEqualTo(92);
        assertThat(Gaps.missingDays(filled, "DATE")).isEmpty();
        assertThat(filled.doubleColumn("TMAX").getDouble(row)).isEqualTo(
                (filled.doubleColumn("TMAX").getDouble(row - 1) + filled.doubleColumn("TMAX").getDouble(row + 1)) / 2);
        assertThat(filled.stringColumn("NAME").isMissing(row)).isTrue();
        assertThat(ithaca.rowCount()).isEqualTo(91);
    }

    @Test void maunaLoaLacksFiveMonths() {
        var co2 = CourseData.load("mauna-loa-co2-monthly");

        assertThat(Gaps.missingMonths(co2, "Date")).containsExactly(LocalDate.of(1958, 6, 1),
                LocalDate.of(1958, 10, 1), LocalDate.of(1964, 2, 1), LocalDate.of(1964, 3, 1),
                LocalDate.of(1964, 4, 1));
        assertThat(Gaps.fillMonths(co2, "Date").rowCount()).isEqualTo(746);
    }

    @Test void aGapIsFilledByAStraightLine() {
        var filled = Gaps.fillDays(days(1, 2, 6), "day");

        assertThat(filled.doubleColumn("value").asDoubleArray()).containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(filled.dateColumn("day").get(3)).isEqualTo(LocalDate.of(2025, 3, 4));
    }

    @Test void nothingMissingIsAnEmptyList() {
        assertThat(Gaps.missingDays(days(1, 2, 3), "day")).isEmpty();
    }

    @Test void datesMustRise() {
        assertThatThrownBy(() -> Gaps.missingDays(days(1, 3, 2), "day")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Gaps expects dates that rise from row to row, got 2025-03-03 before 2025-03-02"
                        + " (column 'day', row 2)");
    }

    @Test void aMissingDateIsRefused() {
        var table = days(1, 2);
        table.dateColumn("day").setMissing(1);

        assertThatThrownBy(() -> Gaps.fillDays(table, "day")).hasMessageContaining("got none (column 'day', row 1)");
    }

    @Test void otherColumnsThanDatesAreRefused() {
        var table = days(1, 2).addColumns(StringColumn.create("text", "a", "b"));

        assertThatThrownBy(() -> Gaps.missingDays(table, "text"))
                .hasMessage("Gaps expects a column of dates, got 'text' (STRING, table march)");
        assertThatThrownBy(() -> Gaps.missingDays(table, "none"))
                .hasMessage("Gaps expects a column of dates, got 'none' (no such column, table march)");
    }
}
