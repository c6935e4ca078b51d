package unrolled.data;

/**
 * Whether an autoregression forgets: y_t = Σ φ_k y_{t−k} + ε_t settles around its mean, whatever it started from.
 *
 * <pre>
 *   from k = p down to 1:   r = φ_k,   stationary only if |r| &lt; 1,
 *                           φ_j ← (φ_j + r φ_{k−j}) / (1 − r²)         for j &lt; k
 * </pre>
 *
 * The r are the partial autocorrelations. A moving average Σ θ_k ε_{t−k} is invertible when this holds for −θ.
 *
 * @see <a href="https://doi.org/10.1016/0047-259X(73)90030-4">O. Barndorff-Nielsen, G. Schou, On the parametrization of
 *      autoregressive models by partial autocorrelations, Journal of Multivariate Analysis 3 (1973), 408–419</a>
 */
public final class Stationarity {

    private Stationarity() {}

    /** Whether the autoregression with the coefficients φ_1 … φ_p is stationary; true without any. */
    public static boolean holds(double... phi) {
        var now = phi.clone();
        for (int k = now.length; k > 0; k--) {
            double r = now[k - 1];
            if (!(Math.abs(r) < 1)) return false;
            var next = new double[k - 1];
            for (int j = 0; j < k - 1; j++) next[j] = (now[j] + r * now[k - 2 - j]) / (1 - r * r);
            now = next;
        }
        return true;
    }
}
