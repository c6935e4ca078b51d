package unrolled.search;

import unrolled.math.Rng;

/**
 * Simulated annealing: a walk that always goes down and sometimes up, less and less often.
 *
 * <pre>
 *   proposal     x′ = x + spread · √(T_k / T_0) · N(0, I) / √n · {@value #STRIDE}
 *   accepted     if L(x′) ≤ L(x), otherwise with probability e^{−(L(x′) − L(x)) / T_k}      (Metropolis)
 *   cooling      T_k = T_0 · {@value #COOLING}^{k / K},  k = 0 … K, the budget             (geometric)
 *   start        T_0 = {@value #HEAT} · the loss of the given parameters
 * </pre>
 *
 * @see <a href="https://doi.org/10.1126/science.220.4598.671">S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, Optimization
 *      by Simulated Annealing, Science 220 (1983), 671–680</a>
 */
public final class SimulatedAnnealing extends Search {

    static final double HEAT = 0.1;
    static final double COOLING = 1e-4;
    static final double STRIDE = 2;

    public SimulatedAnnealing() {
        super("simulated annealing");
    }

    @Override void search(Fitness fitness, Rng rng) {
        double[] x = fitness.best();
        double loss = fitness.bestLoss();
        double hot = HEAT * loss;
        int budget = fitness.left();
        while (fitness.left() > 0) {
            double cooled = Math.pow(COOLING, 1 - (double) fitness.left() / budget);
            double[] proposal = move(x, STRIDE * spread() * Math.sqrt(cooled / x.length), rng);
            double now = fitness.of(proposal);
            boolean accepted = now <= loss || rng.uniform() < Math.exp((loss - now) / (hot * cooled));
            if (!accepted) continue;
            x = proposal;
            loss = now;
        }
    }

    private static double[] move(double[] x, double deviation, Rng rng) {
        var moved = x.clone();
        for (int j = 0; j < x.length; j++) moved[j] += deviation * rng.normal();
        return moved;
    }
}
