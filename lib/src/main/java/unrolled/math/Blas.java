package unrolled.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import unrolled.machine.Parts;

/**
 * Matrix products on {@link Block}s. "product" sets the last argument, "addProduct" adds to it; the rest is only read.
 *
 * <p>Large products go to OpenBLAS where its native library loads (Linux), otherwise to netlib's BLAS in Java; products
 * of up to {@value #SMALL} multiplications always stay in Java, which is faster than crossing into native code. From
 * {@value #LARGE_WORK} multiplications on, a product is cut into two parts, half of its rows each. OpenBLAS itself runs
 * on one thread, whatever the environment says: a sum that its threads cut has other last digits on another machine.
 */
public final class Blas {

    /** Up to this many multiplications Java wins: measured with {@code BlasBenchmark} on JDK 17. */
    static final int SMALL = 512;

    /** From this many multiplications on, two cores share a product: some 100 µs of work for one. */
    static final long LARGE_WORK = 4_000_000;

    /** Kept, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger QUIET = Logger.getLogger("dev.ludovic.netlib");
    private static final String LOADER_LOG = "org.bytedeco.javacpp.logger";
    private static final BLAS NATIVE = load();
    private static final BLAS JAVA = JavaBLAS.getInstance();
    private static final double[] ONES = new double[4096];

    static {
        Arrays.fill(ONES, 1);
    }

    private Blas() {}

    /** C = A B. */
    public static void product(Block A, Block B, Block C) {
        multiply(false, A, false, B, 0, C);
    }

    /** C += A B. */
    public static void addProduct(Block A, Block B, Block C) {
        multiply(false, A, false, B, 1, C);
    }

    /** C = A Bᵀ. */
    public static void productTransB(Block A, Block B, Block C) {
        multiply(false, A, true, B, 0, C);
    }

    /** C += A Bᵀ. */
    public static void addProductTransB(Block A, Block B, Block C) {
        multiply(false, A, true, B, 1, C);
    }

    /** C += Aᵀ B. */
    public static void addProductTransA(Block A, Block B, Block C) {
        multiply(true, A, false, B, 1, C);
    }

    /** C += Aᵀ B, in single precision where that is asked for and the platform has it, and always with Floats. */
    public static void addProductTransA(Precision precision, Operand A, Operand B, Operand C) {
        multiply(precision, true, A, false, B, 1, C);
    }

    /** C += A Bᵀ, as {@link #addProductTransA(Precision, Operand, Operand, Operand)}. */
    public static void addProductTransB(Precision precision, Operand A, Operand B, Operand C) {
        multiply(precision, false, A, true, B, 1, C);
    }

    /** C += A B, as {@link #addProductTransA(Precision, Operand, Operand, Operand)}. */
    public static void addProduct(Precision precision, Operand A, Operand B, Operand C) {
        multiply(precision, false, A, false, B, 1, C);
    }

    /** sums += 1ᵀ A: 1×cols. */
    static void addColumnSums(Operand A, Block sums) {
        for (int r = 0; r < A.rows; r += ONES.length) {
            int rows = Math.min(ONES.length, A.rows - r);
            if (A instanceof Floats) {
                Single.addProduct(false, new Block(ONES, 0, 1, rows, rows), false, A.rows(r, r + rows), sums);
            } else {
                addColumnSums((Block) A, r, rows, sums);
            }
        }
    }

    private static void addColumnSums(Block A, int r, int rows, Block sums) {
        NATIVE.dgemv("N", A.cols, rows, 1, A.data, A.row(r), A.stride, ONES, 0, 1, 1, sums.data, sums.offset, 1);
    }

    /**
     * What multiplies, as one sentence for the reader of a notebook: with OpenBLAS, whose kernels, as the environment
     * variable {@code OPENBLAS_CORETYPE} says; {@code ./kit} sets it by the flags of the processor.
     */
    public static String backend() {
        return backend(NATIVE, System.getenv("OPENBLAS_CORETYPE"));
    }

    /** Whether OpenBLAS is there. */
    static boolean isNative() {
        return NATIVE instanceof NativeBLAS;
    }

    /** Whether OpenBLAS takes small products as they stand, without copies of its own: its kernels for AVX-512 do. */
    static boolean takesSmallProducts() {
        return "SKYLAKEX".equalsIgnoreCase(System.getenv("OPENBLAS_CORETYPE"));
    }

    static String backend(BLAS blas, String kernels) {
        return blas instanceof NativeBLAS
                ? "Matrix products run on OpenBLAS, with " + (kernels == null ? "kernels of its own choice."
                        : "the kernels for " + kernels + ".")
                : "Matrix products run in plain Java: OpenBLAS has no native library for this platform here. "
                        + "Everything works, larger networks train more slowly.";
    }

    private static void multiply(boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        multiply(Precision.DOUBLE, transA, A, transB, B, beta, C);
    }

    private static void multiply(Precision precision, boolean transA, Operand A, boolean transB, Operand B, double beta,
            Operand C) {
        long work = work(transA, A, transB, B, C);
        boolean single = precision == Precision.SINGLE && work > SMALL && Single.available();
        if (work >= LARGE_WORK && C.rows > 1 && !Parts.busy()) {
            int middle = C.rows / 2;
            Parts.both(() -> multiply(precision, transA, half(A, transA, 0), transB, B, beta, C.rows(0, middle)),
                    () -> multiply(precision, transA, half(A, transA, 1), transB, B, beta, C.rows(middle, C.rows)));
        } else if (!single && A instanceof Block a && B instanceof Block b && C instanceof Block c) {
            multiply(work <= SMALL ? JAVA : NATIVE, transA, a, transB, b, beta, c);
        } else {
            Single.addProduct(transA, A, transB, B, C);
        }
    }

    /** How many multiplications it takes. */
    private static long work(boolean transA, Operand A, boolean transB, Operand B, Operand C) {
        int m = transA ? A.cols : A.rows;
        int k = transA ? A.rows : A.cols;
        int kB = transB ? B.cols : B.rows;
        int n = transB ? B.rows : B.cols;
        if (k == kB && m == C.rows && n == C.cols) return (long) m * n * k;
        throw new IllegalArgumentException("Blas expects shapes that fit, got " + A + (transA ? "ᵀ" : "") + " times "
                + B + (transB ? "ᵀ" : "") + " into " + C);
    }

    /** The part of A that makes the upper or the lower half of the rows of the product. */
    private static Operand half(Operand A, boolean transA, int half) {
        int size = transA ? A.cols : A.rows;
        int from = half * (size / 2);
        int to = half == 0 ? size / 2 : size;
        return transA ? A.cols(from, to) : A.rows(from, to);
    }

    /** BLAS is column-major: it sees the transposes, so Cᵀ = Bᵀ Aᵀ. */
    static void multiply(BLAS blas, boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        blas.dgemm(transB ? "T" : "N", transA ? "T" : "N", C.cols, C.rows, transA ? A.rows : A.cols, 1,
                B.data, B.offset, B.stride, A.data, A.offset, A.stride, beta, C.data, C.offset, C.stride);
    }

    /** The columns of C from {@code n} on += those of A from {@code k} on, times the tile. */
    static void addTile(Block A, int k, Block tile, Block C, int n) {
        NATIVE.dgemm("N", "N", tile.cols, A.rows, tile.rows, 1, tile.data, tile.offset, tile.stride,
                A.data, A.offset + k, A.stride, 1, C.data, C.offset + n, C.stride);
    }

    /** The loader of native libraries warns where the program does, and not on a notebook's standard error. */
    static void quietLoader() {
        if (System.getProperty(LOADER_LOG) == null) System.setProperty(LOADER_LOG, "slf4j");
    }

    private static BLAS load() {
        QUIET.setLevel(Level.OFF);
        quietLoader();
        try {
            if (Loader.getPlatform().startsWith("linux")) {
                // each needs the one before it, which the loader does not look for beside it
                for (var needed : new String[] {"libquadmath.so.0", "libgfortran.so.5"}) {
                    var library = Loader.cacheResource(openBlas(needed));
                    if (library != null) System.load(library.getPath());
                }
                var library = Loader.cacheResource(openBlas("libopenblas.so.0"));
                System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library.getPath());
                var blas = NativeBLAS.getInstance();
                openblas_nolapack.blas_set_num_threads(1);      // parts of a batch share the cores: see Parts
                return blas;
            }
        } catch (Exception | LinkageError e) {
            // no native library for this machine: backend() says so, Java multiplies
        }
        return JavaBLAS.getInstance();
    }

    /** A file of OpenBLAS in its jar, which has a folder for each platform; libquadmath is not in every one. */
    private static String openBlas(String file) {
        return "/org/bytedeco/openblas/" + Loader.getPlatform() + "/" + file;
    }
}
