package unrolled.seq;

import unrolled.math.Rng;

/**
 * A data set dealt out in mini-batches, every example once an epoch: {@link Batches} of equal length, or
 * {@link unrolled.text.Buckets} of similar length.
 */
public interface MiniBatches {

    /** How many examples they hold together. */
    int size();

    /** How many batches make an epoch. */
    int count();

    /** Puts the examples into a new random order, which depends on the one before. */
    void shuffle(Rng rng);

    /**
     * Batch {@code k}; it may be a buffer, valid until the next is asked for.
     *
     * @throws IllegalArgumentException if k is not from 0 to {@link #count} − 1
     */
    Batch get(int k);
}
