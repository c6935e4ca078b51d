package unrolled.math;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/**
 * Matrix products in single precision, by oneDNN. {@link Floats} are multiplied where they stand; a {@link Block} is
 * rounded into a memory of this thread first, and what is added to a Block comes from such a memory.
 */
final class Single {

    private static final byte AS_IT_IS = 'N';
    private static final byte TRANSPOSED = 'T';
    private static final ThreadLocal<Single> HERE = ThreadLocal.withInitial(Single::new);

    private final Scratch a = new Scratch();
    private final Scratch b = new Scratch();
    private final Scratch c = new Scratch();

    private Single() {}

    /** Whether oneDNN has a library for this platform. */
    static boolean available() {
        return Library.LOADED;
    }

    /** C += A B, with A or B transposed where it says so. */
    static void addProduct(boolean transA, Operand A, boolean transB, Operand B, Operand C) {
        var here = HERE.get();
        var a = here.a.rounded(A);
        var b = here.b.rounded(B);
        if (C instanceof Floats c) {
            multiply(transA, a, transB, b, 1, c);
        } else {
            var c = here.c.of(C.rows, C.cols);
            multiply(transA, a, transB, b, 0, c);
            c.addTo((Block) C);
        }
    }

    /** C = A B + beta C. */
    private static void multiply(boolean transA, Floats A, boolean transB, Floats B, float beta, Floats C) {
        int status = dnnl.dnnl_sgemm(transA ? TRANSPOSED : AS_IT_IS, transB ? TRANSPOSED : AS_IT_IS, C.rows, C.cols,
                transA ? A.rows : A.cols, 1, A.pointer, A.stride, B.pointer, B.stride, beta, C.pointer, C.stride);
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN expects a product that it can do, got status " + status + " (" + A
                    + " times " + B + " into " + C + ")");
        }
    }

    /** A memory that grows where it must. */
    private static final class Scratch {

        private Floats floats;                  // null until asked for: not every platform has any

        /** With room for this shape; the same object as long as the shape is the same. */
        Floats of(int rows, int cols) {
            if (floats == null || rows * cols > floats.capacity()) floats = Floats.of(rows, cols);
            else if (rows != floats.rows || cols != floats.cols) floats = floats.reshape(rows, cols);
            return floats;
        }

        Floats rounded(Operand operand) {
            if (operand instanceof Floats already) return already;
            var floats = of(operand.rows, operand.cols);
            floats.copyFrom((Block) operand);
            return floats;
        }
    }

    /** Loaded at the first product in single precision, not before. */
    private static final class Library {

        static final boolean LOADED = load();

        private static boolean load() {
            Blas.quietLoader();
            try {
                Loader.load(dnnl.class);
                return true;
            } catch (LinkageError e) {
                return false;          // no library for this platform: SINGLE multiplies in double
            }
        }
    }
}
