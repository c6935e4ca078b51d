package unrolled.seq;

import unrolled.math.Numbers;
import unrolled.math.Precision;
import unrolled.math.Rng;

/**
 * How a sequence runs through a model.
 *
 * @param training whether dropout drops and teachers force
 * @param seed decides what is random in this pass: the same pass gives the same numbers
 * @param target what the outputs should have been, for teacher forcing; null where there is none
 * @param step how many steps of the sequence have run before; above 0 only where a decoder runs one step at a time
 * @param numbers in which numbers it computes, and which it keeps
 */
public record Pass(boolean training, long seed, Sequence target, int step, Numbers numbers) {

    /** A prediction: nothing is random, nothing is forced. */
    public static final Pass PREDICT = new Pass(false, 0, null, 0, Numbers.ALL);

    /** A training pass. */
    public static Pass train(long seed, Sequence target) {
        return new Pass(true, seed, target, 0, Numbers.ALL);
    }

    /**
     * The random numbers of one layer in this pass: another layer and another pass get others, another {@link #step}
     * gets the same. For what is drawn once for all steps.
     */
    public Rng random(String layer) {
        return new Rng(seed + 0x9E3779B97F4A7C15L * layer.hashCode());   // 2⁶⁴ / the golden ratio spreads the names
    }

    /** As {@link #random}, but another {@link #step} gets others. For what is drawn anew at each step. */
    public Rng randomByStep(String layer) {
        return step == 0 ? random(layer) : within("step " + step).random(layer);
    }

    /** A prediction that will be judged: the target says how many steps are asked for, nothing is forced. */
    public static Pass judge(Sequence target) {
        return new Pass(false, 0, target, 0, Numbers.ALL);
    }

    /** The same pass inside one part of a model: other random numbers, and no target, which is the whole model's. */
    public Pass within(String part) {
        return new Pass(training, seed * 0x9E3779B97F4A7C15L + part.hashCode(), null, step, numbers);
    }

    /** The same pass in another precision. */
    public Pass in(Precision precision) {
        return with(Numbers.of(precision, numbers.once()));
    }

    /**
     * The same pass in another precision, for a training: its way back comes once and nobody looks on, so that it may
     * overwrite what only it needs, and keeps no gradient of a state that it needs no more.
     */
    public Pass once(Precision precision) {
        return with(Numbers.of(precision, true));
    }

    private Pass with(Numbers numbers) {
        return new Pass(training, seed, target, step, numbers);
    }

    /** The same pass from step {@code step} on. */
    public Pass from(int step) {
        return new Pass(training, seed, target, step, numbers);
    }
}
