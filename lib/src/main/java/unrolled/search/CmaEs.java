package unrolled.search;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import unrolled.math.Rng;

/**
 * CMA-ES, the evolution strategy that learns the covariance of its steps: the implementation of Apache Commons Math.
 *
 * <pre>
 *   x_k ~ N(m, σ² C),  k = 1 … λ         λ = 4 + ⌊3 ln n⌋
 *   m ← Σ w_k x_k over the better half; C and σ follow the steps that m made
 * </pre>
 *
 * <p>σ starts at {@value #STRIDE} · spread / √n, so that a first step has the same length for small and large models. C
 * is a full n×n matrix for up to {@value #FULL} numbers, otherwise its diagonal. When the strategy has converged before
 * the budget is spent, it starts again from the best parameters.
 *
 * @see <a href="https://doi.org/10.1162/106365601750190398">N. Hansen, A. Ostermeier, Completely Derandomized
 *      Self-Adaptation in Evolution Strategies, Evolutionary Computation 9 (2001), 159–195</a>
 */
public final class CmaEs extends Search {

    /** Up to this many numbers the covariances of all pairs are learned. */
    public static final int FULL = 200;

    static final double STRIDE = 2;

    public CmaEs() {
        super("CMA-ES");
    }

    @Override void search(Fitness fitness, Rng rng) {
        int n = fitness.size();
        var sigma = new double[n];
        Arrays.fill(sigma, STRIDE * spread() / Math.sqrt(n));
        int population = 4 + (int) (3 * Math.log(n));
        while (fitness.left() > 0) {
            var strategy = new CMAESOptimizer(Integer.MAX_VALUE, 0, true, n > FULL ? 1 : 0, 0, adapt(rng), false,
                    (iteration, before, after) -> false);
            try {
                strategy.optimize(new ObjectiveFunction(fitness::of), GoalType.MINIMIZE,
                        new InitialGuess(fitness.best()), new CMAESOptimizer.Sigma(sigma),
                        new CMAESOptimizer.PopulationSize(population),
                        SimpleBounds.unbounded(n), new MaxEval(Integer.MAX_VALUE));
            } catch (MathIllegalStateException e) {
                // the eigenvalues of C did not converge: it starts again from the best
            }
        }
    }

    /** Our random numbers for Commons Math. */
    private static RandomGenerator adapt(Rng rng) {
        return new AbstractRandomGenerator() {
            @Override public void setSeed(long seed) {
                throw new UnsupportedOperationException("the seed is that of the search");
            }

            @Override public double nextDouble() {
                return rng.uniform();
            }

            @Override public double nextGaussian() {
                return rng.normal();
            }
        };
    }
}
