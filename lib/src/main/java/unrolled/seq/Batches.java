package unrolled.seq;

import java.util.stream.IntStream;
import unrolled.math.Rng;

/**
 * Deals the examples of a data set out in mini-batches; the last one may be smaller. The order changes only by
 * {@link #shuffle}. One pair of buffers serves all batches, so a batch is valid until the next is asked for.
 */
public final class Batches implements MiniBatches {

    private final Batch data;
    private final int size;
    private final int[] order;
    private final Sequence input;
    private final Sequence target;

    /** @throws IllegalArgumentException if the size is not positive */
    public Batches(Batch data, int size) {
        if (size < 1) throw new IllegalArgumentException("Batches expects a size of 1 or more, got " + size);
        this.data = data;
        this.size = Math.min(size, data.size());
        order = IntStream.range(0, data.size()).toArray();
        input = new Sequence(data.input().steps(), this.size, data.input().features());
        target = new Sequence(data.target().steps(), this.size, data.target().features());
    }

    @Override public int size() {
        return order.length;
    }

    @Override public int count() {
        return (order.length + size - 1) / size;
    }

    @Override public void shuffle(Rng rng) {
        rng.shuffle(order);
    }

    @Override public Batch get(int k) {
        if (k < 0 || k >= count()) {
            throw new IllegalArgumentException("Batches expects a batch from 0 to " + (count() - 1) + ", got " + k);
        }
        int from = k * size;
        int now = Math.min(size, order.length - from);
        input.resize(data.input().steps(), now, null);
        target.resize(data.target().steps(), now, null);
        input.gather(data.input(), order, from);
        target.gather(data.target(), order, from);
        return new Batch(input, target);
    }
}
