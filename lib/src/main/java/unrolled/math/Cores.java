package unrolled.math;

import java.util.concurrent.ForkJoinTask;

/**
 * Two pieces of work at the same time, on machines that have two cores.
 *
 * <p>Work is cut in two by its size alone, never by the number of cores: a sum that is cut has other last digits, and
 * the same seed must give the same numbers everywhere.
 */
public final class Cores {

    private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

    private Cores() {}

    /** Runs both and returns when both have ended; inside such a piece, one after the other. */
    public static void both(Runnable first, Runnable second) {
        if (busy()) {
            first.run();
            second.run();
        } else {
            ForkJoinTask.invokeAll(ForkJoinTask.adapt(() -> busily(first)), ForkJoinTask.adapt(() -> busily(second)));
        }
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
