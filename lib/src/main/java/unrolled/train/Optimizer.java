package unrolled.train;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import unrolled.math.Parameter;

/**
 * Moves parameters against their gradients. What it remembers of a parameter (a velocity, moments) it keeps by itself; a
 * new training wants a new optimizer. Frozen parameters stay where they are.
 */
public abstract class Optimizer {

    private final Map<Parameter, double[][]> memory = new IdentityHashMap<>();
    private double rate;
    private int steps;

    /** @throws IllegalArgumentException if the learning rate is not a positive number */
    Optimizer(double rate) {
        setRate(rate);
    }

    /** Plain gradient descent: x ← x − η g. */
    public static Optimizer sgd(double rate) {
        return momentum(rate, 0);
    }

    /**
     * Gradient descent with momentum, as PyTorch writes it: v ← μ v + g; x ← x − η v.
     *
     * @see <a href="https://doi.org/10.1016/0041-5553(64)90137-5">B. T. Polyak, Some methods of speeding up the
     *      convergence of iteration methods (1964)</a>
     */
    public static Optimizer momentum(double rate, double mu) {
        return new Sgd(rate, mu);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public static Optimizer adam(double rate) {
        return adam(rate, 0.9, 0.999, 1e-8);
    }

    /**
     * Adam.
     *
     * <pre>
     *   m ← β₁ m + (1 − β₁) g       v ← β₂ v + (1 − β₂) g²
     *   x ← x − η m̂ / (√v̂ + ε),     m̂ = m / (1 − β₁ᵏ),   v̂ = v / (1 − β₂ᵏ),   k the step, from 1
     * </pre>
     *
     * @see <a href="https://arxiv.org/abs/1412.6980">D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization,
     *      ICLR (2015), algorithm 1</a>
     */
    public static Optimizer adam(double rate, double beta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon);
    }

    /** One step for every parameter that is not frozen. */
    public final void step(List<Parameter> parameters) {
        steps++;
        for (var parameter : parameters) {
            if (parameter.frozen()) continue;
            update(parameter.value().data, parameter.gradient().data, parameter.size(),
                    memory.computeIfAbsent(parameter, p -> new double[slots()][p.size()]));
        }
    }

    /** How many numbers it remembers for each number that learns. */
    abstract int slots();

    /** One step of the first {@code n} numbers {@code x} with the gradients {@code g}. */
    abstract void update(double[] x, double[] g, int n, double[][] memory);

    /** η. */
    public final double rate() {
        return rate;
    }

    /** @throws IllegalArgumentException if it is not a positive number */
    public final void setRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("Optimizer expects a positive learning rate, got " + rate);
        }
        this.rate = rate;
    }

    /** k: how many steps it has made, this one included. */
    final int steps() {
        return steps;
    }

    static double expectShare(String who, String what, double value) {
        if (value >= 0 && value < 1) return value;
        throw new IllegalArgumentException(who + " expects " + what + " in [0, 1), got " + value);
    }

    private static final class Sgd extends Optimizer {

        private final double mu;

        Sgd(double rate, double mu) {
            super(rate);
            this.mu = expectShare("Momentum", "μ", mu);
        }

        @Override int slots() {
            return mu == 0 ? 0 : 1;
        }

        @Override void update(double[] x, double[] g, int n, double[][] memory) {
            if (mu == 0) {
                for (int j = 0; j < n; j++) x[j] -= rate() * g[j];
                return;
            }
            double[] v = memory[0];
            for (int j = 0; j < n; j++) {
                v[j] = mu * v[j] + g[j];
                x[j] -= rate() * v[j];
            }
        }
    }

    private static final class Adam extends Optimizer {

        private final double beta1;
        private final double beta2;
        private final double epsilon;

        Adam(double rate, double beta1, double beta2, double epsilon) {
            super(rate);
            this.beta1 = expectShare("Adam", "β₁", beta1);
            this.beta2 = expectShare("Adam", "β₂", beta2);
            this.epsilon = epsilon;
        }

        @Override int slots() {
            return 2;
        }

        @Override void update(double[] x, double[] g, int n, double[][] memory) {
            double[] m = memory[0];
            double[] v = memory[1];
            double correct1 = 1 - Math.pow(beta1, steps());
            double correct2 = 1 - Math.pow(beta2, steps());
            for (int j = 0; j < n; j++) {
                m[j] = beta1 * m[j] + (1 - beta1) * g[j];
                v[j] = beta2 * v[j] + (1 - beta2) * g[j] * g[j];
                x[j] -= rate() * (m[j] / correct1) / (Math.sqrt(v[j] / correct2) + epsilon);
            }
        }
    }
}
