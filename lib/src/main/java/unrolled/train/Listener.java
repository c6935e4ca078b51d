package unrolled.train;

import unrolled.machine.Stop;

/** Watches a training, epoch by epoch. */
@FunctionalInterface
public interface Listener {

    /** Before the first epoch: one sentence that says what is trained on what, and from which state. */
    default void start(String plan) { }

    /** After each epoch. */
    void epoch(History.Epoch epoch, int epochs);

    /** After the last epoch: one sentence that says how it ended. */
    default void end(String result) { }

    /** When a stop button ended it, instead of {@link #end}: in which epoch, and whose parameters are kept. */
    default void stopped(String how) {
        Stop.tell(how);
    }
}
