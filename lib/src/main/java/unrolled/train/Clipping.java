package unrolled.train;

import java.util.List;
import unrolled.machine.Parts;
import unrolled.math.Norm;
import unrolled.math.Parameter;

/** Keeps gradients in bounds before an optimizer sees them. */
@FunctionalInterface
public interface Clipping {

    /** Changes the gradients in place. */
    void clip(List<Parameter> parameters);

    /** Leaves the gradients alone. */
    static Clipping none() {
        return parameters -> { };
    }

    /**
     * By norm: g ← g · min(1, c / ‖g‖), one Euclidean norm over all gradients together. PyTorch divides by ‖g‖ + 1e-6.
     * It is right for every finite gradient, also where its squares, or its norm, are beyond what a double holds.
     *
     * <p>Clipping refuses a gradient that is not finite, which no factor makes right.
     *
     * @throws IllegalArgumentException if {@code c} is not positive
     * @see <a href="https://proceedings.mlr.press/v28/pascanu13.html">R. Pascanu, T. Mikolov, Y. Bengio, On the
     *      difficulty of training recurrent neural networks, ICML (2013), algorithm 1</a>
     */
    static Clipping norm(double c) {
        expectPositive("norm", c);
        return parameters -> {
            double sum = sumOfSquares(parameters, 1);
            if (!Norm.holds(sum)) clipExtreme(c, parameters);
            else if (c < Math.sqrt(sum)) scale(parameters, 1, c / Math.sqrt(sum));
        };
    }

    /** By m, the largest |g|: ‖g‖ = m ‖g / m‖, and g / m · c / ‖g / m‖ is what is left. */
    private static void clipExtreme(double c, List<Parameter> parameters) {
        expectFinite(parameters);
        double most = largest(parameters);
        if (most == 0) return;
        double relative = Math.sqrt(sumOfSquares(parameters, most));
        if (most > c / relative) scale(parameters, most, c / relative);
    }

    private static void scale(List<Parameter> parameters, double divisor, double factor) {
        for (var parameter : parameters) {
            if (parameter.frozen()) continue;
            double[] g = parameter.gradient().data;
            for (int j = 0; j < parameter.size(); j++) g[j] = (divisor == 1 ? g[j] : g[j] / divisor) * factor;
        }
    }

    /**
     * By value: every entry of every parameter's gradient is held within ±c, as PyTorch does. It changes the direction
     * of the step, not only its length. Graves holds ∂L/∂a_t at the pre-activations in bounds instead, step by step on
     * the way back.
     *
     * @throws IllegalArgumentException if {@code c} is not positive
     * @see <a href="https://arxiv.org/abs/1308.0850">A. Graves, Generating Sequences With Recurrent Neural Networks
     *      (2013), section 2.1</a>
     */
    static Clipping value(double c) {
        expectPositive("value", c);
        return parameters -> {
            for (var parameter : parameters) {
                if (parameter.frozen()) continue;
                double[] g = parameter.gradient().data;
                for (int j = 0; j < parameter.size(); j++) g[j] = Math.max(-c, Math.min(c, g[j]));
            }
        };
    }

    /**
     * The Euclidean norm of all gradients together, frozen parameters left out; NaN where one is NaN, infinite where
     * one is or the norm is beyond what a double holds.
     */
    static double norm(List<Parameter> parameters) {
        double sum = sumOfSquares(parameters, 1);
        if (Norm.holds(sum)) return Math.sqrt(sum);
        double most = largest(parameters);
        return most == 0 || !Double.isFinite(most) ? most : most * Math.sqrt(sumOfSquares(parameters, most));
    }

    /** The largest |g| of those that are not frozen; NaN where one is NaN. */
    static double largest(List<Parameter> parameters) {
        double most = 0;
        for (var parameter : parameters) {
            double[] g = parameter.gradient().data;
            if (!parameter.frozen()) most = Math.max(most, Norm.largest(parameter.size(), j -> g[j]));
        }
        return most;
    }

    /** Σ (g / divisor)². */
    private static double sumOfSquares(List<Parameter> parameters, double divisor) {
        double sum = 0;
        for (var parameter : parameters) {
            if (parameter.frozen()) continue;
            double[] g = parameter.gradient().data;
            int n = parameter.size();
            if (divisor != 1) for (int j = 0; j < n; j++) sum += (g[j] / divisor) * (g[j] / divisor);
            else if (n >= Parts.LARGE) sum += sumOfSquares(g, n);
            else for (int j = 0; j < n; j++) sum += g[j] * g[j];
        }
        return sum;
    }

    /** For many numbers, where one sum, in which each addition waits for the last, would take as long as a product. */
    private static double sumOfSquares(double[] g, int n) {
        double[] sums = new double[2];
        Parts.halves(n, (from, to) -> sums[from == 0 ? 0 : 1] = sumOfSquares(g, from, to));
        return sums[0] + sums[1];
    }

    /** By four sums, which need not wait for each other. */
    private static double sumOfSquares(double[] g, int from, int to) {
        double a = 0, b = 0, c = 0, d = 0;
        int j = from;
        for (; j + 4 <= to; j += 4) {
            a += g[j] * g[j];
            b += g[j + 1] * g[j + 1];
            c += g[j + 2] * g[j + 2];
            d += g[j + 3] * g[j + 3];
        }
        for (; j < to; j++) a += g[j] * g[j];
        return a + b + c + d;
    }

    private static void expectFinite(List<Parameter> parameters) {
        for (var parameter : parameters) {
            double[] g = parameter.gradient().data;
            for (int j = 0; j < parameter.size(); j++) {
                if (parameter.frozen() || Double.isFinite(g[j])) continue;
                int columns = parameter.gradient().numCols;
                throw new IllegalArgumentException("Clipping expects finite gradients, got " + g[j] + " in "
                        + parameter.name() + " (row " + j / columns + ", column " + j % columns + ")");
            }
        }
    }

    private static void expectPositive(String what, double c) {
        if (!(c > 0)) throw new IllegalArgumentException("Clipping by " + what + " expects a positive bound, got " + c);
    }
}
