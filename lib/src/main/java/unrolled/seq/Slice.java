package unrolled.seq;

import java.util.Arrays;
import unrolled.math.Operand;

/**
 * Some columns of every step of a {@link Tape}, such as one gate of a stack; they follow the tape when it takes another
 * shape.
 */
public final class Slice {

    private final int from;
    private final int to;
    private Operand all;
    private Operand[] at;

    Slice(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** These columns of step {@code t}: B×(to − from). */
    public Operand step(int t) {
        return at[t];
    }

    /** These columns of all steps, (T·B)×(to − from). */
    public Operand steps() {
        return all;
    }

    void show(Operand all, Operand[] at) {
        this.all = all.cols(from, to);
        this.at = Arrays.stream(at).map(step -> step == null ? null : step.cols(from, to)).toArray(Operand[]::new);
    }
}
