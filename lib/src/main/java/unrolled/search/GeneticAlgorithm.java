package unrolled.search;

import java.util.Arrays;
import java.util.Comparator;
import unrolled.math.Rng;

/**
 * A genetic algorithm on the numbers themselves: the fitter of a population have children, which mix two parents and
 * mutate.
 *
 * <pre>
 *   parent     the best of {@value #TOURNAMENT} drawn at random, twice
 *   child      each number from either parent with probability ½
 *   mutation   with probability max(1/n, {@value #MUTATION}) a number moves by ½ spread · N(0, 1)
 *   survival   the best {@value #ELITE} and {@value #POPULATION} − {@value #ELITE} children
 * </pre>
 *
 * @see <a href="https://www.ijcai.org/Proceedings/89-1/Papers/122.pdf">D. J. Montana, L. Davis, Training Feedforward
 *      Neural Networks Using Genetic Algorithms, IJCAI (1989), 762–767</a>
 */
public final class GeneticAlgorithm extends Search {

    static final int POPULATION = 30;
    static final int ELITE = 2;
    static final int TOURNAMENT = 3;
    static final double MUTATION = 0.1;

    private record Individual(double[] x, double loss) {}

    public GeneticAlgorithm() {
        super("genetic algorithm");
    }

    @Override void search(Fitness fitness, Rng rng) {
        var population = new Individual[POPULATION];
        population[0] = new Individual(fitness.best(), fitness.bestLoss());
        for (int k = 1; k < POPULATION; k++) population[k] = judged(around(population[0].x, rng), fitness);
        while (fitness.left() > 0) population = nextGeneration(population, fitness, rng);
    }

    private Individual[] nextGeneration(Individual[] parents, Fitness fitness, Rng rng) {
        var next = parents.clone();
        Arrays.sort(next, Comparator.comparingDouble(Individual::loss));
        for (int k = ELITE; k < POPULATION; k++) {
            var child = child(tournament(parents, rng), tournament(parents, rng), rng);
            mutate(child, rng);
            next[k] = judged(child, fitness);
        }
        return next;
    }

    private static Individual judged(double[] x, Fitness fitness) {
        return new Individual(x, fitness.of(x));
    }

    private static double[] tournament(Individual[] population, Rng rng) {
        var winner = population[rng.below(POPULATION)];
        for (int k = 1; k < TOURNAMENT; k++) {
            var other = population[rng.below(POPULATION)];
            if (other.loss < winner.loss) winner = other;
        }
        return winner.x;
    }

    private static double[] child(double[] mother, double[] father, Rng rng) {
        var child = mother.clone();
        for (int j = 0; j < child.length; j++) if (rng.uniform() < 0.5) child[j] = father[j];
        return child;
    }

    private void mutate(double[] x, Rng rng) {
        double chance = Math.max(1.0 / x.length, MUTATION);
        for (int j = 0; j < x.length; j++) if (rng.uniform() < chance) x[j] += 0.5 * spread() * rng.normal();
    }
}
