package unrolled.math;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products by native libraries: by OpenBLAS, and those in single precision by oneDNN where that is faster.
 * {@link Outside} numbers are multiplied where they stand; a {@link Block} is copied into a memory of this thread
 * first, and what is added to a Block comes from such a memory.
 */
final class Native {

    /** So many numbers are copied, and by oneDNN of a transposed matrix read, at once. */
    private static final int AT_ONCE = 1 << 17;
    /** oneDNN slows down with a transposed matrix whose rows lie so far apart. */
    private static final int FAR = 256;

    private static final String LOADER_LOG = "org.bytedeco.javacpp.logger";

    static {    // the loader warns where the program does, by SLF4J, and not on a notebook's standard error
        if (System.getProperty(LOADER_LOG) == null) System.setProperty(LOADER_LOG, "slf4j");
    }

    private static final ThreadLocal<Native> DOUBLES = ThreadLocal.withInitial(() -> new Native(Precision.DOUBLE));
    private static final ThreadLocal<Native> FLOATS = ThreadLocal.withInitial(() -> new Native(Precision.SINGLE));

    private final Scratch a;
    private final Scratch b;
    private final Scratch c;
    private final Doubles[] doubles = {new Doubles(), new Doubles(), new Doubles()};
    private final Floats[] floats = {new Floats(), new Floats(), new Floats()};

    private Native(Precision precision) {
        a = new Scratch(precision);
        b = new Scratch(precision);
        c = new Scratch(precision);
    }

    private static Native of(Precision precision) {
        return (precision == Precision.SINGLE ? FLOATS : DOUBLES).get();
    }

    /** Whether OpenBLAS has a library for this platform, and the system has what that needs. */
    static boolean isThere() {
        return OpenBlas.PROBLEM == null;
    }

    /** Why OpenBLAS is not there; null where it is. */
    static String problem() {
        return OpenBlas.PROBLEM;
    }

    /** Whether oneDNN multiplies in single precision: not on ARM, where it has but a plain loop for it. */
    static boolean hasOneDnn() {
        return Loader.getPlatform().endsWith("x86_64") && isInJar("dnnl");
    }

    private static boolean isInJar(String library) {
        return Native.class.getResource("/org/bytedeco/" + library + "/" + Loader.getPlatform() + "/") != null;
    }

    /** C = A B + beta C, one of them transposed where it says so; some rows at a time, where they must be copied. */
    static void multiply(Precision precision, boolean transA, Operand A, boolean transB, Operand B, double beta,
            Operand C) {
        var here = of(precision);
        if (transA) here.multiplyTransposed(A, B, beta, C);
        else here.multiplyRows(A, transB, here.b.copy(B), beta, C);
    }

    private void multiplyRows(Operand A, boolean transB, Outside B, double beta, Operand C) {
        boolean whole = A instanceof Outside && C instanceof Outside;
        int some = whole ? A.rows : Math.max(1, AT_ONCE / Math.max(A.cols, C.cols));
        for (int r = 0; r < A.rows; r += some) {
            int count = Math.min(some, A.rows - r);
            var from = copy(a, A, r, count);
            var to = C instanceof Outside already ? already : c.of(Math.min(some, C.rows), C.cols);
            multiply(false, from, first(A, r), transB, B, 0, C instanceof Outside ? beta : 0, to, first(C, r), count,
                    A.cols, C.cols);
            if (C instanceof Block sum) to.copyTo(beta != 0, 0, count, sum, r);
        }
    }

    private void multiplyTransposed(Operand A, Operand B, double beta, Operand C) {
        boolean whole = A instanceof Outside outside && !isForOneDnn(true, outside) && B instanceof Outside;
        int some = whole ? A.rows : Math.max(1, AT_ONCE / Math.max(A.stride, B.stride));
        var to = C instanceof Outside already ? already : c.of(C.rows, C.cols);
        for (int r = 0; r < A.rows; r += some) {
            int count = Math.min(some, A.rows - r);
            var left = copy(a, A, r, count);
            var right = copy(b, B, r, count);
            double scale = r > 0 ? 1 : C instanceof Outside ? beta : 0;
            multiply(true, left, first(A, r), false, right, first(B, r), scale, to, 0, C.rows, count, C.cols);
        }
        if (C instanceof Block sum) to.copyTo(beta != 0, 0, C.rows, sum, 0);
    }

    /** C += A R. */
    static void addProduct(Precision precision, Operand A, Tiles R, Operand C) {
        var here = of(precision);
        var left = here.a.copy(A);
        var to = C instanceof Outside already ? already : here.c.of(C.rows, C.cols);
        R.multiply(here, left, C instanceof Outside ? 1 : 0, to);
        if (C instanceof Block sum) to.copyTo(true, 0, C.rows, sum, 0);
    }

    /** The columns of C from {@code n} on = those of A from {@code k} on times the tile + beta times themselves. */
    void multiply(Outside A, int k, Outside tile, double beta, Outside C, int n) {
        multiply(false, A, k, false, tile, 0, beta, C, n, A.rows, tile.rows, tile.cols);
    }

    /** rows×cols numbers of C = A B + beta C, sums of so many terms; they begin at numbers a, b and c. */
    private void multiply(boolean transA, Outside A, int a, boolean transB, Outside B, int b, double beta, Outside C,
            int c, int rows, int terms, int cols) {
        int left = transA ? CblasTrans : CblasNoTrans;
        int right = transB ? CblasTrans : CblasNoTrans;
        if (!C.inFloats()) {
            cblas_dgemm(CblasRowMajor, left, right, rows, cols, terms, 1,
                    doubles[0].at(A, a), A.stride, doubles[1].at(B, b), B.stride, beta, doubles[2].at(C, c), C.stride);
        } else if (isForOneDnn(transA, A)) {
            int status = dnnl.dnnl_sgemm((byte) (transA ? 'T' : 'N'), (byte) (transB ? 'T' : 'N'), rows, cols, terms,
                    1, floats[0].at(A, a), A.stride, floats[1].at(B, b), B.stride, (float) beta, floats[2].at(C, c),
                    C.stride);
            if (status != dnnl.dnnl_success) throw new IllegalStateException("oneDNN expects a product that it can do, "
                    + "got status " + status + " (" + A + " times " + B + " into " + C + ")");
        } else {
            cblas_sgemm(CblasRowMajor, left, right, rows, cols, terms, 1,
                    floats[0].at(A, a), A.stride, floats[1].at(B, b), B.stride, (float) beta, floats[2].at(C, c),
                    C.stride);
        }
    }

    private static boolean isForOneDnn(boolean transA, Outside A) {
        return A.inFloats() && !(transA && A.stride >= FAR) && OneDnn.LOADED;
    }

    /** sums += 1ᵀ A: 1×cols. */
    static void addColumnSums(Outside A, Block sums) {
        var here = of(A.precision());
        var ones = here.b.of(1, A.rows);
        var to = here.c.of(1, A.cols);
        ones.fill(1);
        if (A.inFloats()) {
            cblas_sgemv(CblasRowMajor, CblasTrans, A.rows, A.cols, 1, here.floats[0].at(A, 0), A.stride,
                    here.floats[1].at(ones, 0), 1, 0, here.floats[2].at(to, 0), 1);
        } else {
            cblas_dgemv(CblasRowMajor, CblasTrans, A.rows, A.cols, 1, here.doubles[0].at(A, 0), A.stride,
                    here.doubles[1].at(ones, 0), 1, 0, here.doubles[2].at(to, 0), 1);
        }
        to.copyTo(true, 0, 1, sums, 0);
    }

    /** The numbers of {@code count} rows of A from row {@code r} on, which begin at {@link #first}. */
    private static Outside copy(Scratch here, Operand A, int r, int count) {
        if (A instanceof Outside already) return already;
        var some = here.of(count, A.cols);
        some.copyRows(0, count, A, r);
        return some;
    }

    private static int first(Operand A, int r) {
        return A instanceof Outside ? r * A.stride : 0;
    }

    /** A pointer that is set to where a product begins, so that a step makes no object for it. */
    private static final class Doubles extends DoublePointer {

        /** {@code distance} numbers behind the first. */
        DoublePointer at(Outside numbers, int distance) {
            address = numbers.whole.address();
            position = numbers.offset + distance;
            return this;
        }
    }

    /** As {@link Doubles}. */
    private static final class Floats extends FloatPointer {

        FloatPointer at(Outside numbers, int distance) {
            address = numbers.whole.address();
            position = numbers.offset + distance;
            return this;
        }
    }

    /** A memory that grows where it must, seen in the few shapes that take turns. */
    private static final class Scratch {

        private static final int FEW = 8;

        private final Precision precision;
        private final List<Outside> shapes = new ArrayList<>();

        Scratch(Precision precision) {
            this.precision = precision;
        }

        /** With room for this shape; the same object where the shape was asked for before. */
        Outside of(int rows, int cols) {
            for (int k = 0; k < shapes.size(); k++) {
                var shape = shapes.get(k);
                if (shape.rows == rows && shape.cols == cols) return shape;
            }
            boolean fits = !shapes.isEmpty() && rows * cols <= shapes.get(0).capacity();
            var numbers = fits ? shapes.get(0).reshape(rows, cols) : Outside.of(precision, rows, cols);
            if (!fits || shapes.size() == FEW) shapes.clear();
            shapes.add(numbers);
            return numbers;
        }

        Outside copy(Operand operand) {
            return Native.copy(this, operand, 0, operand.rows);
        }
    }

    /** Loaded when somebody asks for it. */
    private static final class OpenBlas {

        static final String PROBLEM = isInJar("openblas") ? problem(openblas_nolapack.class)
                : "OpenBLAS has no native library for this platform here";

        static {
            if (PROBLEM == null) openblas_nolapack.blas_set_num_threads(1);    // Parts shares the cores
        }
    }

    /** Loaded at the first product in single precision, not before. */
    private static final class OneDnn {

        static final boolean LOADED = hasOneDnn() && problem(dnnl.class) == null;
    }

    /** Why it does not load; null when it does. */
    private static String problem(Class<?> library) {
        try {
            Loader.load(library);
            return null;
        } catch (LinkageError e) {
            var reason = e.getCause() == null ? e : e.getCause();
            return "OpenBLAS does not load (" + reason.getMessage() + ")";
        }
    }
}
