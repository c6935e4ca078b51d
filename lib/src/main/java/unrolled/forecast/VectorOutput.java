package unrolled.forecast;

import java.util.function.Function;
import java.util.function.Supplier;
import unrolled.data.Windows;
import unrolled.model.Model;
import unrolled.train.Trainer;

/**
 * All steps ahead in one answer: the network ends in m outputs.
 *
 * <pre>
 *   x_{t−n+1} … x_t ↦ (x_{t+1}, …, x_{t+m})
 * </pre>
 *
 * The network reads n steps of one value and answers once, with m values (so it holds a {@code LastStep}).
 */
public final class VectorOutput extends NetworkForecaster {

    private final Windows windows;

    /**
     * @param length n, the steps of a window
     * @param horizon m, the longest forecast
     * @param network makes the untrained network, anew for each fit
     * @param training how to train it
     * @throws IllegalArgumentException if length or horizon are below 1
     */
    public VectorOutput(String name, int length, int horizon, Supplier<? extends Model> network,
            Function<Model, Trainer> training) {
        super(name, network, training);
        windows = Windows.manyToOne(length).horizon(horizon);
    }

    @Override public Fitted fit(double[] series) {
        return answerOnce(series, windows);
    }
}
