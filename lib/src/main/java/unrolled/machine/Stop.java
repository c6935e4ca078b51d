package unrolled.machine;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * The stop button of a notebook: the kernel interrupts the thread of the cell, and whatever may take long asks here.
 *
 * <p>The kernel ends the cell at once. An exception that comes later reaches nobody, so the words that say how far the
 * work came go to a reader, who shows them when the kernel listens again.
 */
public final class Stop {

    private static volatile Consumer<String> reader = words -> { };

    private Stop() {}

    /** @throws CancellationException when the thread was interrupted; it stays so */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("stopped");
    }

    /** Hands on how far an interrupted work came. */
    public static void tell(String words) {
        reader.accept(words);
    }

    /** Who shows such words; nobody unless a notebook is connected. */
    public static void readBy(Consumer<String> reader) {
        Stop.reader = reader;
    }
}
