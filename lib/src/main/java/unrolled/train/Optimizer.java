package unrolled.train;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import unrolled.machine.Parts;
import unrolled.math.Parameter;

/**
 * Moves parameters against their gradients. What it remembers of a parameter (a velocity, moments) it keeps by itself;
 * a new training wants a new optimizer. Frozen parameters stay where they are, and gradients are only read.
 *
 * <p>x is a parameter, g its gradient, η the learning rate. Every update is written as PyTorch computes it.
 */
public abstract class Optimizer {

    /** λ of {@link #adamW(double)}, PyTorch's default. */
    public static final double ADAMW_DECAY = 0.01;

    /** A gradient beyond this is not squared, nor one where ε is so small that the root of a tiny v counts. */
    private static final double LARGE = 1e140;
    private static final double SMALL = 1e-140;

    /** What it remembers of one parameter, and how many steps it has made: one that thaws late starts at its first. */
    private static final class Memory {

        private final double[][] slots;
        private int steps;
        private boolean roots;             // the last slot holds √v, not v

        Memory(int slots, int size) {
            this.slots = new double[slots][size];
        }
    }

    private final Map<Parameter, Memory> memory = new IdentityHashMap<>();
    private double rate;
    private double factor = 1;
    private double decay;
    private double[] decayed = new double[0];
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
     * @throws IllegalArgumentException if μ is not in [0, 1)
     * @see <a href="https://doi.org/10.1016/0041-5553(64)90137-5">B. T. Polyak, Some methods of speeding up the
     *      convergence of iteration methods (1964)</a>
     */
    public static Optimizer momentum(double rate, double mu) {
        return new Sgd(rate, mu, false);
    }

    /**
     * Nesterov's momentum, as PyTorch writes it: v ← μ v + g; x ← x − η (g + μ v).
     *
     * @throws IllegalArgumentException if μ is not in [0, 1)
     * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">I. Sutskever and others, On the importance of
     *      initialization and momentum in deep learning, ICML (2013), section 2</a>
     */
    public static Optimizer nesterov(double rate, double mu) {
        return new Sgd(rate, mu, true);
    }

    /** Adagrad with ε = 1e-10. */
    public static Optimizer adagrad(double rate) {
        return adagrad(rate, 1e-10);
    }

    /**
     * Adagrad: v ← v + g²; x ← x − η g / (√v + ε). The rate of a number falls with every gradient it has seen.
     *
     * @throws IllegalArgumentException if ε is negative
     * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">J. Duchi, E. Hazan, Y. Singer, Adaptive Subgradient
     *      Methods for Online Learning and Stochastic Optimization, JMLR 12 (2011), 2121–2159</a>
     */
    public static Optimizer adagrad(double rate, double epsilon) {
        return new Adagrad(rate, epsilon);
    }

    /** RMSprop with α = 0.99 and ε = 1e-8. */
    public static Optimizer rmsprop(double rate) {
        return rmsprop(rate, 0.99, 1e-8);
    }

    /**
     * RMSprop: v ← α v + (1 − α) g²; x ← x − η g / (√v + ε). Adagrad that forgets.
     *
     * @throws IllegalArgumentException if α is not in [0, 1) or ε is negative
     * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">G. Hinton, Neural
     *      Networks for Machine Learning (2012), lecture 6e</a>
     */
    public static Optimizer rmsprop(double rate, double alpha, double epsilon) {
        return new RmsProp(rate, alpha, epsilon);
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
     * @throws IllegalArgumentException if β₁ or β₂ is not in [0, 1) or ε is negative
     * @see <a href="https://arxiv.org/abs/1412.6980">D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization,
     *      ICLR (2015), algorithm 1</a>
     */
    public static Optimizer adam(double rate, double beta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon, false);
    }

    /** AdamW with β₁ = 0.9, β₂ = 0.999, ε = 1e-8 and a decay of {@value #ADAMW_DECAY}. */
    public static Optimizer adamW(double rate) {
        return adamW(rate, 0.9, 0.999, 1e-8).weightDecay(ADAMW_DECAY);
    }

    /**
     * Adam that shrinks x by itself, not through the gradient: x ← (1 − η λ) x before Adam's step. λ is
     * {@link #weightDecay}, here 0 until it is given.
     *
     * @throws IllegalArgumentException if β₁ or β₂ is not in [0, 1) or ε is negative
     * @see <a href="https://arxiv.org/abs/1711.05101">I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization,
     *      ICLR (2019), algorithm 2</a>
     */
    public static Optimizer adamW(double rate, double beta1, double beta2, double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon, true);
    }

    /**
     * Weight decay λ for every parameter, biases included: g ← g + λ x before the update, the gradient of ½ λ ‖x‖².
     * AdamW shrinks x itself instead.
     *
     * @return this optimizer
     * @throws IllegalArgumentException if λ is negative or not a number
     */
    public final Optimizer weightDecay(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("Optimizer expects a weight decay of 0 or more, got " + lambda);
        }
        decay = lambda;
        return this;
    }

    /** One step for every parameter that is not frozen. */
    public final void step(List<Parameter> parameters) {
        for (var parameter : parameters) {
            if (parameter.frozen()) continue;
            double[] x = parameter.value().data;
            double[] g = parameter.gradient().data;
            int n = parameter.size();
            if (decay > 0) g = decay(x, g, n);
            var remembered = memory.computeIfAbsent(parameter, p -> new Memory(slots(), p.size()));
            steps = ++remembered.steps;
            if (squares() && !remembered.roots && (epsilon() < SMALL || isLarge(g, n))) takeRoots(remembered);
            step(x, g, n, remembered);
        }
    }

    private void step(double[] x, double[] g, int n, Memory memory) {
        if (memory.roots) updateByRoots(x, g, n, memory.slots);
        else Parts.halves(n, (from, to) -> update(x, g, from, to, memory.slots));
    }

    /** From now on √v is kept for the parameter: the square of so large a gradient is none that a double holds. */
    private static void takeRoots(Memory memory) {
        double[] v = memory.slots[memory.slots.length - 1];
        for (int j = 0; j < v.length; j++) v[j] = Math.sqrt(v[j]);
        memory.roots = true;
    }

    private static boolean isLarge(double[] g, int n) {
        for (int j = 0; j < n; j++) {
            if (Math.abs(g[j]) > LARGE) return true;
        }
        return false;
    }

    /** √(kept r² + added g²) for a root r, whatever the size of both. */
    static double root(double kept, double r, double added, double g) {
        double most = Math.max(r, Math.abs(g));
        if (most == 0) return 0;
        double root = most * Math.sqrt(kept * (r / most) * (r / most) + added * (g / most) * (g / most));
        return Math.min(root, Double.MAX_VALUE);
    }

    /** r ← √(kept r² + added g²); x ← x − η g / (r + ε): RMSprop's update and Adagrad's, with √v for v. */
    final void descendByRoots(double kept, double added, double[] x, double[] g, int n, double[] r) {
        for (int j = 0; j < n; j++) {
            r[j] = root(kept, r[j], added, g[j]);
            x[j] -= rate() * (g[j] / (r[j] + epsilon()));
        }
    }

    /** Whether its last slot is v, a sum of squared gradients. */
    boolean squares() {
        return false;
    }

    /** What is added to √v. */
    double epsilon() {
        return 0;
    }

    /** {@link #update} of all numbers, where the last slot holds √v. */
    void updateByRoots(double[] x, double[] g, int n, double[][] memory) {
        throw new IllegalStateException("Optimizer expects one that squares gradients, got " + this);
    }

    /** The gradient that an update sees with a weight decay; AdamW shrinks x and gives the gradient as it is. */
    double[] decay(double[] x, double[] g, int n) {
        if (decayed.length < n) decayed = new double[n];
        for (int j = 0; j < n; j++) decayed[j] = g[j] + decay * x[j];
        return decayed;
    }

    /** How many numbers it remembers for each number that learns. */
    abstract int slots();

    /** One step of the numbers {@code from} to {@code to} of {@code x} with the gradients {@code g}. */
    abstract void update(double[] x, double[] g, int from, int to, double[][] memory);

    /** η, as a schedule has it now. */
    public final double rate() {
        return factor * rate;
    }

    /** λ. */
    final double lambda() {
        return decay;
    }

    /** @throws IllegalArgumentException if it is not a positive number */
    public final void setRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("Optimizer expects a positive learning rate, got " + rate);
        }
        this.rate = rate;
    }

    /** What a schedule multiplies the rate by from now on. */
    final void factor(double factor) {
        this.factor = factor;
    }

    /** k: how many steps the parameter that is being updated has made, this one included. */
    final int steps() {
        return steps;
    }

    static double expectShare(String who, String what, double value) {
        if (value >= 0 && value < 1) return value;
        throw new IllegalArgumentException(who + " expects " + what + " in [0, 1), got " + value);
    }

    static double expectEpsilon(String who, double epsilon) {
        if (epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY) return epsilon;
        throw new IllegalArgumentException(who + " expects an ε of 0 or more, got " + epsilon);
    }
}
