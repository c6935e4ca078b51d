package unrolled.train;

/** Adam, and AdamW where the decay is decoupled from the gradient: x ← (1 − η λ) x first. */
final class Adam extends Optimizer {

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean decoupled;

    Adam(double rate, double beta1, double beta2, double epsilon, boolean decoupled) {
        super(rate);
        this.beta1 = expectShare("Adam", "β₁", beta1);
        this.beta2 = expectShare("Adam", "β₂", beta2);
        this.epsilon = expectEpsilon("Adam", epsilon);
        this.decoupled = decoupled;
    }

    @Override int slots() {
        return 2;
    }

    @Override double[] decay(double[] x, double[] g, int n) {
        if (!decoupled) return super.decay(x, g, n);
        double kept = 1 - rate() * lambda();
        for (int j = 0; j < n; j++) x[j] *= kept;
        return g;
    }

    @Override void update(double[] x, double[] g, int from, int to, double[][] memory) {
        double rate = rate();
        double[] m = memory[0];
        double[] v = memory[1];
        double correct1 = 1 - Math.pow(beta1, steps());
        double correct2 = 1 - Math.pow(beta2, steps());
        for (int j = from; j < to; j++) {
            m[j] = beta1 * m[j] + (1 - beta1) * g[j];
            v[j] = beta2 * v[j] + (1 - beta2) * g[j] * g[j];
            x[j] -= rate * (m[j] / correct1) / (Math.sqrt(v[j] / correct2) + epsilon);
        }
    }

    @Override boolean squares() {
        return true;
    }

    @Override double epsilon() {
        return epsilon;
    }

    @Override void updateByRoots(double[] x, double[] g, int n, double[][] memory) {
        double[] m = memory[0];
        double[] r = memory[1];
        double correct1 = 1 - Math.pow(beta1, steps());
        double correct2 = Math.sqrt(1 - Math.pow(beta2, steps()));
        for (int j = 0; j < n; j++) {
            m[j] = beta1 * m[j] + (1 - beta1) * g[j];
            r[j] = root(beta2, r[j], 1 - beta2, g[j]);
            x[j] -= rate() * (m[j] / correct1 / (r[j] / correct2 + epsilon));
        }
    }
}
