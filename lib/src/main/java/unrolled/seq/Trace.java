package unrolled.seq;

import unrolled.math.Block;
import unrolled.math.Operand;

/**
 * One part of a cell's state at the steps −1, 0, …, T − 1: the initial state, then the state after each step, with the
 * gradient ∂L/∂state of the same steps beside it. With a lag k it begins at step −k.
 *
 * <p>A trace is written out in time, so that all steps at once are one block as well: {@code all(0)} holds h_t and
 * {@code all(-1)} holds h_{t−1} for every t, (T·B)×size each. Its numbers are floats where a {@link Tape} of the same
 * cell has them.
 */
public final class Trace {

    private final String name;
    private final int lag;
    private final Tape values;
    private final Trace gradient;

    /** A state that looks back {@code lag} steps; 1 for all but skip connections. */
    public Trace(String name, int size, int lag) {
        this(name, size, lag, new Trace("d" + name, size, lag, null));
    }

    private Trace(String name, int size, int lag, Trace gradient) {
        this.name = name;
        this.lag = lag;
        this.gradient = gradient;
        values = new Tape(size);
        values.resize(1 + lag, 1, false);
    }

    public String name() {
        return name;
    }

    public int size() {
        return values.size();
    }

    public int lag() {
        return lag;
    }

    /** The number of steps, without the initial ones. */
    public int steps() {
        return values.count() - lag;
    }

    /** ∂L/∂ this, at the same steps. */
    public Trace gradient() {
        return gradient;
    }

    /** After step {@code t}; before the first where {@code t} is negative. B×size; a copy where they are floats. */
    public Block at(int t) {
        return values.at(t + lag);
    }

    /** As {@link #at}, in doubles or in floats as they are. */
    public Operand step(int t) {
        return values.step(t + lag);
    }

    /** The steps {@code shift}, shift + 1, …, shift + T − 1, (T·B)×size; a copy where they are floats. */
    public Block all(int shift) {
        return Tape.block(stepsFrom(shift));
    }

    /** As {@link #all}, in doubles or in floats as they are. */
    public Operand stepsFrom(int shift) {
        int batch = values.batch();
        return values.steps().rows((shift + lag) * batch, (shift + lag + steps()) * batch);
    }

    /** As {@link Tape#resize}, for this and its gradient. */
    public void resize(int steps, int batch, boolean inFloats) {
        values.resize(steps + lag, batch, inFloats);
        if (gradient != null) gradient.resize(steps, batch, inFloats);
    }

    /** As {@link Sequence#cut}, for this and its gradient; a stride has room for the steps and the lag. */
    public void cut(int stride) {
        values.cut(stride);
        if (gradient != null) gradient.cut(stride);
    }

    public void fill(double value) {
        values.steps().fill(value);
    }
}
