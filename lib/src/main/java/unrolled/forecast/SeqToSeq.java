package unrolled.forecast;

import java.util.function.Function;
import java.util.function.Supplier;
import unrolled.data.Windows;
import unrolled.model.Model;
import unrolled.train.Trainer;

/**
 * All steps ahead, asked at every step: while it trains, the network answers m values after each value it reads, so
 * that every step has an error of its own to learn from. A forecast is its answer at the last step.
 *
 * <pre>
 *   at every step t of a window of n:   x_t ↦ (x_{t+1}, …, x_{t+m})
 * </pre>
 *
 * The network reads n steps of one value and answers m values at every step (no {@code LastStep}).
 */
public final class SeqToSeq extends NetworkForecaster {

    private final Windows windows;

    /**
     * @param length n, the steps of a window
     * @param horizon m, the longest forecast
     * @param network makes the untrained network, anew for each fit
     * @param training how to train it
     * @throws IllegalArgumentException if length or horizon are below 1
     */
    public SeqToSeq(String name, int length, int horizon, Supplier<? extends Model> network,
            Function<Model, Trainer> training) {
        super(name, network, training);
        windows = Windows.manyToMany(length).horizon(horizon);
    }

    @Override public Fitted fit(double[] series) {
        return answerOnce(series, windows);
    }
}
