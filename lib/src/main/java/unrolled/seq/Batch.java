package unrolled.seq;

/**
 * Inputs and the targets that belong to them, example by example.
 *
 * <p>Input and target may differ in T: a target of one step belongs to a model that answers once.
 */
public record Batch(Sequence input, Sequence target) {

    /** @throws IllegalArgumentException if input and target have different numbers of examples */
    public Batch {
        if (input.batch() != target.batch()) {
            throw new IllegalArgumentException("Batch expects as many targets as inputs, got " + target.batch()
                    + " and " + input.batch() + " (input " + input + "; target " + target + ")");
        }
    }

    /** How many examples. */
    public int size() {
        return input.batch();
    }

    /** Examples {@code from} to {@code to}, the last excluded, as a copy. */
    public Batch examples(int from, int to) {
        return new Batch(input.examples(from, to), target.examples(from, to));
    }
}
