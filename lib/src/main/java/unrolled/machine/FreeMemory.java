package unrolled.machine;

import java.util.Locale;

/** Refuses what is too large for the memory of this JVM before it is allocated, with the bytes it would take. */
public final class FreeMemory {

    /** Below so many bytes nobody asks. */
    private static final long SMALL = 16 << 20;
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

    private FreeMemory() {}

    /**
     * @param who asks, such as {@code Parameter 'U'}
     * @param what it asks for, with its sizes
     * @param numbers how many {@code double} it takes in all
     * @param largest how many of them stand in one array
     * @throws IllegalArgumentException if so many do not fit
     */
    public static void expectRoom(String who, String what, double numbers, double largest) {
        double bytes = numbers * Double.BYTES;
        if (bytes < SMALL && largest < Integer.MAX_VALUE) return;
        if (largest < Integer.MAX_VALUE - 8 && (bytes <= free() || bytes <= freeAfterCollection())) return;
        throw new IllegalArgumentException(who + " expects numbers that fit into memory, "
                + (bytes <= free() ? "2147483639 in a matrix" : text(free()) + " free of " + text(max())) + ", got "
                + what + ", which take " + text(bytes) + "; is a size too large?");
    }

    private static long max() {
        return Runtime.getRuntime().maxMemory();
    }

    private static long free() {
        var jvm = Runtime.getRuntime();
        return jvm.maxMemory() - (jvm.totalMemory() - jvm.freeMemory());
    }

    private static long freeAfterCollection() {
        System.gc();
        return free();
    }

    /** Such as 64.0 TB; 1 KB is 1000 bytes. */
    private static String text(double bytes) {
        int unit = 0;
        double size = bytes;
        for (; size >= 1000 && unit < UNITS.length - 1; unit++) size /= 1000;
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
