package unrolled.seq;

import unrolled.math.Rng;

/**
 * How a sequence runs through a model.
 *
 * @param training whether dropout drops and teachers force
 * @param seed decides what is random in this pass: the same pass gives the same numbers
 * @param target what the outputs should have been, for teacher forcing; null where there is none
 */
public record Pass(boolean training, long seed, Sequence target) {

    /** A prediction: nothing is random, nothing is forced. */
    public static final Pass PREDICT = new Pass(false, 0, null);

    /** A training pass. */
    public static Pass train(long seed, Sequence target) {
        return new Pass(true, seed, target);
    }

    /** The random numbers of one layer in this pass: another layer and another pass get others. */
    public Rng random(String layer) {
        return new Rng(seed + 0x9E3779B97F4A7C15L * layer.hashCode());   // 2⁶⁴ / the golden ratio spreads the names
    }

    /** A prediction that will be judged: the target says how many steps are asked for, nothing is forced. */
    public static Pass judge(Sequence target) {
        return new Pass(false, 0, target);
    }

    /** The same pass inside one part of a model: other random numbers, and no target, which is the whole model's. */
    public Pass within(String part) {
        return new Pass(training, seed * 0x9E3779B97F4A7C15L + part.hashCode(), null);
    }
}
