package unrolled.model;

import java.util.Locale;
import unrolled.math.Block;
import unrolled.seq.Sequence;

/** What a decoder reads at its first step, where there is no output yet that could be fed back. */
public final class Start {

    private enum Kind { TOKEN, ZEROS, LAST_INPUT }

    private final Kind kind;
    private final int id;

    private Start(Kind kind, int id) {
        this.kind = kind;
        this.id = id;
    }

    /**
     * A token, such as the id of {@code <start>} in the vocabulary.
     *
     * @throws IllegalArgumentException if the id is negative
     */
    public static Start token(int id) {
        if (id < 0) throw new IllegalArgumentException("Start expects an id from 0 on, got " + id + " (token)");
        return new Start(Kind.TOKEN, id);
    }

    /** Zeros. */
    public static Start zeros() {
        return new Start(Kind.ZEROS, 0);
    }

    /**
     * The last valid step of the source: its first features, as many as the decoder puts out. A forecaster goes on from
     * the last value that it has seen; what it predicts must stand first among the features.
     */
    public static Start lastInput() {
        return new Start(Kind.LAST_INPUT, 0);
    }

    /** For a file: {@code token}, {@code zeros} or {@code last_input}. */
    String kind() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the kind is unknown or the id negative */
    static Start of(String kind, int id) {
        return switch (kind) {
            case "token" -> token(id);
            case "zeros" -> zeros();
            case "last_input" -> lastInput();
            default -> throw new IllegalArgumentException("Start expects token, zeros or last_input, got '" + kind
                    + "'");
        };
    }

    boolean isToken() {
        return kind == Kind.TOKEN;
    }

    int id() {
        return id;
    }

    /** The features that it needs of the source when the decoder puts out {@code outputs}. */
    int sourceFeatures(int outputs) {
        return kind == Kind.LAST_INPUT ? outputs : 0;
    }

    /** Writes x_1 of every example. */
    void fill(Sequence source, Block first) {
        first.fill(id);
        if (kind != Kind.LAST_INPUT) return;
        for (int n = 0; n < first.rows; n++) first.rows(n, n + 1).copyFrom(last(source, n, first.cols));
    }

    /** Adds ∂L/∂x_1 to the gradient of the source. */
    void back(Block dFirst, Sequence dSource) {
        if (kind != Kind.LAST_INPUT) return;
        for (int n = 0; n < dFirst.rows; n++) last(dSource, n, dFirst.cols).add(1, dFirst.rows(n, n + 1));
    }

    private static Block last(Sequence s, int n, int cols) {
        return s.at(s.length(n) - 1).rows(n, n + 1).cols(0, cols);
    }

    @Override public String toString() {
        return switch (kind) {
            case TOKEN -> "Start.token(" + id + ")";
            case ZEROS -> "Start.zeros()";
            case LAST_INPUT -> "Start.lastInput()";
        };
    }
}
