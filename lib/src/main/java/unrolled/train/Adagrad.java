package unrolled.train;

/** Adagrad: v ← v + g²; x ← x − η g / (√v + ε). */
final class Adagrad extends Optimizer {

    private final double epsilon;

    Adagrad(double rate, double epsilon) {
        super(rate);
        this.epsilon = expectEpsilon("Adagrad", epsilon);
    }

    @Override int slots() {
        return 1;
    }

    @Override void update(double[] x, double[] g, int from, int to, double[][] memory) {
        double rate = rate();
        double[] v = memory[0];
        for (int j = from; j < to; j++) {
            v[j] += g[j] * g[j];
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
        descendByRoots(1, 1, x, g, n, memory[0]);
    }
}
