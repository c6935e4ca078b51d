package unrolled.math;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A rectangle of floats outside of Java's heap, where oneDNN multiplies them in place. Cells speak to it in double:
 * what is written is rounded to 24 bits.
 */
public final class Floats extends Operand {

    /** How many numbers go between the two memories at once: what the fastest memory holds. */
    private static final int AT_ONCE = 8192;

    /** Where numbers stand on their way between the two memories; every thread has its own. */
    private static final ThreadLocal<float[]> HERE = ThreadLocal.withInitial(() -> new float[1024]);

    final FloatPointer pointer;                  // the first number of the rectangle
    private final FloatPointer whole;            // the memory, which lives as long as this does
    private final FloatBuffer numbers;           // all of it

    private Floats(FloatPointer whole, FloatBuffer numbers, int offset, int rows, int cols, int stride) {
        super(numbers.capacity(), offset, rows, cols, stride);
        this.whole = whole;
        this.numbers = numbers;
        pointer = new FloatPointer(whole).position(offset);
    }

    /**
     * New memory; its numbers are undefined.
     *
     * @throws IllegalArgumentException if the numbers do not fit into memory
     */
    public static Floats of(int rows, int cols) {
        double size = (double) rows * cols;
        Memory.expectRoom("Floats", rows + "×" + cols, size / 2, size);
        var whole = new FloatPointer((long) rows * cols);
        return new Floats(whole, whole.asBuffer(), 0, rows, cols, cols);
    }

    /** Whether there is a library that multiplies floats on this platform. */
    public static boolean available() {
        return Single.available();
    }

    /** The same memory in another shape, not larger; the numbers are undefined. */
    public Floats reshape(int rows, int cols) {
        return new Floats(whole, numbers, 0, rows, cols, cols);
    }

    /** A rectangle without gaps from number {@code offset} on. */
    Floats piece(int offset, int rows, int cols) {
        return new Floats(whole, numbers, offset, rows, cols, cols);
    }

    /** How many numbers the memory holds. */
    public int capacity() {
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

    @Override public void read(int from, int to, double[] doubles) {
        int size = rows * (to - from);
        float[] floats = here(size);
        read(from, to, floats);
        for (int j = 0; j < size; j++) doubles[j] = floats[j];
    }

    @Override public void write(int from, int to, double[] doubles) {
        int size = rows * (to - from);
        float[] floats = here(size);
        for (int j = 0; j < size; j++) floats[j] = (float) doubles[j];
        write(from, to, floats);
    }

    @Override void read(int from, int to, float[] floats) {
        int n = to - from;
        if (n == stride) {
            numbers.get(offset, floats, 0, rows * n);
        } else {
            for (int r = 0; r < rows; r++) numbers.get(row(r) + from, floats, r * n, n);
        }
    }

    @Override void write(int from, int to, float[] floats) {
        int n = to - from;
        if (n == stride) {
            numbers.put(offset, floats, 0, rows * n);
        } else {
            for (int r = 0; r < rows; r++) numbers.put(row(r) + from, floats, r * n, n);
        }
    }

    @Override public void copyFrom(Block source) {
        expectShape("copyFrom", source);
        int some = someRows();
        float[] floats = here(some * cols);
        for (int r = 0; r < rows; r += some) {
            int count = Math.min(some, rows - r);
            source.round(r, count, 0, cols, floats);
            numbers.put(row(r), floats, 0, count * cols);
        }
    }

    /** How many rows go between the two memories at once: one, where there are gaps between them. */
    private int someRows() {
        return cols == stride ? Math.max(1, Math.min(rows, AT_ONCE / Math.max(1, cols))) : 1;
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

    /** Adds the numbers to those at the same places of {@code sum}. */
    void addTo(Block sum) {
        int some = someRows();
        float[] floats = here(some * cols);
        for (int r = 0; r < rows; r += some) {
            int count = Math.min(some, rows - r);
            numbers.get(row(r), floats, 0, count * cols);
            sum.add(r, count, floats);
        }
    }

    static float[] here(int size) {
        float[] floats = HERE.get();
        if (floats.length >= size) return floats;
        floats = new float[size];
        HERE.set(floats);
        return floats;
    }
}
