package unrolled.view;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The loops of a reader's own that go on after the stop button: it interrupts the thread of a cell and ends the cell,
 * but Java cannot end a thread that does not ask. Such a one is interrupted, alive, and runs code of the notebook;
 * where the kit's code is at work in it, that asks, and ends by itself.
 */
final class StoppedLoops {

    /** The package in which the Java shell compiles cells. */
    private static final String CELLS = "REPL.";
    private static final String KIT = "unrolled.";

    private static final Set<Thread> TOLD = Collections.newSetFromMap(new WeakHashMap<>());

    private StoppedLoops() { }

    /** Whether one goes on that was not told before. */
    static synchronized boolean found() {
        boolean found = false;
        for (var thread : Thread.getAllStackTraces().entrySet()) {
            boolean stopped = thread.getKey() != Thread.currentThread() && thread.getKey().isInterrupted();
            if (stopped && runs(thread.getValue(), CELLS) && !runs(thread.getValue(), KIT)) {
                found |= TOLD.add(thread.getKey());
            }
        }
        return found;
    }

    private static boolean runs(StackTraceElement[] frames, String code) {
        return Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith(code));
    }
}
