package unrolled.tunes;

/** A text is no tune that {@link Abc} reads; it knows the place. */
public final class AbcException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int at;

    AbcException(String message, int at) {
        super(message);
        this.at = at;
    }

    /** How many characters of the text are right. */
    public int at() {
        return at;
    }
}
