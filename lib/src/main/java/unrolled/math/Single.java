package unrolled.math;

import java.util.ArrayList;
import java.util.List;
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
    /** So many numbers of a transposed matrix are read at once; more would come from slower memory again and again. */
    private static final int AT_ONCE = 1 << 17;

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

    /** C += A B, with A or B transposed where it says so. */
    static void addProduct(boolean transA, Operand A, boolean transB, Operand B, Operand C) {
        var here = HERE.get();
        var a = here.a.rounded(A);
        var b = here.b.rounded(B);
        if (C instanceof Floats c) {
            here.multiply(transA, a, transB, b, 1, c);
        } else {
            var c = here.c.of(C.rows, C.cols);
            here.multiply(transA, a, transB, b, 0, c);
            c.addTo((Block) C);
        }
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
            c.addTo((Block) C);
        }
    }

    /** The columns of C from {@code n} on = those of A from {@code k} on times the tile + beta times themselves. */
    void multiply(Floats A, int k, Floats tile, float beta, Floats C, int n) {
        expectDone(dnnl.dnnl_sgemm(AS_IT_IS, AS_IT_IS, A.rows, tile.cols, tile.rows, 1, placeA.at(A, k), A.stride,
                tile.pointer, tile.stride, beta, placeC.at(C, n), C.stride), A, tile, C);
    }

    /** C = A B + beta C, of a transposed A some rows at a time. */
    private void multiply(boolean transA, Floats A, boolean transB, Floats B, float beta, Floats C) {
        int inner = transA ? A.rows : A.cols;
        int some = transA ? Math.max(1, AT_ONCE / A.stride) : inner;
        for (int k = 0; k < inner; k += some) {
            expectDone(dnnl.dnnl_sgemm(transA ? TRANSPOSED : AS_IT_IS, transB ? TRANSPOSED : AS_IT_IS, C.rows, C.cols,
                    Math.min(some, inner - k), 1, placeA.at(A, transA ? k * A.stride : k), A.stride,
                    placeB.at(B, transB ? k : k * B.stride), B.stride, k == 0 ? beta : 1, C.pointer, C.stride),
                    A, B, C);
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
            address = floats.pointer.address();
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
