package unrolled.math;

import unrolled.machine.Parts;

/**
 * Matrix products on {@link Block}s. "product" sets the last argument, "addProduct" adds to it; the rest is only read.
 *
 * <p>Large products go to native libraries where they load; small ones stay in Java, and so do those of blocks that
 * take longer to copy out of Java's heap than to multiply. From {@value #LARGE_WORK} multiplications on, a product is
 * cut into two parts, half of its rows each. The libraries themselves run on one thread, whatever the environment says:
 * a sum that their threads cut has other last digits on another machine.
 */
public final class Blas {

    /** Up to this many multiplications Java wins: measured with {@code BlasBenchmark} on JDK 17. */
    static final int SMALL = 512;

    /** From this many multiplications on, two cores share a product: some 100 µs of work for one. */
    static final long LARGE_WORK = 4_000_000;

    /** So many multiplications take as long in Java as one number on its way out of the heap. */
    private static final int COPY = 3;

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

    /** C += Aᵀ B, in single precision where that is asked for and the platform has it, and always of floats. */
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
        if (A instanceof Outside outside) Native.addColumnSums(outside, sums);
        else for (int r = 0; r < A.rows; r++) sums.addRow(0, (Block) A, r);
    }

    /**
     * What multiplies, as one sentence for the reader of a notebook: with OpenBLAS, whose kernels, as the environment
     * variable {@code OPENBLAS_CORETYPE} says; {@code ./kit} sets it by the flags of the processor.
     */
    public static String backend() {
        return backend(Native.problem(), Native.hasOneDnn(), System.getenv("OPENBLAS_CORETYPE"));
    }

    static String backend(String problem, boolean oneDnn, String kernels) {
        if (problem != null) {
            return "Matrix products run in plain Java, in double precision only: " + problem
                    + ". Everything works, larger networks train more slowly.";
        }
        return "Matrix products run on OpenBLAS, with "
                + (kernels == null ? "kernels of its own choice" : "the kernels for " + kernels)
                + (oneDnn ? ", those in single precision on oneDNN." : ", in both precisions.");
    }

    /** Whether OpenBLAS takes small products as they stand, without copies of its own: its kernels for AVX-512 do. */
    static boolean takesSmallProducts() {
        return "SKYLAKEX".equalsIgnoreCase(System.getenv("OPENBLAS_CORETYPE"));
    }

    private static void multiply(boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        multiply(Precision.DOUBLE, transA, A, transB, B, beta, C);
    }

    private static void multiply(Precision precision, boolean transA, Operand A, boolean transB, Operand B, double beta,
            Operand C) {
        long work = work(transA, A, transB, B, C);
        if (work >= LARGE_WORK && C.rows > 1 && !Parts.busy()) {
            int middle = C.rows / 2;
            Parts.both(() -> multiply(precision, transA, half(A, transA, 0), transB, B, beta, C.rows(0, middle)),
                    () -> multiply(precision, transA, half(A, transA, 1), transB, B, beta, C.rows(middle, C.rows)));
        } else if (A instanceof Block a && B instanceof Block b && C instanceof Block c && isForJava(work, a, b, c)) {
            PlainJava.multiply(transA, a, transB, b, beta, c);
        } else {
            boolean floats = precision == Precision.SINGLE || A.inFloats() || B.inFloats() || C.inFloats();
            Native.multiply(floats ? Precision.SINGLE : Precision.DOUBLE, transA, A, transB, B, beta, C);
        }
    }

    private static boolean isForJava(long work, Block A, Block B, Block C) {
        long copied = (long) A.rows * A.cols + (long) B.rows * B.cols + (long) C.rows * C.cols;
        return work <= SMALL || work <= COPY * copied || !Native.isThere();
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
}
