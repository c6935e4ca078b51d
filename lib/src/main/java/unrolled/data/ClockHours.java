package unrolled.data;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/**
 * The hours that a zone's clocks show, all at the minute of the first row: where they go forward an hour may be
 * skipped, where back it may come twice. Clocks that change by half an hour skip or repeat it at some minutes only.
 *
 * <pre>
 *   index    the hours that the clock's faces are apart, less those that it skipped, plus those that it repeated
 * </pre>
 */
final class ClockHours implements Periods {

    private final LocalDateTime first;
    private final ZoneId zone;
    private final ZoneOffsetTransition firstChange;

    ClockHours(LocalDateTime first, ZoneId zone) {
        this.first = first;
        this.zone = zone;
        firstChange = zone.getRules().nextTransition(first.atZone(zone).toInstant());
    }

    @Override public long index(LocalDateTime time, long before) {
        var earlier = time.atZone(zone);
        long index = index(earlier);
        return index > before ? index : index(earlier.withLaterOffsetAtOverlap());
    }

    private long index(ZonedDateTime time) {
        long index = ChronoUnit.HOURS.between(first.truncatedTo(ChronoUnit.HOURS), time.toLocalDateTime());
        for (var change = firstChange; change != null && !change.getInstant().isAfter(time.toInstant());
                change = after(change)) {
            index -= skipped(change);
        }
        return index;
    }

    @Override public LocalDateTime date(long index) {
        var time = first.plusHours(index);
        for (var change = firstChange; change != null && !change.getDateTimeBefore().isAfter(time);
                change = after(change)) {
            time = time.plusHours(skipped(change));
        }
        return time;
    }

    private ZoneOffsetTransition after(ZoneOffsetTransition change) {
        return zone.getRules().nextTransition(change.getInstant());
    }

    /** How many times at the first row's minute are not shown, below 0 how many are shown again. */
    private long skipped(ZoneOffsetTransition change) {
        return countBefore(change.getDateTimeAfter()) - countBefore(change.getDateTimeBefore());
    }

    private long countBefore(LocalDateTime time) {
        return -Math.floorDiv(first.getMinute() - time.toEpochSecond(ZoneOffset.UTC) / 60, 60L);
    }
}
