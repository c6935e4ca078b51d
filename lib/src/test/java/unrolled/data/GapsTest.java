package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

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

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Table dated(String... dates) {
        return Table.create(DateColumn.create("day", Stream.of(dates).map(LocalDate::parse)),
                IntColumn.create("row", IntStream.range(0, dates.length).toArray()));
    }

    private static Table timed(String... times) {
        return Table.create(DateTimeColumn.create("time", Stream.of(times).map(LocalDateTime::parse)),
                IntColumn.create("row", IntStream.range(0, times.length).toArray()));
    }

    private static LocalDate[] days(String... dates) {
        return Stream.of(dates).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    @Test void monthEndsStayMonthEnds() {
        assertThat(Gaps.missingMonths(dated("2021-07-31", "2021-09-30"), "day")).containsExactly(days("2021-08-31"));
        assertThat(Gaps.missingMonths(dated("2021-01-31", "2021-04-30"), "day"))
                .containsExactly(days("2021-02-28", "2021-03-31"));
        assertThat(Gaps.missingMonths(dated("2021-04-30", "2021-06-30"), "day")).containsExactly(days("2021-05-31"));
        assertThat(Gaps.missingMonths(dated("2020-01-31", "2020-03-31"), "day")).containsExactly(days("2020-02-29"));
        assertThat(Gaps.missingMonths(dated("2021-02-28", "2021-04-30"), "day")).containsExactly(days("2021-03-31"));
        assertThat(Gaps.fillMonths(dated("2021-01-31", "2021-04-30", "2021-06-30"), "day").dateColumn("day").asList())
                .containsExactly(days("2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31",
                        "2021-06-30"));
    }

    @Test void theThirtiethIsTheLastOfFebruaryAndComesBack() {
        assertThat(Gaps.missingMonths(dated("2021-01-30", "2021-05-30"), "day"))
                .containsExactly(days("2021-02-28", "2021-03-30", "2021-04-30"));
        assertThat(Gaps.missingMonths(dated("2021-02-28", "2021-03-30", "2021-05-30"), "day"))
                .containsExactly(days("2021-04-30"));
        assertThat(Gaps.missingMonths(dated("2019-12-29", "2020-03-29", "2021-03-29"), "day"))
                .contains(days("2020-02-29", "2021-02-28", "2020-04-29")).hasSize(13);
    }

    @Test void aTableOfTheTwentyEighthDoesNotMoveToMonthEnds() {
        assertThat(Gaps.missingMonths(dated("2021-02-28", "2021-03-28", "2021-05-28"), "day"))
                .containsExactly(days("2021-04-28"));
    }

    @Test void aMonthIsThatOfTheCalendarWhateverItsDays() {          // the last working days of 2021
        assertThat(Gaps.missingMonths(dated("2021-01-29", "2021-02-26", "2021-03-31", "2021-05-31", "2021-06-30"),
                "day")).containsExactly(days("2021-04-29"));
        assertThat(Gaps.missingMonths(dated("2021-01-31", "2021-03-01"), "day")).containsExactly(days("2021-02-28"));
    }

    @Test void weeksQuartersAndYearsHaveTheirOwnNext() {
        assertThat(Gaps.missingWeeks(dated("2020-12-20", "2021-01-10"), "day"))
                .containsExactly(days("2020-12-27", "2021-01-03"));
        assertThat(Gaps.missingWeeks(dated("2021-01-01", "2021-01-14"), "day"))
                .as("13 days, and yet a week between").containsExactly(days("2021-01-08"));
        assertThat(Gaps.missingQuarters(dated("2020-09-30", "2021-03-31", "2021-06-30"), "day"))
                .containsExactly(days("2020-12-31"));
        assertThat(Gaps.missingQuarters(dated("2021-11-30", "2022-05-31"), "day"))
                .containsExactly(days("2022-02-28"));
        assertThat(Gaps.missingYears(dated("2020-02-29", "2025-02-28"), "day"))
                .containsExactly(days("2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"));
        assertThat(Gaps.missingYears(dated("2019-12-31", "2020-12-31", "2022-12-31"), "day"))
                .containsExactly(days("2021-12-31"));
    }

    @Test void everyUnitFillsItsGaps() {
        assertThat(Gaps.fillWeeks(dated("2021-01-04", "2021-01-25"), "day").doubleColumn("row").asDoubleArray())
                .containsExactly(0, 1 / 3.0, 2 / 3.0, 1);
        assertThat(Gaps.fillQuarters(dated("2021-01-01", "2021-07-01"), "day").dateColumn("day").asList())
                .containsExactly(days("2021-01-01", "2021-04-01", "2021-07-01"));
        assertThat(Gaps.fillYears(dated("2019-07-01", "2021-07-01"), "day").dateColumn("day").asList())
                .containsExactly(days("2019-07-01", "2020-07-01", "2021-07-01"));
        assertThat(Gaps.fillHours(timed("2021-01-01T22:30", "2021-01-02T01:30"), "time").dateTimeColumn("time")
                .asList()).containsExactly(LocalDateTime.parse("2021-01-01T22:30"),
                LocalDateTime.parse("2021-01-01T23:30"), LocalDateTime.parse("2021-01-02T00:30"),
                LocalDateTime.parse("2021-01-02T01:30"));
    }

    /** Takes every third row out of a whole table, for every unit and many first days, and wants them back. */
    @Test void whatIsTakenOutIsFound() {
        for (int first = 0; first < 800; first++) {
            var start = LocalDate.of(2019, 1, 1).plusDays(first);
            assertFound(start, Gaps::missingDays, start::plusDays);
            assertFound(start, Gaps::missingWeeks, start::plusWeeks);
            assertFound(start, Gaps::missingMonths, k -> aligned(start, start.plusMonths(k)));
            assertFound(start, Gaps::missingQuarters, k -> aligned(start, start.plusMonths(3 * k)));
            assertFound(start, Gaps::missingYears, k -> aligned(start, start.plusYears(k)));
        }
    }

    /** A last of the month stays one. */
    private static LocalDate aligned(LocalDate start, LocalDate date) {
        boolean last = start.getDayOfMonth() == start.lengthOfMonth();
        return last ? date.withDayOfMonth(date.lengthOfMonth()) : date;
    }

    private static void assertFound(LocalDate start, BiFunction<Table, String, List<LocalDate>> missing,
            LongFunction<LocalDate> next) {
        var kept = LongStream.range(0, 17).filter(k -> k % 3 != 2).mapToObj(next).map(LocalDate::toString);
        assertThat(missing.apply(dated(kept.toArray(String[]::new)), "day")).as("from " + start)
                .containsExactlyElementsOf(LongStream.range(0, 15).filter(k -> k % 3 == 2).mapToObj(next).toList());
    }

    @Test void datesWithTimeKeepTheirTime() {
        var table = timed("2021-01-31T18:00", "2021-03-31T18:00");

        assertThat(Gaps.missingMonths(table, "time")).containsExactly(days("2021-02-28"));
        assertThat(Gaps.fillMonths(table, "time").dateTimeColumn("time").get(1))
                .isEqualTo(LocalDateTime.parse("2021-02-28T18:00"));
        assertThat(Gaps.missingDays(timed("2021-01-01T18:00", "2021-01-03T06:00"), "time"))
                .containsExactly(days("2021-01-02"));
    }

    @Test void anHourThatTheClocksSkipIsMissingOnlyWithoutTheirZone() {
        var spring = timed("2021-03-28T00:00", "2021-03-28T01:00", "2021-03-28T03:00", "2021-03-28T05:00");

        assertThat(Gaps.missingHours(spring, "time")).containsExactly(LocalDateTime.parse("2021-03-28T02:00"),
                LocalDateTime.parse("2021-03-28T04:00"));
        assertThat(Gaps.missingHours(spring, "time", BERLIN)).containsExactly(LocalDateTime.parse("2021-03-28T04:00"));
        assertThat(Gaps.fillHours(spring, "time", BERLIN).rowCount()).isEqualTo(5);
        assertThatThrownBy(() -> Gaps.missingHours(timed("2021-03-28T01:00", "2021-03-28T02:00"), "time", BERLIN))
                .hasMessage("Gaps expects times that there were, got 2021-03-28T02:00 (column 'time', row 1);"
                        + " the clocks of Europe/Berlin skip it");
    }

    @Test void anHourThatComesTwiceIsNamedAndWithItsZoneCounted() {
        var autumn = timed("2021-10-31T01:00", "2021-10-31T02:00", "2021-10-31T02:00", "2021-10-31T04:00");
        var once = timed("2021-10-31T01:00", "2021-10-31T02:00", "2021-10-31T03:00");

        assertThatThrownBy(() -> Gaps.missingHours(autumn, "time")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Gaps expects dates that rise from row to row, got 2021-10-31T02:00 before"
                        + " 2021-10-31T02:00 (column 'time', row 2); did the clocks go back? Then give their zone, and"
                        + " a row for each time");
        assertThat(Gaps.missingHours(autumn, "time", BERLIN)).containsExactly(LocalDateTime.parse("2021-10-31T03:00"));
        assertThat(Gaps.missingHours(once, "time", BERLIN)).containsExactly(LocalDateTime.parse("2021-10-31T02:00"));
        assertThat(Gaps.fillHours(once, "time", BERLIN).doubleColumn("row").asDoubleArray())
                .containsExactly(0, 1, 1.5, 2);
    }

    @Test void changedClocksAreAskedAfterOnlyWhereTheyMayBeTheCause() {
        assertThatThrownBy(() -> Gaps.missingHours(timed("2021-10-31T05:00", "2021-10-31T01:00"), "time"))
                .hasMessageEndingWith("(column 'time', row 1)");
        assertThatThrownBy(() -> Gaps.missingHours(timed("2021-05-01T05:00", "2021-05-01T05:00"), "time", BERLIN))
                .hasMessageEndingWith("(column 'time', row 1)");
    }

    @Test void everyKindOfColumnIsFilledOrLeftMissing() {
        var table = dated("2021-01-01", "2021-01-03");
        table.addColumns(StringColumn.create("text", "a", ""), BooleanColumn.create("yes", true, false),
                LongColumn.create("long", 1, 3), FloatColumn.create("float", 1, 3),
                ShortColumn.create("short", new short[] {1, 3}),
                TimeColumn.create("clock", LocalTime.NOON, LocalTime.MIDNIGHT));
        table.column("yes").setMissing(1);
        var filled = Gaps.fillDays(table, "day");

        for (var name : List.of("long", "float", "short")) {
            assertThat(filled.doubleColumn(name).asDoubleArray()).as(name).containsExactly(1, 2, 3);
        }
        for (var name : List.of("text", "yes", "clock")) {
            assertThat(filled.column(name).isMissing(1)).as(name).isTrue();
            assertThat(filled.column(name).get(0)).as(name).isEqualTo(table.column(name).get(0));
            assertThat(filled.column(name).get(2)).as(name).isEqualTo(table.column(name).get(1));
        }
    }

    @Test void aYearOfHoursInItsZoneLacksNone() {
        var times = DateTimeColumn.create("time");
        for (var zone : List.of(BERLIN, ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"),
                ZoneId.of("Australia/Lord_Howe"))) {
            var hour = LocalDateTime.parse("2021-01-01T00:15").atZone(zone);
            times.clear();
            for (int k = 0; k < 8760; k++) times.append(hour.plusHours(k).toLocalDateTime());
            assertThat(Gaps.missingHours(Table.create(times), "time", zone)).as(zone + "").isEmpty();
        }
    }

    /** Lord Howe's clocks change by half an hour: every full hour of its clocks in a year, two of three kept. */
    @Test void aMissingHourIsDatedAtTheMinuteOfTheFirst() {
        var island = ZoneId.of("Australia/Lord_Howe");
        for (var first : List.of("2021-01-01T00:00", "2021-05-01T00:00", "2021-05-01T00:15")) {
            var hours = Stream.iterate(LocalDateTime.parse(first), time -> time.plusHours(1)).limit(8760)
                    .filter(time -> !island.getRules().getValidOffsets(time).isEmpty()).toList();
            var kept = IntStream.range(0, 8758).filter(k -> k % 3 != 2).mapToObj(k -> hours.get(k) + "");
            var lost = IntStream.range(0, 8757).filter(k -> k % 3 == 2).mapToObj(hours::get).toList();

            assertThat(Gaps.missingHours(timed(kept.toArray(String[]::new)), "time", island)).as(first)
                    .containsExactlyElementsOf(lost);
        }
    }

    @Test void instantsAreCountedInUtc() {
        var hours = InstantColumn.create("at");
        var midnight = Instant.parse("2021-10-31T00:00:00Z");
        for (int hour : new int[] {0, 1, 4}) hours.append(midnight.plus(hour, ChronoUnit.HOURS));
        var table = Table.create(hours);

        assertThat(Gaps.missingHours(table, "at")).containsExactly(LocalDateTime.parse("2021-10-31T02:00"),
                LocalDateTime.parse("2021-10-31T03:00"));
        assertThat(((InstantColumn) Gaps.fillHours(table, "at").column("at")).get(2))
                .isEqualTo(Instant.parse("2021-10-31T02:00:00Z"));
        assertThatThrownBy(() -> Gaps.missingHours(table, "at", BERLIN))
                .hasMessageEndingWith("an instant needs no zone");
    }

    @Test void twoRowsInOneHourWeekOrMonthAreRefused() {
        assertThatThrownBy(() -> Gaps.missingMonths(dated("2021-01-01", "2021-01-31"), "day"))
                .hasMessage("Gaps expects one row a month, got 2021-01-01 and 2021-01-31 (column 'day', row 1)");
        assertThatThrownBy(() -> Gaps.fillWeeks(dated("2021-01-04", "2021-01-10"), "day"))
                .hasMessageContaining("one row a week");
        assertThatThrownBy(() -> Gaps.fillHours(timed("2021-01-04T10:00", "2021-01-04T10:30"), "time"))
                .hasMessageContaining("one row an hour, got 2021-01-04T10:00 and 2021-01-04T10:30");
        assertThatThrownBy(() -> Gaps.missingDays(dated("2021-01-04", "2021-01-04"), "day"))
                .hasMessageContaining("got 2021-01-04 before 2021-01-04 (column 'day', row 1)");
    }

    @Test void daysHaveNoHours() {
        assertThatThrownBy(() -> Gaps.missingHours(dated("2021-01-04"), "day"))
                .hasMessage("Gaps expects a column of dates with time, got 'day' (LOCAL_DATE)");
    }

    @Test void aTableWithoutRowsLacksNone() {
        assertThat(Gaps.missingMonths(dated(), "day")).isEmpty();
        assertThat(Gaps.fillMonths(dated(), "day").rowCount()).isZero();
    }
}
