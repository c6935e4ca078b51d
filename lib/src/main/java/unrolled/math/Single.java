package unrolled.math;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/**
 * Matrix products in single precision, by oneDNN: the factors are rounded to float, the product is added to a double
 * matrix. oneDNN takes row-major matrices outside of Java's heap; every thread has its own.
 */
final class Single {

    private static final byte AS_IT_IS = 'N';
    private static final byte TRANSPOSED = 'T';
    private static final ThreadLocal<Single> HERE = ThreadLocal.withInitial(Single::new);

    private final Floats a = new Floats();
    private final Floats b = new Floats();
    private final Floats c = new Floats();

    private Single() {}

    /** Whether oneDNN has a library for this platform. */
    static boolean available() {
        return Library.LOADED;
    }

    /** C += A B, with A or B transposed where it says so. */
    static void addProduct(boolean transA, Block A, boolean transB, Block B, Block C) {
        var here = HERE.get();
        here.b.set(B);
        here.multiply(transA, A, transB, here.b, C);
    }

    /** C += A B, for a B that is ready. */
    static void addProduct(Block A, Floats B, Block C) {
        HERE.get().multiply(false, A, false, B, C);
    }

    private void multiply(boolean transA, Block A, boolean transB, Floats B, Block C) {
        a.set(A);
        c.resize(C.rows, C.cols);
        int status = dnnl.dnnl_sgemm(transA ? TRANSPOSED : AS_IT_IS, transB ? TRANSPOSED : AS_IT_IS, C.rows, C.cols,
                transA ? A.rows : A.cols, 1, a.pointer, a.cols, B.pointer, B.cols, 0, c.pointer, c.cols);
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN expects a product that it can do, got status " + status + " ("
                    + A + " times " + B.rows + "×" + B.cols + " into " + C + ")");
        }
        c.addTo(C);
    }

    /** A row-major matrix of floats outside of Java's heap, which grows where it must. */
    static final class Floats {

        private FloatPointer pointer;                         // null until asked for: not every platform has any
        private FloatBuffer numbers = FloatBuffer.allocate(0);
        private float[] row = {};
        private int rows;
        private int cols;

        private void resize(int rows, int cols) {
            this.rows = rows;
            this.cols = cols;
            if (row.length < cols) row = new float[cols];
            if (rows * cols <= numbers.capacity()) return;
            if (pointer != null) pointer.close();
            pointer = new FloatPointer(rows * cols);
            numbers = pointer.asBuffer();
        }

        void set(Block from) {
            resize(from.rows, from.cols);
            for (int r = 0; r < rows; r++) {
                int at = from.row(r);
                for (int j = 0; j < cols; j++) row[j] = (float) from.data[at + j];
                numbers.put(r * cols, row, 0, cols);
            }
        }

        void addTo(Block to) {
            for (int r = 0; r < rows; r++) {
                int at = to.row(r);
                numbers.get(r * cols, row, 0, cols);
                for (int j = 0; j < cols; j++) to.data[at + j] += row[j];
            }
        }
    }

    /** Loaded at the first product in single precision, not before. */
    private static final class Library {

        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.load(dnnl.class);
                return true;
            } catch (LinkageError e) {
                return false;          // no library for this platform: SINGLE multiplies in double
            }
        }
    }
}
