package unrolled.math;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.machine.FreeMemory;

/**
 * One quantity of a cell at all steps, such as h or the pre-activations a: {@code size} numbers for each of T steps and
 * B examples, time first, with the gradient ∂L/∂ this beside it. With a lag k it begins at step −k: the initial state,
 * then the state after each step.
 *
 * <p>{@link #at} is live: what is written there stays. Where a training keeps its numbers outside of Java's heap, or
 * not all steps, it is refused; {@link #copy} gives what there is to whoever looks on.
 */
public final class Trace {

    private enum Kind { VALUE, GRADIENT_OF_STATE, GRADIENT, STEP }

    private final String name;
    private final int size;
    private final int lag;
    private final Kind kind;
    private final List<Trace> columns = new ArrayList<>();
    private final List<Vec> gates = new ArrayList<>();
    private int firstColumn;                // of those of the whole stack
    private Trace gradient;                 // null until asked for
    private Block doubles;                  // the memory, grown where it must be; null until asked for, as the next
    private Outside outside;
    private Operand all;                    // the kept steps of all examples
    private Operand[] at;                   // the kept steps, of the examples first to end
    private int steps;
    private int batch;
    private int first;
    private int end;

    /** The numbers of step t, for {@code read(t)} and {@code write(t)}. */
    public final Vec now;
    /** Those of step t − 1. */
    public final Vec prev;

    /** A quantity that looks back {@code lag} steps: 1 for a state, more for skip connections, else 0. */
    public Trace(String name, int size, int lag) {
        this(name, size, lag, Kind.VALUE);
        resize(1, 1, Numbers.ALL);
    }

    /** A quantity of one step, which the next overwrites. */
    public static Trace ofStep(String name, int size) {
        var step = new Trace(name, size, 0, Kind.STEP);
        step.resize(1, 1, Numbers.ALL);
        return step;
    }

    private Trace(String name, int size, int lag, Kind kind) {
        this.name = name;
        this.size = size;
        this.lag = lag;
        this.kind = kind;
        now = new Vec(this, 0, 0, size);
        prev = new Vec(this, -1, 0, size);
    }

    public String name() {
        return name;
    }

    public int size() {
        return size;
    }

    public int lag() {
        return lag;
    }

    /** The number of steps, without the initial ones. */
    public int steps() {
        return steps;
    }

    /** ∂L/∂ this, at the same steps. */
    public Trace gradient() {
        if (gradient == null) {
            gradient = new Trace("d" + name, size, lag, lag == 0 ? Kind.GRADIENT : Kind.GRADIENT_OF_STATE);
            gradient.resize(1, 1, Numbers.ALL);
        }
        return gradient;
    }

    /** The numbers of gate {@code k} of {@code count}; {@link #read} and {@link #write} move all such gates. */
    public Vec gate(int k, int count) {
        var gate = new Vec(this, 0, k * (size / count), (k + 1) * (size / count));
        gates.add(gate);
        return gate;
    }

    /** The numbers of step t − k. */
    public Vec before(int k) {
        return new Vec(this, -k, 0, size);
    }

    /** Some columns of every step, the last excluded, such as two gates of a stack: a view. */
    public Trace columns(int from, int to) {
        var some = new Trace(name, to - from, lag, kind);
        some.firstColumn = from;
        columns.add(some);
        some.show(all.cols(from, to), at.length, steps, batch, first, end);
        return some;
    }

    /** Reads every gate at step {@code t}. */
    public void read(int t) {
        for (int k = 0; k < gates.size(); k++) gates.get(k).read(t);
    }

    /** Writes every gate at step {@code t}. */
    public void write(int t) {
        for (int k = 0; k < gates.size(); k++) gates.get(k).write(t);
    }

    // ---- for products

    /** After step {@code t}; before the first where {@code t} is negative. B×size. */
    public Operand step(int t) {
        return at[(t + lag) % at.length];
    }

    /** The steps 0 to T − 1, (T·B)×size. */
    public Operand steps(int shift) {
        expectAllKept();
        return all.rows((shift + lag) * batch, (shift + lag + steps) * batch);
    }

    // ---- for whoever looks on

    /**
     * As {@link #step}: live, what is written there stays.
     *
     * @throws IllegalStateException where they stand outside of Java's heap, or not all steps are kept
     */
    public Block at(int t) {
        expectAllKept();
        return expectInHeap(step(t));
    }

    /**
     * The steps {@code shift}, shift + 1, …, shift + T − 1, (T·B)×size: live, as {@link #at}.
     *
     * @throws IllegalStateException as {@link #at}
     */
    public Block all(int shift) {
        return expectInHeap(steps(shift));
    }

    /** As {@link #all}, the steps 0 to T − 1. */
    public Block all() {
        return all(0);
    }

    /** The numbers of step {@code t} as they are now, B×size, whatever they are kept in. */
    public DMatrixRMaj copy(int t) {
        return step(t).toMatrix();
    }

    private Block expectInHeap(Operand numbers) {
        if (numbers instanceof Block block) return block;
        throw new IllegalStateException(refusal("numbers in Java's heap to show", "numbers outside of it")
                + ", where a training keeps them; copy(t) gives a step as it is");
    }

    private void expectAllKept() {
        if (at.length == steps + lag) return;
        throw new IllegalStateException(refusal("every step to be kept", "the last " + at.length + " of " + steps)
                + ", as a training needs no more; run the network itself, forward and backward, to look at them");
    }

    private String refusal(String expected, String got) {
        return "Trace '" + name + "' expects " + expected + ", got " + got;
    }

    // ---- where the numbers lie

    /** Takes another T and B; the numbers are left undefined, the memory grows if it must. Its gradient follows. */
    public void resize(int steps, int batch, Numbers numbers) {
        boolean few = kind == Kind.STEP || numbers.once && kind == Kind.GRADIENT_OF_STATE;
        int kept = few ? Math.min(steps, 1) + lag : steps + lag;
        show(memory(kept * batch, numbers), kept, steps, batch, 0, batch);
        if (gradient == null) return;
        if (numbers.once && gradient.kind == Kind.GRADIENT) gradient.show(all, kept, steps, batch, 0, batch);
        else gradient.resize(steps, batch, numbers);
    }

    /** Shows the examples {@code first} to {@code end}, the last excluded, of another; its gradient does, too. */
    public void share(Trace whole, int first, int end) {
        show(whole.all, whole.at.length, whole.steps, whole.batch, first, end);
        if (gradient != null) gradient.share(whole.gradient, first, end);
    }

    private Operand memory(int rows, Numbers numbers) {
        if (numbers.outside) {
            boolean same = outside != null && outside.precision() == numbers.precision;
            if (same && outside.rows == rows) return outside;
            boolean fits = same && (long) rows * size <= outside.capacity();
            return outside = fits ? outside.reshape(rows, size) : Outside.of(numbers.precision, rows, size);
        }
        if (doubles != null && doubles.rows == rows) return doubles;
        FreeMemory.expectRoom("Trace '" + name + "'", rows + "×" + size, (double) rows * size, (double) rows * size);
        boolean fits = doubles != null && (long) rows * size <= doubles.data.length;
        return doubles = new Block(fits ? doubles.data : new double[rows * size], 0, rows, size, size);
    }

    private void show(Operand memory, int kept, int steps, int batch, int first, int end) {
        boolean same = memory == all && steps == this.steps && kept == at.length && batch == this.batch
                && first == this.first && end == this.end;
        if (same) return;
        all = memory;
        this.steps = steps;
        this.batch = batch;
        this.first = first;
        this.end = end;
        at = new Operand[kept];
        for (int k = 0; k < kept; k++) at[k] = all.rows(k * batch + first, k * batch + end);
        for (var some : columns) {
            some.show(all.cols(some.firstColumn, some.firstColumn + some.size), kept, steps, batch, first, end);
        }
    }
}
