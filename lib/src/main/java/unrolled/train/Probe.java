package unrolled.train;

import unrolled.layer.Recurrent;
import unrolled.model.Network;

/** Finds the recurrent layer that a diagnosis looks into. */
final class Probe {

    private Probe() {}

    /** @throws IllegalArgumentException if there is no such layer or it is not a {@link Recurrent} one */
    static Recurrent recurrent(String who, Network net, String layer) {
        if (net.layer(layer) instanceof Recurrent recurrent) return recurrent;
        throw new IllegalArgumentException(who + " expects the name of a Recurrent layer, got " + net.layer(layer));
    }
}
