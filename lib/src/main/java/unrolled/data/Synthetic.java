package unrolled.data;

import java.util.Arrays;
import unrolled.math.Rng;

/** Series whose rule is known, so that a model can be judged against the truth. */
public final class Synthetic {

    /** How long {@link #arma} runs before its first value, to forget where it started. */
    public static final int WARM_UP = 500;

    private Synthetic() {}

    /**
     * A sine with a trend and noise: y_t = sin(2πt / period) + trend · t + noise · ε_t, ε_t normal with variance 1.
     *
     * @param rng where the noise comes from
     * @throws IllegalArgumentException if steps or period are not positive, or the noise is negative
     */
    public static double[] sine(int steps, double period, double trend, double noise, Rng rng) {
        expectSteps(steps);
        if (!(period > 0)) throw new IllegalArgumentException("Synthetic expects a positive period, got " + period);
        expectNoise(noise);
        var y = new double[steps];
        for (int t = 0; t < steps; t++) y[t] = Math.sin(2 * Math.PI * t / period) + trend * t + noise * rng.normal();
        return y;
    }

    /**
     * A random walk with drift: y_0 = 0, y_t = y_{t−1} + drift + noise · ε_t.
     *
     * @throws IllegalArgumentException if steps are not positive, or the noise is negative
     */
    public static double[] randomWalk(int steps, double drift, double noise, Rng rng) {
        expectSteps(steps);
        expectNoise(noise);
        var y = new double[steps];
        for (int t = 1; t < steps; t++) y[t] = y[t - 1] + drift + noise * rng.normal();
        return y;
    }

    /**
     * An ARMA process around 0: y_t = Σ φ_k y_{t−k} + ε_t + Σ θ_k ε_{t−k}, with noise of variance 1, after
     * {@value #WARM_UP} steps that are thrown away.
     *
     * @param phi the autoregressive part, may be empty
     * @param theta the moving average part, may be empty
     * @throws IllegalArgumentException if steps are not positive, or the process is not stationary
     */
    public static double[] arma(int steps, double[] phi, double[] theta, Rng rng) {
        expectSteps(steps);
        if (!Stationarity.holds(phi)) {
            throw new IllegalArgumentException("Synthetic expects a stationary process, got φ = "
                    + Arrays.toString(phi));
        }
        int all = steps + WARM_UP;
        var y = new double[all];
        var e = new double[all];
        for (int t = 0; t < all; t++) {
            e[t] = rng.normal();
            y[t] = e[t];
            for (int k = 1; k <= phi.length && k <= t; k++) y[t] += phi[k - 1] * y[t - k];
            for (int k = 1; k <= theta.length && k <= t; k++) y[t] += theta[k - 1] * e[t - k];
        }
        return Arrays.copyOfRange(y, WARM_UP, all);
    }

    private static void expectSteps(int steps) {
        if (steps < 1) throw new IllegalArgumentException("Synthetic expects 1 step or more, got " + steps);
    }

    private static void expectNoise(double noise) {
        if (!(noise >= 0)) throw new IllegalArgumentException("Synthetic expects noise of 0 or more, got " + noise);
    }
}
