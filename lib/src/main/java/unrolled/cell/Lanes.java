package unrolled.cell;

import unrolled.math.Lane;

/** Work space for the loops of one step, one set of lanes for each half of the batch. */
final class Lanes {

    private final Lane[][] halves;
    private final boolean[] floats = new boolean[2];

    Lanes(int count) {
        halves = new Lane[2][count];
        for (int half = 0; half < 2; half++) make(half);
    }

    private void make(int half) {
        for (int k = 0; k < halves[half].length; k++) halves[half][k] = Lane.of(floats[half]);
    }

    /** The lanes for a half of the batch, with {@code size} numbers each, in floats or in doubles. */
    Lane[] of(int half, int size, boolean inFloats) {
        if (inFloats != floats[half]) {
            floats[half] = inFloats;
            make(half);
        }
        for (int k = 0; k < halves[half].length; k++) halves[half][k].resize(size);
        return halves[half];
    }
}
