package unrolled.search;

import java.util.Arrays;
import unrolled.math.Rng;

/**
 * Particle swarm: each particle flies towards the best place it has seen and towards the best of the swarm.
 *
 * <pre>
 *   v ← χ (v + φ r₁ ⊙ (p − x) + φ r₂ ⊙ (g − x))      r₁, r₂ uniform in [0, 1), anew for each number
 *   x ← x + v                                         p the particle's best, g the swarm's
 *
 *   φ = {@value #PHI} each, χ = 2 / |2 − Φ − √(Φ² − 4Φ)| = 0.7298 with Φ = 2 φ: the swarm contracts
 * </pre>
 *
 * <p>{@value #PARTICLES} particles start at rest, the first at the given parameters.
 *
 * @see <a href="https://doi.org/10.1109/ICNN.1995.488968">J. Kennedy, R. Eberhart, Particle Swarm Optimization, ICNN
 *      (1995)</a>
 * @see <a href="https://doi.org/10.1109/4235.985692">M. Clerc, J. Kennedy, The Particle Swarm: Explosion, Stability,
 *      and Convergence, IEEE Transactions on Evolutionary Computation 6 (2002), 58–73: the constriction χ</a>
 */
public final class ParticleSwarm extends Search {

    static final int PARTICLES = 20;
    static final double PHI = 2.05;
    static final double CHI = 2 / Math.abs(2 - 2 * PHI - Math.sqrt(4 * PHI * PHI - 8 * PHI));

    public ParticleSwarm() {
        super("particle swarm");
    }

    @Override void search(Fitness fitness, Rng rng) {
        var x = new double[PARTICLES][];
        var v = new double[PARTICLES][fitness.size()];
        var best = new double[PARTICLES][];
        var bestLoss = new double[PARTICLES];
        Arrays.fill(bestLoss, Double.POSITIVE_INFINITY);
        x[0] = fitness.best();
        best[0] = x[0].clone();
        bestLoss[0] = fitness.bestLoss();
        for (int k = 1; k < PARTICLES; k++) x[k] = around(x[0], rng);
        for (int k = 1; fitness.left() > 0; k = (k + 1) % PARTICLES) {
            if (best[k] != null) fly(x[k], v[k], best[k], fitness.best(), rng);
            double loss = fitness.of(x[k]);
            if (loss >= bestLoss[k]) continue;
            bestLoss[k] = loss;
            best[k] = x[k].clone();
        }
    }

    private static void fly(double[] x, double[] v, double[] own, double[] swarm, Rng rng) {
        for (int j = 0; j < x.length; j++) {
            v[j] = CHI * (v[j] + PHI * rng.uniform() * (own[j] - x[j]) + PHI * rng.uniform() * (swarm[j] - x[j]));
            x[j] += v[j];
        }
    }
}
