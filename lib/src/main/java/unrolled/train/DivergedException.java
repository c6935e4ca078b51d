package unrolled.train;

/** The loss or a gradient stopped being a number; the model holds the best parameters from before. */
public final class DivergedException extends RuntimeException {

    private final transient History history;

    DivergedException(String message, History history) {
        super(message);
        this.history = history;
    }

    /** The epochs that ended before. */
    public History history() {
        return history;
    }
}
