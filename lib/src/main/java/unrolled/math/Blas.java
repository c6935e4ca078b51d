package unrolled.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;

/**
 * Matrix products on {@link Block}s. "product" sets the last argument, "addProduct" adds to it; the rest is only read.
 *
 * <p>Large products go to OpenBLAS where its native library loads (Linux), otherwise to netlib's BLAS in Java; products
 * of up to {@value #SMALL} multiplications always stay in Java, which is faster than crossing into native code.
 */
public final class Blas {

    /** Up to this many multiplications Java wins: measured with {@code BlasBenchmark} on JDK 17. */
    static final int SMALL = 512;

    /** Kept, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger QUIET = Logger.getLogger("dev.ludovic.netlib");
    private static final BLAS LARGE = load();
    private static final BLAS JAVA = JavaBLAS.getInstance();

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

    /** What multiplies, as one sentence for the reader of a notebook. */
    public static String backend() {
        return backend(LARGE);
    }

    static String backend(BLAS blas) {
        return blas instanceof NativeBLAS
                ? "Matrix products run on OpenBLAS."
                : "Matrix products run in plain Java: OpenBLAS has no native library for this platform here. "
                        + "Everything works, larger networks train more slowly.";
    }

    private static void multiply(boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        int m = transA ? A.cols : A.rows;
        int k = transA ? A.rows : A.cols;
        int kB = transB ? B.cols : B.rows;
        int n = transB ? B.rows : B.cols;
        if (k != kB || m != C.rows || n != C.cols) {
            throw new IllegalArgumentException("Blas expects shapes that fit, got " + A + (transA ? "ᵀ" : "")
                    + " times " + B + (transB ? "ᵀ" : "") + " into " + C);
        }
        multiply((long) m * n * k <= SMALL ? JAVA : LARGE, transA, A, transB, B, beta, C);
    }

    /** BLAS is column-major: it sees the transposes, so Cᵀ = Bᵀ Aᵀ. */
    static void multiply(BLAS blas, boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        blas.dgemm(transB ? "T" : "N", transA ? "T" : "N", C.cols, C.rows, transA ? A.rows : A.cols, 1,
                B.data, B.offset, B.stride, A.data, A.offset, A.stride, beta, C.data, C.offset, C.stride);
    }

    private static BLAS load() {
        QUIET.setLevel(Level.OFF);
        try {
            if (Loader.getPlatform().startsWith("linux")) {
                // each needs the one before it, which the loader does not look for beside it
                for (var needed : new String[] {"libquadmath.so.0", "libgfortran.so.5"}) {
                    var library = Loader.cacheResource(openBlas(needed));
                    if (library != null) System.load(library.getPath());
                }
                var library = Loader.cacheResource(openBlas("libopenblas.so.0"));
                System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library.getPath());
                return NativeBLAS.getInstance();
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
