package unrolled.math;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The one source of random numbers: L64X128MixRandom with an explicit seed. The same seed gives the same numbers on
 * every JDK and platform.
 *
 * @see <a href="https://doi.org/10.1145/3485525">G. L. Steele, S. Vigna, LXM: Better Splittable Pseudorandom Number
 *      Generators, OOPSLA (2021)</a>
 */
public final class Rng {

    private final RandomGenerator random;

    public Rng(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** A number from [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** A number from [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A number from the normal distribution with mean 0 and variance 1. */
    public double normal() {
        return random.nextGaussian();
    }

    /** A whole number from 0 to {@code n} − 1. */
    public int below(int n) {
        return random.nextInt(n);
    }

    /** A seed for a generator of its own, so that two parts do not disturb each other. */
    public long seed() {
        return random.nextLong();
    }

    /** Another generator, independent of this one from here on. */
    public Rng split() {
        return new Rng(seed());
    }

    /** Puts the entries into a random order, each order equally likely (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int j = values.length - 1; j > 0; j--) {
            int k = below(j + 1);
            int swapped = values[j];
            values[j] = values[k];
            values[k] = swapped;
        }
    }
}
