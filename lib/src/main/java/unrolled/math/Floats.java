package unrolled.math;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import unrolled.machine.FreeMemory;

/**
 * A rectangle of floats outside of Java's heap, where oneDNN multiplies them in place. Doubles that are written
 * to it are rounded to 24 bits.
 */
final class Floats extends Operand {

    /** How many numbers go between the two memories at once: what the fastest memory holds. */
    private static final int AT_ONCE = 8192;

    /** Where numbers stand on their way between the two memories; every thread has its own. */
    private static final ThreadLocal<float[]> HERE = ThreadLocal.withInitial(() -> new float[1024]);

    final FloatPointer whole;            // the memory, which lives as long as this does
    private final FloatBuffer numbers;           // all of it

    private Floats(FloatPointer whole, FloatBuffer numbers, int offset, int rows, int cols, int stride) {
        super(numbers.capacity(), offset, rows, cols, stride);
        this.whole = whole;
        this.numbers = numbers;
    }

    /**
     * New memory; its numbers are undefined.
     *
     * @throws IllegalArgumentException if the numbers do not fit into memory
     */
    static Floats of(int rows, int cols) {
        double size = (double) rows * cols;
        FreeMemory.expectRoom("Floats", rows + "×" + cols, size / 2, size);
        var whole = new FloatPointer((long) rows * cols);
        return new Floats(whole, whole.asBuffer(), 0, rows, cols, cols);
    }

    /** The same memory in another shape, not larger; the numbers are undefined. */
    Floats reshape(int rows, int cols) {
        return new Floats(whole, numbers, 0, rows, cols, cols);
    }

    /** A rectangle without gaps from number {@code offset} on. */
    Floats piece(int offset, int rows, int cols) {
        return new Floats(whole, numbers, offset, rows, cols, cols);
    }

    /** How many numbers the memory holds. */
    int capacity() {
        return numbers.capacity();
    }

    @Override public Floats rows(int from, int to) {
        expectInside("rows", from, to, rows);
        return new Floats(whole, numbers, offset + from * stride, to - from, cols, stride);
    }

    @Override public Floats cols(int from, int to) {
        expectInside("columns", from, to, cols);
        return new Floats(whole, numbers, offset + from, rows, to - from, stride);
    }

    /** Writes the columns {@code from} to {@code to}, row after row, to the front of an array. */
    void read(int from, int to, float[] floats) {
        int n = to - from;
        if (n == stride) {
            numbers.get(offset, floats, 0, rows * n);
        } else {
            for (int r = 0; r < rows; r++) numbers.get(row(r) + from, floats, r * n, n);
        }
    }

    /** Sets the columns {@code from} to {@code to}, row after row, from the front of an array. */
    void write(int from, int to, float[] floats) {
        int n = to - from;
        if (n == stride) {
            numbers.put(offset, floats, 0, rows * n);
        } else {
            for (int r = 0; r < rows; r++) numbers.put(row(r) + from, floats, r * n, n);
        }
    }

    @Override public void copyRows(int to, int count, Operand source, int from) {
        if (source instanceof Floats floats) {
            for (int r = 0; r < count; r++) numbers.put(row(to + r), floats.numbers, floats.row(from + r), cols);
            return;
        }
        var block = (Block) source;
        for (int r = 0, some; r < count; r += some) {
            some = Math.min(someRows(), count - r);
            float[] floats = here(some * cols);
            block.round(from + r, some, floats);
            numbers.put(row(to + r), floats, 0, some * cols);
        }
    }

    @Override public void addRow(int to, Block source, int from) {
        float[] floats = taken(to, 1);
        for (int j = 0; j < cols; j++) floats[j] += (float) source.data[source.row(from) + j];
        numbers.put(row(to), floats, 0, cols);
    }

    @Override public void clearRow(int r) {
        float[] floats = here(cols);
        Arrays.fill(floats, 0, cols, 0);
        numbers.put(row(r), floats, 0, cols);
    }

    /** Sets {@code count} rows of {@code block}, from row {@code to} on, to those from row {@code from} on. */
    void copyTo(int from, int count, Block block, int to) {
        for (int r = 0, some; r < count; r += some) {
            some = Math.min(someRows(), count - r);
            block.set(to + r, some, taken(from + r, some));
        }
    }

    /** Adds the first {@code count} rows to those of {@code sum} from row {@code to} on. */
    void addTo(int count, Block sum, int to) {
        for (int r = 0, some; r < count; r += some) {
            some = Math.min(someRows(), count - r);
            sum.add(to + r, some, taken(r, some));
        }
    }

    /** How many rows go between the two memories at once: one, where there are gaps between them. */
    private int someRows() {
        return cols == stride ? Math.max(1, AT_ONCE / Math.max(1, cols)) : 1;
    }

    /** {@code count} rows, at the front of an array of this thread. */
    private float[] taken(int row, int count) {
        float[] floats = here(count * cols);
        numbers.get(row(row), floats, 0, count * cols);
        return floats;
    }

    @Override void copyTransposed(Block source) {
        expectTransposed(source);
        for (int r = 0, count; r < rows; r += count) {
            count = Math.min(Block.SQUARE, rows - r);
            float[] floats = here(count * cols);
            source.roundTransposed(r, count, floats);
            for (int k = 0; k < count; k++) numbers.put(row(r + k), floats, k * cols, cols);
        }
    }

    @Override public void fillRows(Block source) {
        expectRow("fillRows", source);
        float[] floats = here(cols);
        for (int j = 0; j < cols; j++) floats[j] = (float) source.data[source.offset + j];
        for (int r = 0; r < rows; r++) numbers.put(row(r), floats, 0, cols);
    }

    @Override public void fill(double value) {
        float[] floats = here(cols);
        Arrays.fill(floats, 0, cols, (float) value);
        for (int r = 0; r < rows; r++) numbers.put(row(r), floats, 0, cols);
    }

    static float[] here(int size) {
        float[] floats = HERE.get();
        if (floats.length >= size) return floats;
        floats = new float[size];
        HERE.set(floats);
        return floats;
    }
}
