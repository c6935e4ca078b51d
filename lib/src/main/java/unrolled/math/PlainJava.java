package unrolled.math;

/** Products of blocks in Java: the small ones everywhere, and all of them where no native library is there. */
final class PlainJava {

    private static final int FEW = 4;
    /** So many rows of B are added up at once, and so many of their numbers, which the fastest memory holds. */
    private static final int HIGH = 8;
    private static final int WIDE = 512;

    /** Rows of B, and the last one of C: arrays that begin at 0, as HotSpot vectorizes loops that share one index. */
    private static final ThreadLocal<double[][]> HERE = ThreadLocal.withInitial(() -> new double[HIGH + 1][WIDE]);

    private PlainJava() {}

    /** C = A B + beta C, where either may be transposed. */
    static void multiply(boolean transA, Block A, boolean transB, Block B, double beta, Block C) {
        int K = transA ? A.rows : A.cols;
        int row = transA ? 1 : A.stride;             // how far apart the rows of A lie, and its columns
        int col = transA ? A.stride : 1;
        if (beta == 0) C.fill(0);
        if (transB && C.rows < FEW || (long) C.rows * C.cols * K <= Blas.SMALL) {
            addSums(A, row, col, B, transB ? 1 : B.stride, transB ? B.stride : 1, K, C);
            return;
        }
        var here = HERE.get();
        for (int n = 0; n < C.cols; n += WIDE) {
            int width = Math.min(WIDE, C.cols - n);
            for (int k = 0; k < K; k += HIGH) {
                int height = Math.min(HIGH, K - k);
                take(transB, B, k, height, n, width, here);
                for (int r = 0; r < C.rows; r++) {
                    addRows(A.data, A.offset + r * row + k * col, col, height, here, C.data, C.row(r) + n, width);
                }
            }
        }
    }

    /** Rows k, k + 1, … of B, or of its transpose, from column n on. */
    private static void take(boolean transB, Block B, int k, int height, int n, int width, double[][] rows) {
        for (int j = 0; !transB && j < height; j++) System.arraycopy(B.data, B.row(k + j) + n, rows[j], 0, width);
        for (int c = 0; transB && c < width; c++) {
            int at = B.row(n + c) + k;
            for (int j = 0; j < height; j++) rows[j][c] = B.data[at + j];
        }
    }

    /** c += a_0 b_0 + a_1 b_1 + …, for a row of C. */
    private static void addRows(double[] a, int at, int apart, int height, double[][] b, double[] C, int c, int n) {
        double[] sum = b[HIGH];
        System.arraycopy(C, c, sum, 0, n);
        if (height == HIGH) {
            addEight(a, at, apart, b, sum, n);
        } else {
            for (int k = 0; k < height; k++) add(a[at + k * apart], b[k], sum, n);
        }
        System.arraycopy(sum, 0, C, c, n);
    }

    private static void addEight(double[] a, int at, int apart, double[][] b, double[] sum, int n) {
        double[] b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7];
        double a0 = a[at], a1 = a[at + apart], a2 = a[at + 2 * apart], a3 = a[at + 3 * apart];
        double a4 = a[at + 4 * apart], a5 = a[at + 5 * apart], a6 = a[at + 6 * apart], a7 = a[at + 7 * apart];
        for (int j = 0; j < n; j++) {
            sum[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j] + a4 * b4[j] + a5 * b5[j] + a6 * b6[j]
                    + a7 * b7[j];
        }
    }

    private static void add(double factor, double[] row, double[] sum, int n) {
        for (int j = 0; j < n; j++) sum[j] += factor * row[j];
    }

    /** C += A B entry by entry, four beside each other at once; their rows and columns lie so far apart. */
    private static void addSums(Block A, int rowA, int colA, Block B, int rowB, int colB, int K, Block C) {
        double[] as = A.data;
        double[] bs = B.data;
        for (int r = 0; r < C.rows; r++) {
            int n = 0;
            for (; n + 4 <= C.cols; n += 4) {
                int b = B.offset + n * colB;
                double c0 = 0, c1 = 0, c2 = 0, c3 = 0;
                for (int k = 0, a = A.offset + r * rowA; k < K; k++, a += colA, b += rowB) {
                    c0 += as[a] * bs[b];
                    c1 += as[a] * bs[b + colB];
                    c2 += as[a] * bs[b + 2 * colB];
                    c3 += as[a] * bs[b + 3 * colB];
                }
                int c = C.row(r) + n;
                C.data[c] += c0;
                C.data[c + 1] += c1;
                C.data[c + 2] += c2;
                C.data[c + 3] += c3;
            }
            for (; n < C.cols; n++) {
                double sum = 0;
                for (int k = 0; k < K; k++) {
                    sum += as[A.offset + r * rowA + k * colA] * bs[B.offset + n * colB + k * rowB];
                }
                C.add(r, n, sum);
            }
        }
    }
}
