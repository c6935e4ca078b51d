package unrolled.math;

import java.util.concurrent.ForkJoinPool;

/**
 * Two pieces of work at the same time, on machines that have two cores.
 *
 * <p>Work is cut in two by its size alone, never by the number of cores: a sum that is cut has other last digits, and
 * the same seed must give the same numbers everywhere.
 */
public final class Cores {

    /** From so many numbers on, two cores share a pass over them. */
    public static final int LARGE = 1 << 15;

    /** Not the common pool, which empties the thread-locals of its threads after every task: work space lies there. */
    private static final ForkJoinPool OTHERS =
            new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

    private Cores() {}

    /** Runs both and returns when both have ended; inside such a piece, one after the other. */
    public static void both(Runnable first, Runnable second) {
        if (busy()) {
            first.run();
            second.run();
        } else {
            var other = OTHERS.submit(() -> busily(second));
            try {
                busily(first);
            } finally {
                other.join();
            }
        }
    }

    /** Some of the numbers 0 to n. */
    @FunctionalInterface
    public interface Range {

        /** The numbers {@code from} to {@code to}, the last excluded. */
        void run(int from, int to);
    }

    /** Runs the work for the numbers 0 to n: all, or, where there are {@link #LARGE} or more, two halves. */
    public static void halves(int n, Range work) {
        if (n < LARGE) work.run(0, n);
        else both(() -> work.run(0, n / 2), () -> work.run(n / 2, n));
    }

    /** Whether this thread already runs one of two pieces. */
    static boolean busy() {
        return BUSY.get();
    }

    private static void busily(Runnable work) {
        BUSY.set(true);
        try {
            work.run();
        } finally {
            BUSY.set(false);
        }
    }
}
