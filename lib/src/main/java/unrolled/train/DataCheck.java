package unrolled.train;

import unrolled.seq.Batch;
import unrolled.seq.MiniBatches;
import unrolled.seq.Sequence;

/** Refuses data with a number that is none before training starts: one is enough to lose all weights. */
final class DataCheck {

    private DataCheck() {}

    /** @throws IllegalArgumentException if a number before its padding is NaN or infinite */
    static void expectFinite(String who, MiniBatches train) {
        for (int k = 0; k < train.count(); k++) expectFinite(who, "training, batch " + (k + 1), train.get(k));
    }

    /** @throws IllegalArgumentException as above */
    static void expectFinite(String who, String where, Batch batch) {
        expectFinite(who, "input", where, batch.input(), batch.input());
        expectFinite(who, "target", where, batch.target(), batch.input());
    }

    private static void expectFinite(String who, String what, String where, Sequence s, Sequence input) {
        boolean padded = s.steps() == input.steps();             // the target of a whole sequence has no padding
        for (int t = 0; t < s.steps(); t++) {
            for (int n = 0; n < s.batch(); n++) {
                for (int d = 0; d < s.features(); d++) {
                    double value = s.get(t, n, d);
                    if (Double.isFinite(value) || padded && !input.valid(t, n) || !s.valid(t, n)) continue;
                    throw new IllegalArgumentException(who + " expects a finite " + what + ", got " + value + " ("
                            + where + ", example " + n + ", step " + t + ", feature " + d + "); is a value missing?");
                }
            }
        }
    }
}
