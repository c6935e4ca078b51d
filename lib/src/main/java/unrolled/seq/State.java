package unrolled.seq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * What a run starts from and ends with: named matrices, B×size each, such as {@code h} and {@code c} of an LSTM cell or
 * {@code lstm.h} in a network. A state is a value: nothing in the library changes one.
 */
public final class State {

    /** All zeros, whatever the model and the batch. */
    public static final State ZERO = new State(Map.of());

    private final Map<String, DMatrixRMaj> parts;

    private State(Map<String, DMatrixRMaj> parts) {
        this.parts = parts;
    }

    /** A state of one part. */
    public static State of(String name, DMatrixRMaj value) {
        return ZERO.with(name, value);
    }

    /** This state with one more part, or with that part replaced. */
    public State with(String name, DMatrixRMaj value) {
        var more = new LinkedHashMap<>(parts);
        more.put(name, value.copy());
        return new State(more);
    }

    /** This state and all parts of {@code other}. */
    public State with(State other) {
        var more = new LinkedHashMap<>(parts);
        more.putAll(other.parts);
        return new State(more);
    }

    /** Whether it is {@link #ZERO}. */
    public boolean isZero() {
        return parts.isEmpty();
    }

    public Set<String> names() {
        return parts.keySet();
    }

    /**
     * The part called {@code name}, B×size; not to be changed.
     *
     * @throws IllegalArgumentException if there is none
     */
    public DMatrixRMaj get(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("State expects one of the parts " + names() + ", got '" + name + "'");
        }
        return part;
    }

    /** The parts whose names begin with {@code owner.}, without that beginning. */
    public State part(String owner) {
        var some = new LinkedHashMap<String, DMatrixRMaj>();
        parts.forEach((name, value) -> {
            if (name.startsWith(owner + ".")) some.put(name.substring(owner.length() + 1), value);
        });
        return new State(some);
    }

    /** The same parts, named {@code owner.part}. */
    public State prefixed(String owner) {
        var named = new LinkedHashMap<String, DMatrixRMaj>();
        parts.forEach((name, value) -> named.put(owner + "." + name, value));
        return new State(named);
    }

    /**
     * These examples of every part, in this order, each as often as it is named.
     *
     * @throws IllegalArgumentException if there is no such example
     */
    public State rows(int... examples) {
        var some = new LinkedHashMap<String, DMatrixRMaj>();
        parts.forEach((name, value) -> {
            var rows = new DMatrixRMaj(examples.length, value.numCols);
            for (int r = 0; r < examples.length; r++) {
                int n = examples[r];
                if (n < 0 || n >= value.numRows) {
                    throw new IllegalArgumentException("State expects an example from 0 to " + (value.numRows - 1)
                            + ", got " + n + " (part '" + name + "')");
                }
                System.arraycopy(value.data, n * value.numCols, rows.data, r * value.numCols, value.numCols);
            }
            some.put(name, rows);
        });
        return new State(some);
    }

    @Override public String toString() {
        if (isZero()) return "State of zeros";
        var text = new StringBuilder("State");
        parts.forEach((name, value) ->
                text.append(' ').append(name).append(' ').append(value.numRows).append('×').append(value.numCols));
        return text.toString();
    }
}
