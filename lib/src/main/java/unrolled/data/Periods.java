package unrolled.data;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The hours, days, weeks … of the rows of a table, counted 0, 1, 2 … from that of the first row.
 *
 * <pre>
 *   index(t)    the number of the calendar hour, day … that t lies in: never a division of days by their mean length
 *   date(k)     how a row of number k is dated, always counted from the first row, so that nothing drifts
 * </pre>
 */
interface Periods {

    /** @param before the number of the row before: of two hours of one name, the one after it is meant */
    long index(LocalDateTime time, long before);

    LocalDateTime date(long index);

    static Periods days(LocalDateTime first) {
        return new Periods() {
            @Override public long index(LocalDateTime time, long before) {
                return ChronoUnit.DAYS.between(first.toLocalDate(), time.toLocalDate());
            }

            @Override public LocalDateTime date(long index) {
                return first.plusDays(index);
            }
        };
    }

    /** Weeks from Monday to Sunday; a row is dated on the day of the week of the first. */
    static Periods weeks(LocalDateTime first) {
        long monday = first.toLocalDate().toEpochDay() - first.getDayOfWeek().ordinal();
        return new Periods() {
            @Override public long index(LocalDateTime time, long before) {
                return Math.floorDiv(time.toLocalDate().toEpochDay() - monday, 7L);
            }

            @Override public LocalDateTime date(long index) {
                return first.plusWeeks(index);
            }
        };
    }

    /**
     * Months of the calendar, or so many months together: 3 are its quarters, 12 its years. A row is dated on the
     * {@link #dayOfMonth}, in a shorter month on its last.
     */
    static Periods months(int together, List<LocalDateTime> times) {
        var first = times.get(0);
        int day = dayOfMonth(times.stream().map(LocalDateTime::toLocalDate).toList());
        return new Periods() {
            @Override public long index(LocalDateTime time, long before) {
                return number(time) - number(first);
            }

            private long number(LocalDateTime time) {
                return Math.floorDiv(12L * time.getYear() + time.getMonthValue() - 1, (long) together);
            }

            @Override public LocalDateTime date(long index) {
                var month = YearMonth.from(first).plusMonths(index * together);
                return month.atDay(Math.min(day, month.lengthOfMonth())).atTime(first.toLocalTime());
            }
        };
    }

    /**
     * The day of the month that all rows share when a shorter month takes its last: 31 for month ends, 30 for
     * 30 January and 28 February. Where they share none, that of the first row.
     */
    private static int dayOfMonth(List<LocalDate> dates) {
        int last = dates.stream().mapToInt(LocalDate::getDayOfMonth).max().orElseThrow();
        for (int day : new int[] {31, last}) {
            if (dates.stream().allMatch(date -> date.getDayOfMonth() == Math.min(day, date.lengthOfMonth()))) {
                return day;
            }
        }
        return dates.get(0).getDayOfMonth();
    }

    /**
     * Hours in a zone: where its clocks go forward one is not there, where back one comes twice. Where they change by
     * half an hour, rows that keep their minute count the hours that the clocks show; others those that pass.
     */
    static Periods hours(List<LocalDateTime> times, ZoneId zone) {
        var first = times.get(0);
        boolean sameMinute = times.stream().allMatch(time -> time.getMinute() == first.getMinute());
        return sameMinute ? new ClockHours(first, zone) : passingHours(first, zone);
    }

    private static Periods passingHours(LocalDateTime first, ZoneId zone) {
        var start = first.atZone(zone);
        var fullHour = start.truncatedTo(ChronoUnit.HOURS);
        return new Periods() {
            @Override public long index(LocalDateTime time, long before) {
                var earlier = time.atZone(zone);
                long index = Duration.between(fullHour, earlier).toHours();
                if (index > before) return index;
                return Duration.between(fullHour, earlier.withLaterOffsetAtOverlap()).toHours();
            }

            @Override public LocalDateTime date(long index) {
                return start.plusHours(index).toLocalDateTime();
            }
        };
    }
}
