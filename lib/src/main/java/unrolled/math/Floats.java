package unrolled.math;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A rectangle of floats outside of Java's heap, where oneDNN multiplies them in place. Cells speak to it in double:
 * what is written is rounded to 24 bits.
 */
public final class Floats extends Operand {

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
        int n = to - from;
        float[] floats = floats(rows * n);
        for (int r = 0; r < rows; r++) numbers.get(row(r) + from, floats, r * n, n);
        for (int j = 0; j < rows * n; j++) doubles[j] = floats[j];
    }

    @Override public void write(int from, int to, double[] doubles) {
        int n = to - from;
        float[] floats = floats(rows * n);
        for (int j = 0; j < rows * n; j++) floats[j] = (float) doubles[j];
        for (int r = 0; r < rows; r++) numbers.put(row(r) + from, floats, r * n, n);
    }

    @Override public void copyFrom(Block source) {
        expectShape("copyFrom", source);
        float[] floats = floats(cols);
        for (int r = 0; r < rows; r++) {
            int at = source.row(r);
            for (int j = 0; j < cols; j++) floats[j] = (float) source.data[at + j];
            numbers.put(row(r), floats, 0, cols);
        }
    }

    @Override public void fillRows(Block source) {
        expectRow("fillRows", source);
        float[] floats = floats(cols);
        for (int j = 0; j < cols; j++) floats[j] = (float) source.data[source.offset + j];
        for (int r = 0; r < rows; r++) numbers.put(row(r), floats, 0, cols);
    }

    @Override public void fill(double value) {
        float[] floats = floats(cols);
        Arrays.fill(floats, 0, cols, (float) value);
        for (int r = 0; r < rows; r++) numbers.put(row(r), floats, 0, cols);
    }

    /** Adds the numbers to those at the same places of {@code sum}. */
    void addTo(Block sum) {
        float[] floats = floats(cols);
        for (int r = 0; r < rows; r++) {
            int at = sum.row(r);
            numbers.get(row(r), floats, 0, cols);
            for (int j = 0; j < cols; j++) sum.data[at + j] += floats[j];
        }
    }

    private static float[] floats(int size) {
        float[] floats = HERE.get();
        if (floats.length >= size) return floats;
        floats = new float[size];
        HERE.set(floats);
        return floats;
    }
}
