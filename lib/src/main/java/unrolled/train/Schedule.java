package unrolled.train;

/**
 * How the learning rate changes: the factor of the base rate for each epoch.
 *
 * <p>A schedule remembers nothing: it is a function of the number of epochs that have ended and of what they saw, so
 * one schedule serves any number of trainings. The formulas are PyTorch's, with the scheduler stepped once an epoch.
 *
 * @see Trainer#schedule
 */
@FunctionalInterface
public interface Schedule {

    /** The smallest improvement that {@link #onPlateau} counts, as a share of the best loss: PyTorch's default. */
    double THRESHOLD = 1e-4;

    /**
     * The factor for the next epoch, 0 or more.
     *
     * @param epoch e, how many epochs have ended: 0 for the first
     * @param before what they saw
     */
    double factor(int epoch, History before);

    /** 1 in every epoch. */
    static Schedule constant() {
        return (epoch, before) -> 1;
    }

    /**
     * Steps down: γ^⌊e / n⌋ (PyTorch's {@code StepLR}).
     *
     * @param every n, in epochs
     * @throws IllegalArgumentException if n is not positive or γ is not in (0, 1]
     */
    static Schedule step(int every, double gamma) {
        expectEpochs("step", every);
        expectFactor("step", gamma);
        return (epoch, before) -> Math.pow(gamma, Math.floorDiv(epoch, every));
    }

    /**
     * Half a cosine from 1 down to {@code lowest}: lowest + (1 − lowest) ½ (1 + cos(π e / n)). After n epochs it stays
     * at {@code lowest}, where PyTorch's {@code CosineAnnealingLR} would rise again.
     *
     * @param epochs n
     * @throws IllegalArgumentException if n is not positive or {@code lowest} is not in [0, 1]
     * @see <a href="https://arxiv.org/abs/1608.03983">I. Loshchilov, F. Hutter, SGDR: Stochastic Gradient Descent with
     *      Warm Restarts, ICLR (2017), eq. 5</a>
     */
    static Schedule cosine(int epochs, double lowest) {
        expectEpochs("cosine", epochs);
        if (lowest != 0) expectFactor("cosine", lowest);
        return (epoch, before) -> epoch >= epochs ? lowest
                : lowest + (1 - lowest) * 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
    }

    /**
     * A straight line from {@code from} to 1 over n epochs, then another schedule that begins at its own epoch 0:
     * from + (1 − from) e / n (PyTorch's {@code LinearLR} inside {@code SequentialLR}).
     *
     * @param epochs n
     * @throws IllegalArgumentException if n is not positive or {@code from} is not in (0, 1]
     */
    static Schedule warmUp(int epochs, double from, Schedule then) {
        expectEpochs("warmUp", epochs);
        expectFactor("warmUp", from);
        return (epoch, before) -> epoch < epochs ? from + (1 - from) * epoch / epochs
                : then.factor(epoch - epochs, before.after(epochs));
    }

    /**
     * Falls when learning stalls: γ^k, where k counts how often the watched loss has failed for more than
     * {@code patience} epochs in a row to fall below (1 − {@value #THRESHOLD}) times the best one (PyTorch's
     * {@code ReduceLROnPlateau}).
     *
     * @throws IllegalArgumentException if γ is not in (0, 1] or the patience is negative
     */
    static Schedule onPlateau(double gamma, int patience) {
        expectFactor("onPlateau", gamma);
        if (patience < 0) {
            throw new IllegalArgumentException("Schedule onPlateau expects a patience of 0 or more epochs, got "
                    + patience);
        }
        return (epoch, before) -> {
            double best = Double.POSITIVE_INFINITY;
            int bad = 0;
            double factor = 1;
            for (var seen : before.epochs()) {
                bad = seen.watched() < best * (1 - THRESHOLD) ? 0 : bad + 1;
                if (bad == 0) best = seen.watched();
                if (bad <= patience) continue;
                factor *= gamma;
                bad = 0;
            }
            return factor;
        };
    }

    private static void expectEpochs(String who, int epochs) {
        if (epochs >= 1) return;
        throw new IllegalArgumentException("Schedule " + who + " expects 1 or more epochs, got " + epochs);
    }

    private static void expectFactor(String who, double factor) {
        if (factor > 0 && factor <= 1) return;
        throw new IllegalArgumentException("Schedule " + who + " expects a factor in (0, 1], got " + factor);
    }
}
