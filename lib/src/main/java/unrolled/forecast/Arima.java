package unrolled.forecast;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import unrolled.data.Differencing;
import unrolled.data.Stationarity;
import unrolled.machine.Stop;

/**
 * ARIMA(p, d, q): today from the last p values and the last q errors, of a series differenced d times.
 *
 * <pre>
 *   w = y differenced d times
 *   w_t = c + φ_1 w_{t−1} + … + φ_p w_{t−p} + e_t + θ_1 e_{t−1} + … + θ_q e_{t−q}
 *
 *   c is there when d = 0, and then the mean of the process is c / (1 − Σ φ); with d &gt; 0 there is no drift
 * </pre>
 *
 * <p>Fitted by the <b>conditional sum of squares</b> (CSS): e_1 … e_p = 0, and Σ e_t² over t = p + 1 … n is least.
 * Without errors (q = 0) this is linear least squares in closed form; else Levenberg–Marquardt (commons-math) with the
 * exact derivatives below, from the start of Hannan and Rissanen, kept where the moving average is invertible. The
 * exact likelihood, which R and statsmodels maximise by default, gives slightly different numbers.
 *
 * <pre>
 *   ∂e_t/∂c   = −1       − Σ_k θ_k ∂e_{t−k}/∂c
 *   ∂e_t/∂φ_j = −w_{t−j} − Σ_k θ_k ∂e_{t−k}/∂φ_j
 *   ∂e_t/∂θ_j = −e_{t−j} − Σ_k θ_k ∂e_{t−k}/∂θ_j
 *
 *   σ² = Σ e_t² / m     log L = −m/2 (log 2πσ² + 1)     AIC = −2 log L + 2k     m errors, k parameters with σ²
 * </pre>
 *
 * <p>Source: G. E. P. Box, G. M. Jenkins, Time Series Analysis: Forecasting and Control, 1970.
 *
 * @see <a href="https://doi.org/10.1093/biomet/69.1.81">E. J. Hannan, J. Rissanen, Recursive estimation of mixed
 *      autoregressive-moving average order, Biometrika 69 (1982), 81–94</a>
 */
public final class Arima implements Forecaster {

    /** An error where the moving average is not invertible: large enough that no search step goes there. */
    private static final double WALL = 1e150;

    private static final int TRIES = 5000;

    private final int p;
    private final int d;
    private final int q;
    private final int tries;

    /** @throws IllegalArgumentException if a number is negative, or all are 0 */
    public Arima(int p, int d, int q) {
        this(p, d, q, TRIES);
    }

    Arima(int p, int d, int q, int tries) {
        if (p < 0 || d < 0 || q < 0 || p + d + q == 0) {
            throw new IllegalArgumentException("Arima expects orders of 0 or more, not all 0, got (" + p + ", " + d
                    + ", " + q + ")");
        }
        this.p = p;
        this.d = d;
        this.q = q;
        this.tries = tries;
    }

    /** AR(p): ordinary least squares on the last p values and a constant. */
    public static Arima ar(int p) {
        return new Arima(p, 0, 0);
    }

    /** ARMA(p, q), with a constant. */
    public static Arima arma(int p, int q) {
        return new Arima(p, 0, q);
    }

    @Override public String name() {
        if (d > 0) return "ARIMA(" + p + "," + d + "," + q + ")";
        if (q == 0) return "AR(" + p + ")";
        return p == 0 ? "MA(" + q + ")" : "ARMA(" + p + "," + q + ")";
    }

    /**
     * The fit by conditional least squares.
     *
     * @throws IllegalArgumentException if the series is too short for the parameters, or a value is not finite
     * @throws IllegalStateException if the search finds no end, as happens when there are far too many parameters
     */
    @Override public Fit fit(double[] series) {
        Expect.series(name(), series, d + p + 2 * (size() + q) + 1);
        var y = series.clone();
        var w = differencing().apply(y);
        var start = q == 0 ? linear(w, new double[w.length], 0) : hannanRissanen(w);
        return new Fit(y, w, q == 0 ? start : search(w, start));
    }

    private int constants() {
        return d == 0 ? 1 : 0;
    }

    /** How many parameters are fitted: c, φ, θ in this order. */
    private int size() {
        return constants() + p + q;
    }

    private Differencing differencing() {
        var lags = new int[d];
        Arrays.fill(lags, 1);
        return Differencing.of(lags);
    }

    /** c, φ, θ by linear least squares when the errors {@code e} are taken as known, from row {@code from} on. */
    private double[] linear(double[] w, double[] e, int from) {
        int first = Math.max(p, from + q);
        return leastSquares(w, first, constants(), p, e, q);
    }

    /** The first errors from a long autoregression, then all parameters linearly. */
    private double[] hannanRissanen(double[] w) {
        int rows = w.length;
        int longer = Math.min(Math.max(p + q, (int) (10 * Math.log10(rows))), rows / 4);
        var ar = leastSquares(w, longer, 1, longer, new double[rows], 0);
        var e = new double[rows];
        for (int t = longer; t < rows; t++) {
            e[t] = w[t] - ar[0];
            for (int k = 1; k <= longer; k++) e[t] -= ar[k] * w[t - k];
        }
        var start = linear(w, e, longer);
        if (!invertible(start)) Arrays.fill(start, constants() + p, size(), 0);
        return start;
    }

    /** w_t on a constant or none, on its own past and on past errors, over the rows from {@code first}. */
    private static double[] leastSquares(double[] w, int first, int constants, int p, double[] e, int q) {
        int columns = constants + p + q;
        if (columns == 0) return new double[0];
        var past = new DMatrixRMaj(w.length - first, columns);
        var now = new DMatrixRMaj(w.length - first, 1);
        for (int t = first; t < w.length; t++) {
            int row = t - first;
            now.set(row, 0, w[t]);
            if (constants > 0) past.set(row, 0, 1);
            for (int k = 1; k <= p; k++) past.set(row, constants + k - 1, w[t - k]);
            for (int k = 1; k <= q; k++) past.set(row, constants + p + k - 1, e[t - k]);
        }
        // by singular values: a series that repeats itself exactly still has an answer, the shortest
        var solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        var x = new DMatrixRMaj(columns, 1);
        solver.setA(past);
        solver.solve(now, x);
        return x.data.clone();
    }

    /** To the last digit where rounding allows it, or else to ten: the sum of squares is flat around its least. */
    private double[] search(double[] w, double[] start) {
        try {
            return search(w, start, 1e-15);
        } catch (MathIllegalStateException e) {
            return searchRoughly(w, start);
        }
    }

    private double[] searchRoughly(double[] w, double[] start) {
        try {
            return search(w, start, 1e-10);
        } catch (MathIllegalStateException e) {
            throw new IllegalStateException(name() + " expects a least sum of squares, got none in " + tries
                    + " tries (" + w.length + " values, " + size() + " parameters); are fewer enough?", e);
        }
    }

    private double[] search(double[] w, double[] start, double tolerance) {
        var problem = new LeastSquaresBuilder().start(start).target(new double[w.length - p])
                .model(x -> errorsAndSlopes(w, x.toArray())).maxEvaluations(tries).maxIterations(tries).build();
        return new LevenbergMarquardtOptimizer().withCostRelativeTolerance(tolerance)
                .withParameterRelativeTolerance(tolerance).optimize(problem).getPoint().toArray();
    }

    private boolean invertible(double[] x) {
        return Stationarity.holds(Arrays.stream(x, constants() + p, size()).map(theta -> -theta).toArray());
    }

    private Pair<RealVector, RealMatrix> errorsAndSlopes(double[] w, double[] x) {
        Stop.check();
        var e = errors(w, x);
        var slopes = new double[w.length][size()];
        for (int t = p; t < w.length; t++) {
            if (constants() > 0) slopes[t][0] = -1;
            for (int k = 1; k <= p; k++) slopes[t][constants() + k - 1] = -w[t - k];
            for (int k = 1; k <= Math.min(q, t); k++) {
                slopes[t][constants() + p + k - 1] = -e[t - k];
            }
            for (int k = 1; k <= Math.min(q, t); k++) {
                for (int j = 0; j < size(); j++) slopes[t][j] -= x[constants() + p + k - 1] * slopes[t - k][j];
            }
        }
        var errors = Arrays.copyOfRange(e, p, w.length);
        if (!invertible(x)) Arrays.fill(errors, WALL);
        return Pair.create(new ArrayRealVector(errors, false),
                new Array2DRowRealMatrix(Arrays.copyOfRange(slopes, p, w.length), false));
    }

    /** e_t for all t; 0 for the first p. */
    private double[] errors(double[] w, double[] x) {
        var e = new double[w.length];
        for (int t = p; t < w.length; t++) e[t] = w[t] - expected(w, e, t, x);
        return e;
    }

    /** What the model expects w_t to be, given w and e before t. */
    private double expected(double[] w, double[] e, int t, double[] x) {
        double sum = constants() > 0 ? x[0] : 0;
        for (int k = 1; k <= p; k++) sum += x[constants() + k - 1] * w[t - k];
        for (int k = 1; k <= Math.min(q, t); k++) sum += x[constants() + p + k - 1] * e[t - k];
        return sum;
    }

    /** The parameters and how well they fit. */
    public final class Fit implements Fitted {

        private final double[] series;
        private final double[] w;
        private final double[] e;
        private final double[] x;

        private Fit(double[] series, double[] w, double[] x) {
            this.series = series;
            this.w = w;
            this.x = x;
            this.e = errors(w, x);
        }

        /** The recursion with errors of 0 from the end of the series on, then summed d times. */
        @Override public double[] forecast(int steps) {
            Expect.steps(name(), steps);
            var wLonger = Arrays.copyOf(w, w.length + steps);
            var eLonger = Arrays.copyOf(e, w.length + steps);
            for (int t = w.length; t < wLonger.length; t++) wLonger[t] = expected(wLonger, eLonger, t, x);
            return differencing().extend(series, Arrays.copyOfRange(wLonger, w.length, wLonger.length));
        }

        /** c; 0 when the model has none. */
        public double constant() {
            return d == 0 ? x[0] : 0;
        }

        /** c / (1 − Σ φ), around which the series moves; 0 when the model has no constant. */
        public double mean() {
            return constant() / (1 - Arrays.stream(phi()).sum());
        }

        /** φ_1 … φ_p. */
        public double[] phi() {
            return Arrays.copyOfRange(x, constants(), constants() + p);
        }

        /** θ_1 … θ_q. */
        public double[] theta() {
            return Arrays.copyOfRange(x, constants() + p, x.length);
        }

        /** The errors e_{p+1} … e_n, of the differenced series. */
        public double[] residuals() {
            return Arrays.copyOfRange(e, p, e.length);
        }

        /** Σ e_t². */
        public double sse() {
            return Arrays.stream(e).map(v -> v * v).sum();
        }

        /** σ² = Σ e_t² / m. */
        public double variance() {
            return sse() / (w.length - p);
        }

        /** log L = −m/2 (log 2πσ² + 1). */
        public double logLikelihood() {
            return -(w.length - p) / 2.0 * (Math.log(2 * Math.PI * variance()) + 1);
        }

        /** −2 log L + 2k, where k counts c, φ, θ and σ². Comparable only between fits of the same p and d. */
        public double aic() {
            return -2 * logLikelihood() + 2 * (size() + 1);
        }

        @Override public String toString() {
            return name() + " by CSS: c = " + constant() + ", φ = " + Arrays.toString(phi()) + ", θ = "
                    + Arrays.toString(theta()) + ", σ² = " + variance();
        }
    }
}
