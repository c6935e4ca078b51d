package unrolled.math;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products in single precision, by oneDNN; those of a transposed matrix by OpenBLAS where it is there, which
 * takes half the time for them. {@link Floats} are multiplied where they stand; a {@link Block} is rounded into a
 * memory of this thread first, and what is added to a Block comes from such a memory.
 */
final class Single {

    private static final byte AS_IT_IS = 'N';
    private static final byte TRANSPOSED = 'T';
    /** So many numbers are rounded, and of a transposed matrix read, at once. */
    private static final int AT_ONCE = 1 << 17;
    private static final int FAR = 256;

    private static final ThreadLocal<Single> HERE = ThreadLocal.withInitial(Single::new);

    private final Scratch a = new Scratch();
    private final Scratch b = new Scratch();
    private final Scratch c = new Scratch();

    private final Place placeA = new Place();
    private final Place placeB = new Place();
    private final Place placeC = new Place();

    private Single() {}

    /** Whether oneDNN has a library for this platform. */
    static boolean available() {
        return Library.LOADED;
    }

    /** C += A B, one of them transposed where it says so; some rows at a time, where they must be rounded first. */
    static void addProduct(boolean transA, Operand A, boolean transB, Operand B, Operand C) {
        if (transA) HERE.get().addTransposed(A, B, C);
        else HERE.get().addRows(A, transB, HERE.get().b.rounded(B), C);
    }

    /** C += A B, some rows of A and C at a time. */
    private void addRows(Operand A, boolean transB, Floats B, Operand C) {
        boolean whole = A instanceof Floats && C instanceof Floats;
        int some = whole ? A.rows : Math.max(1, AT_ONCE / Math.max(A.cols, C.cols));
        for (int r = 0; r < A.rows; r += some) {
            int count = Math.min(some, A.rows - r);
            var from = rounded(a, A, r, count);
            var to = C instanceof Floats floats ? floats : c.of(Math.min(some, C.rows), C.cols);
            float beta = C instanceof Floats ? 1 : 0;
            multiply(from, first(A, r), transB, B, beta, to, first(C, r), count);
            if (C instanceof Block sum) to.addTo(count, sum, r);
        }
    }

    /** C += Aᵀ B, some rows of A and B at a time; more would come from slower memory again and again. */
    private void addTransposed(Operand A, Operand B, Operand C) {
        boolean whole = A instanceof Floats a && isFar(a) && B instanceof Floats;
        int some = whole ? A.rows : Math.max(1, AT_ONCE / Math.max(A.stride, B.stride));
        var to = C instanceof Floats floats ? floats : c.of(C.rows, C.cols);
        for (int r = 0; r < A.rows; r += some) {
            int count = Math.min(some, A.rows - r);
            var left = rounded(a, A, r, count);
            var right = rounded(b, B, r, count);
            float beta = r > 0 || C instanceof Floats ? 1 : 0;
            multiplyTransposed(left, first(A, r), right, first(B, r), beta, to, count);
        }
        if (C instanceof Block sum) to.addTo(C.rows, sum, 0);
    }

    /** The numbers of {@code count} rows of A from row {@code r} on, which begin at {@link #first}. */
    private static Floats rounded(Scratch here, Operand A, int r, int count) {
        if (A instanceof Floats floats) return floats;
        var some = here.of(count, A.cols);
        some.copyRows(0, count, A, r);
        return some;
    }

    private static int first(Operand A, int r) {
        return A instanceof Floats ? r * A.stride : 0;
    }

    /** C += A R. */
    static void addProduct(Operand A, Tiles R, Operand C) {
        var here = HERE.get();
        var a = here.a.rounded(A);
        if (C instanceof Floats c) {
            R.multiply(here, a, 1, c);
        } else {
            var c = here.c.of(C.rows, C.cols);
            R.multiply(here, a, 0, c);
            c.addTo(C.rows, (Block) C, 0);
        }
    }

    /** The columns of C from {@code n} on = those of A from {@code k} on times the tile + beta times themselves. */
    void multiply(Floats A, int k, Floats tile, float beta, Floats C, int n) {
        expectDone(dnnl.dnnl_sgemm(AS_IT_IS, AS_IT_IS, A.rows, tile.cols, tile.rows, 1, placeA.at(A, k), A.stride,
                placeB.at(tile, 0), tile.stride, beta, placeC.at(C, n), C.stride), A, tile, C);
    }

    /** C = A B + beta C, of {@code rows} rows of A and C that begin at their numbers a and c. */
    private void multiply(Floats A, int a, boolean transB, Floats B, float beta, Floats C, int c, int rows) {
        expectDone(dnnl.dnnl_sgemm(AS_IT_IS, transB ? TRANSPOSED : AS_IT_IS, rows, C.cols, A.cols, 1, placeA.at(A, a),
                A.stride, placeB.at(B, 0), B.stride, beta, placeC.at(C, c), C.stride), A, B, C);
    }

    /** Whether OpenBLAS multiplies the transpose of A: oneDNN slows down where its rows lie far apart. */
    private static boolean isFar(Floats A) {
        return A.stride >= FAR && Blas.isNative();
    }

    /** C = Aᵀ B + beta C, of {@code rows} rows of A and B that begin at their numbers a and b. */
    private void multiplyTransposed(Floats A, int a, Floats B, int b, float beta, Floats C, int rows) {
        if (isFar(A)) {
            openblas_nolapack.cblas_sgemm(openblas_nolapack.CblasRowMajor, openblas_nolapack.CblasTrans,
                    openblas_nolapack.CblasNoTrans, C.rows, C.cols, rows, 1, placeA.at(A, a), A.stride,
                    placeB.at(B, b), B.stride, beta, placeC.at(C, 0), C.stride);
        } else {
            expectDone(dnnl.dnnl_sgemm(TRANSPOSED, AS_IT_IS, C.rows, C.cols, rows, 1, placeA.at(A, a), A.stride,
                    placeB.at(B, b), B.stride, beta, placeC.at(C, 0), C.stride), A, B, C);
        }
    }

    private static void expectDone(int status, Floats A, Floats B, Floats C) {
        if (status == dnnl.dnnl_success) return;
        throw new IllegalStateException("oneDNN expects a product that it can do, got status " + status + " (" + A
                + " times " + B + " into " + C + ")");
    }

    /** A pointer that is set to where a product begins, so that a step makes no object for it. */
    private static final class Place extends FloatPointer {

        /** {@code distance} numbers behind the first. */
        FloatPointer at(Floats floats, int distance) {
            address = floats.whole.address();
            position = floats.offset + distance;
            return this;
        }
    }

    /** A memory that grows where it must, seen in the few shapes that take turns. */
    private static final class Scratch {

        private static final int FEW = 8;

        private final List<Floats> shapes = new ArrayList<>();

        /** With room for this shape; the same object where the shape was asked for before. */
        Floats of(int rows, int cols) {
            for (int k = 0; k < shapes.size(); k++) {
                var shape = shapes.get(k);
                if (shape.rows == rows && shape.cols == cols) return shape;
            }
            boolean fits = !shapes.isEmpty() && rows * cols <= shapes.get(0).capacity();
            var floats = fits ? shapes.get(0).reshape(rows, cols) : Floats.of(rows, cols);
            if (!fits || shapes.size() == FEW) shapes.clear();
            shapes.add(floats);
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
