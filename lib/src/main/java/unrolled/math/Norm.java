package unrolled.math;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The Euclidean norm of numbers of any size: √Σ x_j² = m √Σ (x_j / m)², m the largest |x_j|, where the squares
 * themselves are too large or too small for a {@code double}.
 */
public final class Norm {

    /** A sum of squares between these has lost nothing; what was too small to be squared did not matter in it. */
    private static final double LEAST = 1e-290;
    private static final double MOST = 1e300;

    private Norm() {}

    /** ‖x‖ of x_0 … x_{n−1}; 0 for none, NaN where one is NaN, infinite where it is beyond what a double holds. */
    public static double of(int n, IntToDoubleFunction x) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += x.applyAsDouble(j) * x.applyAsDouble(j);
        if (holds(sum)) return Math.sqrt(sum);
        double most = largest(n, x);
        return most == 0 || !Double.isFinite(most) ? most : most * relative(n, x, most);
    }

    /** ‖x‖. */
    public static double of(double[] x) {
        return of(x.length, j -> x[j]);
    }

    /** ‖x‖ / √n, the root of the mean square. */
    public static double rootMeanSquare(int n, IntToDoubleFunction x) {
        return of(n, x) / Math.sqrt(n);
    }

    /** Whether the root of a sum of squares is their norm. */
    public static boolean holds(double sumOfSquares) {
        return sumOfSquares >= LEAST && sumOfSquares <= MOST;
    }

    /** The largest |x_j|; NaN where one is NaN. */
    public static double largest(int n, IntToDoubleFunction x) {
        return IntStream.range(0, n).mapToDouble(j -> Math.abs(x.applyAsDouble(j))).reduce(0, Math::max);
    }

    /** ‖x‖ / m, from 1 to √n. */
    private static double relative(int n, IntToDoubleFunction x, double most) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += (x.applyAsDouble(j) / most) * (x.applyAsDouble(j) / most);
        return Math.sqrt(sum);
    }
}
