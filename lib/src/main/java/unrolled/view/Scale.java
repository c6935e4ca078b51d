package unrolled.view;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One axis: its range, its tick marks at round places, and where a value lies between 0 and 1. */
final class Scale {
    /** A tick mark and its label. */
    record Tick(double at, String label) { }

    final double low;
    final double high;
    final List<Tick> ticks;
    private final boolean log;

    private Scale(double low, double high, boolean log, List<Tick> ticks) {
        this.low = low;
        this.high = high;
        this.log = log;
        double edge = log ? 1e-9 * low : 1e-9 * (high - low);
        this.ticks = ticks.stream().filter(t -> t.at >= low - edge && t.at <= high * (log ? 1 + 1e-9 : 1) + edge)
                .toList();
    }

    double place(double value) {
        return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Round numbers: steps of 1, 2 or 5 times a power of ten, about {@code count} of them; the range ends on ticks. */
    static Scale round(double min, double max, int count) {
        if (min == max) return round(min - (min == 0 ? 1 : Math.abs(min) / 2), max + (max == 0 ? 1 : Math.abs(max) / 2),
                count);
        double step = step((max - min) / count);
        double low = Math.floor(min / step + 1e-9) * step;
        double high = Math.ceil(max / step - 1e-9) * step;
        return new Scale(low, high, false, steps(low, high, step));
    }

    /** The same ticks; the range ends a little beyond the data. */
    static Scale padded(double min, double max, int count) {
        double edge = 0.04 * (max - min);
        return min == max ? round(min, max, count) : tight(min - edge, max + edge, count);
    }

    /** The same ticks; the range ends with the data. */
    static Scale tight(double min, double max, int count) {
        if (min == max) return tight(min - 0.5, max + 0.5, count);
        return new Scale(min, max, false, steps(min, max, step((max - min) / count)));
    }

    /** The next of 1, 2, 5 times a power of ten. */
    static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
    }

    private static List<Tick> steps(double low, double high, double step) {
        var ticks = new ArrayList<Tick>();
        for (long k = (long) Math.ceil(low / step - 1e-9); k <= high / step + 1e-9; k++) {
            ticks.add(new Tick(k * step, label(k * step, step)));
        }
        return ticks;
    }

    /** Powers of ten; steps of 1, 2, 5 between them when there are few. */
    static Scale log(double min, double max) {
        double low = Math.pow(10, Math.floor(Math.log10(min) + 1e-9));
        double high = Math.pow(10, Math.ceil(Math.log10(max) - 1e-9));
        return new Scale(low, low == high ? 10 * high : high, true, powers(low, low == high ? 10 * high : high));
    }

    /** The same ticks; the range ends with the data. */
    static Scale tightLog(double min, double max) {
        if (min == max) return log(min, max);
        var whole = log(min, max);
        return new Scale(min, max, true, powers(whole.low, whole.high));
    }

    private static List<Tick> powers(double low, double high) {
        int decades = (int) Math.round(Math.log10(high / low));
        var ticks = new ArrayList<Tick>();
        for (int k = 0; k <= decades; k++) {
            if (k % ((decades + 6) / 7) != 0) continue;
            double at = low * Math.pow(10, k);
            var leads = decades < 3 ? new int[] {1, 2, 5} : new int[] {1};
            for (int lead : leads) ticks.add(new Tick(lead * at, label(lead * at, at)));
        }
        return ticks;
    }

    /** Labels at 0, 1, 2 …, half a place free at both ends. */
    static Scale categories(List<String> labels) {
        var ticks = new ArrayList<Tick>();
        for (int k = 0; k < labels.size(); k++) ticks.add(new Tick(k, labels.get(k)));
        return new Scale(-0.5, labels.size() - 0.5, false, ticks);
    }

    private static String label(double value, double step) {
        if (value == 0) return "0";
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        double size = Math.abs(value);
        if (size >= 1e6 || size < 1e-3) return scientific(value, step);
        return String.format(Locale.ROOT, size >= 1e4 ? "%,." + digits + "f" : "%." + digits + "f", value)
                .replace('-', '−');
    }

    private static String scientific(double value, double step) {
        int digits = (int) Math.max(0,
                Math.round(Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step))));
        return String.format(Locale.ROOT, "%." + digits + "e", value).replaceAll("e([+-])0*(\\d)", "e$1$2")
                .replace("+", "").replace('-', '−');
    }

    private record Stride(ChronoUnit unit, int amount, double days) { }

    private static final List<Stride> STRIDES = List.of(
            new Stride(ChronoUnit.HOURS, 1, 1 / 24.0), new Stride(ChronoUnit.HOURS, 3, 3 / 24.0),
            new Stride(ChronoUnit.HOURS, 6, 6 / 24.0), new Stride(ChronoUnit.HOURS, 12, 12 / 24.0),
            new Stride(ChronoUnit.DAYS, 1, 1), new Stride(ChronoUnit.DAYS, 2, 2), new Stride(ChronoUnit.DAYS, 7, 7),
            new Stride(ChronoUnit.DAYS, 14, 14), new Stride(ChronoUnit.MONTHS, 1, 30.4),
            new Stride(ChronoUnit.MONTHS, 2, 61),
            new Stride(ChronoUnit.MONTHS, 3, 91), new Stride(ChronoUnit.MONTHS, 6, 183),
            new Stride(ChronoUnit.YEARS, 1, 365),
            new Stride(ChronoUnit.YEARS, 2, 731), new Stride(ChronoUnit.YEARS, 5, 1826),
            new Stride(ChronoUnit.YEARS, 10, 3652),
            new Stride(ChronoUnit.YEARS, 25, 9131), new Stride(ChronoUnit.YEARS, 100, 36524));

    /** Whole hours, days, months or years; values are days since 1970-01-01. */
    static Scale dates(double min, double max, int count) {
        if (min == max) return dates(min - 1, max + 1, count);
        var stride = STRIDES.stream().filter(s -> (max - min) / s.days <= count).findFirst()
                .orElse(STRIDES.get(STRIDES.size() - 1));
        var ticks = new ArrayList<Tick>();
        LocalDateTime previous = null;
        for (var at = first(Series.time(min), stride); Series.days(at) <= max; at = at.plus(stride.amount,
                stride.unit)) {
            if (Series.days(at) < min) continue;
            ticks.add(new Tick(Series.days(at), label(at, previous, stride)));
            previous = at;
        }
        return new Scale(min, max, false, ticks);
    }

    private static LocalDateTime first(LocalDateTime min, Stride stride) {
        var day = min.truncatedTo(ChronoUnit.DAYS);
        return switch (stride.unit) {
            case MONTHS -> day.withDayOfYear(1);
            case YEARS -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), stride.amount) * stride.amount);
            default -> day;
        };
    }

    /** The year (or the day, for hours) is said where it changes. */
    private static String label(LocalDateTime at, LocalDateTime previous, Stride stride) {
        boolean newYear = previous == null || previous.getYear() != at.getYear();
        boolean newDay = previous == null || previous.getDayOfYear() != at.getDayOfYear();
        var pattern = switch (stride.unit) {
            case HOURS -> newDay ? "d MMM HH:mm" : "HH:mm";
            case DAYS -> newYear ? "d MMM uuuu" : "d MMM";
            case MONTHS -> newYear ? "MMM uuuu" : "MMM";
            default -> "uuuu";
        };
        return at.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
