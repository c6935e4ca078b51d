package unrolled.machine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Work in parts that may run at the same time: by as many threads as the machine has cores, one where it has one.
 *
 * <p>Work is cut by its size alone, never by the number of cores: a sum that is cut has other last digits, and the same
 * seed must give the same numbers everywhere.
 */
public final class Parts {

    /** From so many numbers on, a pass over them is cut in two. */
    public static final int LARGE = 1 << 15;

    /** From so many multiplications on (about: steps times examples times parameters), examples are cut into parts. */
    public static final long MUCH = 1_000_000;

    /** A part of fewer examples leaves a product too little to do; but two parts pay from 2 examples on. */
    private static final int EXAMPLES = 16;
    private static final int MOST = 8;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Not the common pool, which empties the thread-locals of its threads after every task: work space lies there. */
    private static final ForkJoinPool OTHERS = new ForkJoinPool(Math.max(1, CORES - 1));

    /** The thread that waits for the part that this thread runs; none outside of a part. */
    private static final ThreadLocal<Thread> CALLER = new ThreadLocal<>();

    private Parts() {}

    /** Into how many parts a run cuts its examples: 1, 2, 4 or 8, by the multiplications that it takes in all. */
    public static int of(int examples, long work) {
        if (work < MUCH || examples < 2) return 1;
        int parts = 2;
        while (parts < MOST && examples >= 2 * parts * EXAMPLES && work >= 2 * parts * MUCH) parts *= 2;
        return parts;
    }

    /** Runs the parts 0 to {@code count} − 1 and returns when all have ended; inside a part, one after the other. */
    public static void each(int count, IntConsumer part) {
        if (count == 1 || busy()) {
            for (int k = 0; k < count; k++) part.accept(k);
            return;
        }
        var next = new AtomicInteger();
        var failure = new AtomicReference<RuntimeException>();
        var caller = Thread.currentThread();
        Runnable some = () -> run(next, count, part, caller, failure);
        var others = new ForkJoinTask<?>[Math.min(count, CORES) - 1];
        for (int k = 0; k < others.length; k++) others[k] = OTHERS.submit(some);
        try {
            some.run();
        } finally {
            for (var other : others) other.join();
        }
        if (failure.get() != null) throw failure.get();
    }

    private static void run(AtomicInteger next, int count, IntConsumer part, Thread caller,
            AtomicReference<RuntimeException> failure) {
        CALLER.set(caller);
        try {
            for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) part.accept(k);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);                  // as it is: a task of the pool would wrap it
        } finally {
            CALLER.remove();
        }
    }

    /** Runs both and returns when both have ended; inside a part, one after the other. */
    public static void both(Runnable first, Runnable second) {
        each(2, k -> {
            if (k == 0) first.run();
            else second.run();
        });
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
        else each(2, k -> work.run(k * (n / 2), k == 0 ? n / 2 : n));
    }

    /** False when the stop button of a notebook has interrupted the thread that waits for this work. */
    public static boolean goOn() {
        var caller = CALLER.get();
        return !(caller == null ? Thread.currentThread() : caller).isInterrupted();
    }

    /** Whether this thread already runs a part. */
    public static boolean busy() {
        return CALLER.get() != null;
    }
}
