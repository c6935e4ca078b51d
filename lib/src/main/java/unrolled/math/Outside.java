package unrolled.math;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import unrolled.machine.FreeMemory;

/**
 * A rectangle of numbers outside of Java's heap, where native libraries multiply them in place: doubles, or floats, to
 * which doubles that are written there are rounded, to 24 bits.
 */
final class Outside extends Operand {

    /** How many numbers go between the two memories at once: what the fastest memory holds. */
    private static final int AT_ONCE = 8192;

    /** Where numbers stand on their way between the two memories; every thread has its own. */
    private static final ThreadLocal<Way> WAY = ThreadLocal.withInitial(Way::new);

    private static final class Way {
        private double[] doubles = {};
        private float[] floats = {};

        double[] doubles(int size) {
            return doubles.length >= size ? doubles : (doubles = new double[size]);
        }

        float[] floats(int size) {
            return floats.length >= size ? floats : (floats = new float[size]);
        }
    }

    final Pointer whole;                     // the memory, which lives as long as this does
    private final DoubleBuffer doubles;      // all of it; null where they are floats, as the next where they are not
    private final FloatBuffer floats;

    private Outside(Pointer whole, DoubleBuffer doubles, FloatBuffer floats, int offset, int rows, int cols,
            int stride) {
        super(floats == null ? doubles.capacity() : floats.capacity(), offset, rows, cols, stride);
        this.whole = whole;
        this.doubles = doubles;
        this.floats = floats;
    }

    /**
     * New memory; its numbers are undefined.
     *
     * @throws IllegalArgumentException if the numbers do not fit into memory
     */
    static Outside of(Precision precision, int rows, int cols) {
        boolean single = precision == Precision.SINGLE;
        double size = (double) rows * cols;
        FreeMemory.expectRoom(single ? "Floats" : "Doubles", rows + "×" + cols, single ? size / 2 : size, size);
        if (single) {
            var whole = new FloatPointer((long) rows * cols);
            return new Outside(whole, null, whole.asBuffer(), 0, rows, cols, cols);
        }
        var whole = new DoublePointer((long) rows * cols);
        return new Outside(whole, whole.asBuffer(), null, 0, rows, cols, cols);
    }

    Precision precision() {
        return inFloats() ? Precision.SINGLE : Precision.DOUBLE;
    }

    @Override boolean inFloats() {
        return floats != null;
    }

    /** The same memory in another shape, not larger; the numbers are undefined. */
    Outside reshape(int rows, int cols) {
        return piece(0, rows, cols);
    }

    /** A rectangle without gaps from number {@code offset} on. */
    Outside piece(int offset, int rows, int cols) {
        return new Outside(whole, doubles, floats, offset, rows, cols, cols);
    }

    /** How many numbers the memory holds. */
    int capacity() {
        return inFloats() ? floats.capacity() : doubles.capacity();
    }

    @Override public Outside rows(int from, int to) {
        expectInside("rows", from, to, rows);
        return new Outside(whole, doubles, floats, offset + from * stride, to - from, cols, stride);
    }

    @Override public Outside cols(int from, int to) {
        expectInside("columns", from, to, cols);
        return new Outside(whole, doubles, floats, offset + from, rows, to - from, stride);
    }

    // ---- to and from the numbers of a step, which have no gaps

    @Override void read(int from, int to, double[] numbers) {
        int n = to - from;
        if (n == stride) doubles.get(offset, numbers, 0, rows * n);
        else for (int r = 0; r < rows; r++) doubles.get(row(r) + from, numbers, r * n, n);
    }

    @Override void write(int from, int to, double[] numbers) {
        int n = to - from;
        if (n == stride) doubles.put(offset, numbers, 0, rows * n);
        else for (int r = 0; r < rows; r++) doubles.put(row(r) + from, numbers, r * n, n);
    }

    /** As {@link #read(int, int, double[])}, of floats. */
    void read(int from, int to, float[] numbers) {
        int n = to - from;
        if (n == stride) floats.get(offset, numbers, 0, rows * n);
        else for (int r = 0; r < rows; r++) floats.get(row(r) + from, numbers, r * n, n);
    }

    /** As {@link #write(int, int, double[])}, of floats. */
    void write(int from, int to, float[] numbers) {
        int n = to - from;
        if (n == stride) floats.put(offset, numbers, 0, rows * n);
        else for (int r = 0; r < rows; r++) floats.put(row(r) + from, numbers, r * n, n);
    }

    // ---- to and from blocks

    @Override public void copyRows(int to, int count, Operand source, int from) {
        boolean atOnce = cols == stride && source.cols == source.stride;
        int run = atOnce ? count * cols : cols;
        for (int r = 0; r < count; r += atOnce ? count : 1) {
            if (source instanceof Block block) put(row(to + r), block.data, block.row(from + r), run);
            else copy(row(to + r), (Outside) source, source.row(from + r), run);
        }
    }

    @Override public void addRow(int to, Block source, int from) {
        double[] sum = WAY.get().doubles(cols);
        take(false, row(to), sum, 0, cols);
        for (int j = 0; j < cols; j++) sum[j] += source.data[source.row(from) + j];
        put(row(to), sum, 0, cols);
    }

    @Override public void clearRow(int r) {
        double[] zeros = WAY.get().doubles(cols);
        Arrays.fill(zeros, 0, cols, 0);
        put(row(r), zeros, 0, cols);
    }

    /** Sets {@code count} rows of {@code block}, from row {@code to} on, to those from row {@code from} on, or adds. */
    void copyTo(boolean add, int from, int count, Block block, int to) {
        boolean atOnce = cols == stride && block.cols == block.stride;
        int run = atOnce ? count * cols : cols;
        for (int r = 0; r < count; r += atOnce ? count : 1) {
            take(add, row(from + r), block.data, block.row(to + r), run);
        }
    }

    @Override void copyTransposed(Block source) {
        expectTransposed(source);
        for (int r = 0, count; r < rows; r += count) {
            count = Math.min(Block.SQUARE, rows - r);
            double[] turned = WAY.get().doubles(count * cols);
            source.takeTransposed(r, count, turned);
            for (int k = 0; k < count; k++) put(row(r + k), turned, k * cols, cols);
        }
    }

    @Override public void fillRows(Block source) {
        expectRow("fillRows", source);
        if (rows == 0) return;
        put(offset, source.data, source.offset, cols);
        for (int done = 1, some; done < rows; done += some) {      // twice as many each time, where there are no gaps
            some = cols == stride ? Math.min(Math.min(done, rows - done), 1 + AT_ONCE / cols) : 1;
            copy(row(done), this, offset, some * cols);
        }
    }

    @Override public void fill(double value) {
        double[] same = WAY.get().doubles(cols);
        Arrays.fill(same, 0, cols, value);
        fillRows(new Block(same, 0, 1, cols, cols));
    }

    // ---- the numbers from one place on: all that goes between the two memories

    private void put(int at, double[] from, int first, int n) {
        if (!inFloats()) {
            doubles.put(at, from, first, n);
            return;
        }
        float[] rounded = WAY.get().floats(Math.min(n, AT_ONCE));
        for (int k = 0, some; k < n; k += some) {
            some = Math.min(n - k, AT_ONCE);
            for (int j = 0; j < some; j++) rounded[j] = (float) from[first + k + j];
            floats.put(at + k, rounded, 0, some);
        }
    }

    /** Sets n numbers of an array, or adds to them. */
    private void take(boolean add, int at, double[] to, int first, int n) {
        if (!add && !inFloats()) {
            doubles.get(at, to, first, n);
            return;
        }
        for (int k = 0, some; k < n; k += some) {
            some = Math.min(n - k, AT_ONCE);
            if (inFloats()) takeFloats(add, at + k, to, first + k, some);
            else addDoubles(at + k, to, first + k, some);
        }
    }

    private void takeFloats(boolean add, int at, double[] to, int first, int n) {
        float[] here = WAY.get().floats(n);
        floats.get(at, here, 0, n);
        if (!add) Arrays.fill(to, first, first + n, 0);
        for (int j = 0; j < n; j++) to[first + j] += here[j];
    }

    private void addDoubles(int at, double[] to, int first, int n) {
        double[] here = WAY.get().doubles(n);
        doubles.get(at, here, 0, n);
        for (int j = 0; j < n; j++) to[first + j] += here[j];
    }

    private void copy(int to, Outside source, int at, int n) {
        if (inFloats()) floats.put(to, source.floats, at, n);
        else doubles.put(to, source.doubles, at, n);
    }
}
