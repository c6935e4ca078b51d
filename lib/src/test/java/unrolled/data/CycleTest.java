package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class CycleTest {

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse(time);
    }

    @Test void everyRoundStartsAtZero() {
        assertThat(Cycle.HOUR_OF_DAY.share(at("2025-05-05T00:00"))).isZero();
        assertThat(Cycle.DAY_OF_WEEK.share(at("2025-05-05T00:00"))).isZero();          // a Monday
        assertThat(Cycle.MONTH_OF_YEAR.share(at("2025-01-31T00:00"))).isZero();
        assertThat(Cycle.DAY_OF_YEAR.share(at("2025-01-01T00:00"))).isZero();
    }

    @Test void theShareGrowsToJustBelowOne() {
        assertThat(Cycle.HOUR_OF_DAY.share(at("2025-05-05T06:30"))).isEqualTo(6.5 / 24);
        assertThat(Cycle.DAY_OF_WEEK.share(at("2025-05-11T00:00"))).isEqualTo(6.0 / 7);
        assertThat(Cycle.MONTH_OF_YEAR.share(at("2025-12-01T00:00"))).isEqualTo(11.0 / 12);
        assertThat(Cycle.DAY_OF_YEAR.share(at("2024-12-31T00:00"))).isEqualTo(365.0 / 366);
        assertThat(Cycle.DAY_OF_YEAR.share(at("2025-12-31T00:00"))).isEqualTo(364.0 / 365);
    }

    @Test void weekAndYearPassWithTheTimeOfDay() {
        assertThat(Cycle.HOUR_OF_DAY.share(at("2025-05-05T12:00:36"))).isCloseTo(12.01 / 24, within(1e-15));
        assertThat(Cycle.DAY_OF_WEEK.share(at("2025-05-05T12:00"))).isEqualTo(0.5 / 7);
        assertThat(Cycle.DAY_OF_WEEK.share(at("2025-05-11T23:59:59.999999999"))).isBetween(0.9999, Math.nextDown(1.0));
        assertThat(Cycle.DAY_OF_YEAR.share(at("2025-01-01T18:00"))).isEqualTo(0.75 / 365);
        assertThat(Cycle.DAY_OF_YEAR.share(at("2024-12-31T23:59:59.999999999"))).isBetween(0.9999, Math.nextDown(1.0));
    }

    @Test void noHourOfAWeekOrAYearJumpsFromTheOneBefore() {
        for (var cycle : new Cycle[] {Cycle.HOUR_OF_DAY, Cycle.DAY_OF_WEEK, Cycle.DAY_OF_YEAR}) {
            var first = at("2024-01-01T00:00");
            for (int hour = 1; hour <= 366 * 24; hour++) {
                double step = cycle.share(first.plusHours(hour)) - cycle.share(first.plusHours(hour - 1));
                double round = cycle == Cycle.HOUR_OF_DAY ? 24 : cycle == Cycle.DAY_OF_WEEK ? 168 : 366 * 24;
                assertThat(step < 0 ? step + 1 : step).isCloseTo(1 / round, within(1e-12));
            }
        }
    }

    @Test void aMonthCountsWhole() {
        assertThat(Cycle.MONTH_OF_YEAR.share(at("2025-03-31T18:00")))
                .isEqualTo(Cycle.MONTH_OF_YEAR.share(at("2025-03-01T00:00"))).isEqualTo(2.0 / 12);
    }

    @Test void theEndOfARoundLiesBesideItsStart() {
        var column = DateTimeColumn.create("at", at("2025-05-05T00:00"), at("2025-05-05T23:00"),
                at("2025-05-05T12:00"));
        var cos = Cycle.features(Table.create("t", column), "at", Cycle.HOUR_OF_DAY).doubleColumn("hour of day cos");

        assertThat(cos.getDouble(0) - cos.getDouble(1)).isLessThan(0.04);
        assertThat(cos.getDouble(0) - cos.getDouble(2)).isCloseTo(2, within(1e-15));
    }

    @Test void everyCycleGivesASineAndACosineOnTheUnitCircle() {
        var ithaca = CourseData.load("ithaca-daily-temperature-2025");
        var features = Cycle.features(ithaca, "DATE", Cycle.DAY_OF_WEEK, Cycle.DAY_OF_YEAR);

        assertThat(features.columnNames())
                .containsExactly("day of week sin", "day of week cos", "day of year sin", "day of year cos");
        for (int row = 0; row < ithaca.rowCount(); row++) {
            double sin = features.doubleColumn("day of year sin").getDouble(row);
            double cos = features.doubleColumn("day of year cos").getDouble(row);
            assertThat(sin * sin + cos * cos).isCloseTo(1, within(1e-14));
        }
    }

    @Test void otherColumnsThanDatesAreRefused() {
        var days = DateColumn.create("day", LocalDate.of(2025, 1, 1), null);
        var table = Table.create("t", days, IntColumn.create("n", 1, 2));

        assertThatThrownBy(() -> Cycle.features(table, "n", Cycle.DAY_OF_WEEK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cycle expects dates, got INTEGER (column 'n')");
        assertThatThrownBy(() -> Cycle.features(table, "none", Cycle.DAY_OF_WEEK))
                .hasMessage("Cycle expects one of day, n, got 'none'");
        assertThatThrownBy(() -> Cycle.features(table, "day", Cycle.DAY_OF_WEEK))
                .hasMessage("Cycle expects a date in every row, got none (column 'day', row 1)");
        assertThatThrownBy(() -> Cycle.features(table, "day")).hasMessage("Cycle expects a cycle or more, got none");
    }
}
