package unrolled.train;

/** RMSprop: v ← α v + (1 − α) g²; x ← x − η g / (√v + ε). */
final class RmsProp extends Optimizer {

    private final double alpha;
    private final double epsilon;

    RmsProp(double rate, double alpha, double epsilon) {
        super(rate);
        this.alpha = expectShare("RMSprop", "α", alpha);
        this.epsilon = expectEpsilon("RMSprop", epsilon);
    }

    @Override int slots() {
        return 1;
    }

    @Override void update(double[] x, double[] g, int from, int to, double[][] memory) {
        double rate = rate();
        double[] v = memory[0];
        for (int j = from; j < to; j++) {
            v[j] = alpha * v[j] + (1 - alpha) * g[j] * g[j];
            x[j] -= rate * g[j] / (Math.sqrt(v[j]) + epsilon);
        }
    }

    @Override boolean squares() {
        return true;
    }

    @Override double epsilon() {
        return epsilon;
    }

    @Override void updateByRoots(double[] x, double[] g, int n, double[][] memory) {
        descendByRoots(alpha, 1 - alpha, x, g, n, memory[0]);
    }
}
