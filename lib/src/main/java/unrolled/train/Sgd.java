package unrolled.train;

/** Gradient descent: plain (μ = 0), with momentum, or with Nesterov's momentum. */
final class Sgd extends Optimizer {

    private final double mu;
    private final boolean nesterov;

    Sgd(double rate, double mu, boolean nesterov) {
        super(rate);
        this.mu = expectShare(nesterov ? "Nesterov" : "Momentum", "μ", mu);
        this.nesterov = nesterov;
    }

    @Override int slots() {
        return mu == 0 ? 0 : 1;
    }

    @Override void update(double[] x, double[] g, int from, int to, double[][] memory) {
        double rate = rate();
        if (mu == 0) {
            for (int j = from; j < to; j++) x[j] -= rate * g[j];
            return;
        }
        double[] v = memory[0];
        for (int j = from; j < to; j++) v[j] = mu * v[j] + g[j];
        if (nesterov) {
            for (int j = from; j < to; j++) x[j] -= rate * (g[j] + mu * v[j]);
        } else {
            for (int j = from; j < to; j++) x[j] -= rate * v[j];
        }
    }
}
