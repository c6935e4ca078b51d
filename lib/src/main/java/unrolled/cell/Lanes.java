package unrolled.cell;

/**
 * Work space for the loops of one step: arrays that all begin at 0, as HotSpot vectorizes a loop over several arrays
 * only where they share one index. One set for each half of the batch.
 */
final class Lanes {

    private final double[][][] halves;

    Lanes(int count) {
        halves = new double[2][count][0];
    }

    /** The arrays for a half of the batch, with room for {@code size} numbers each. */
    double[][] of(int half, int size) {
        double[][] lanes = halves[half];
        if (lanes[0].length < size) {
            for (int k = 0; k < lanes.length; k++) lanes[k] = new double[size];
        }
        return lanes;
    }
}
