package unrolled.seq;

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
}
