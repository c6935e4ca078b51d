package unrolled.forecast;

import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import unrolled.data.Windows;
import unrolled.model.Model;
import unrolled.train.Trainer;

/**
 * A network for each step ahead: no error feeds on another, but m networks must be trained.
 *
 * <pre>
 *   network h, h = 1 … m:   x_{t−n+1} … x_t ↦ x_{t+h}
 * </pre>
 *
 * Each network reads n steps of one value and answers once, with one value (so it holds a {@code LastStep}).
 */
public final class Direct extends NetworkForecaster {

    private final int length;
    private final int horizon;

    /**
     * @param length n, the steps of a window
     * @param horizon m, the longest forecast
     * @param network makes an untrained network, anew for each step and each fit
     * @param training how to train it
     * @throws IllegalArgumentException if length or horizon are below 1
     */
    public Direct(String name, int length, int horizon, Supplier<? extends Model> network,
            Function<Model, Trainer> training) {
        super(name, network, training);
        this.length = Expect.atLeast(name, "a window", 1, length);
        this.horizon = Expect.atLeast(name, "a horizon", 1, horizon);
    }

    @Override public Fitted fit(double[] series) {
        Expect.series(name(), series, length + horizon);
        var each = new ArrayList<Learned>();
        for (int h = 1; h <= horizon; h++) each.add(learn(series, Windows.manyToOne(length).ahead(h)));
        var answer = each.stream().mapToDouble(one -> one.lastAnswer()[0]).toArray();
        return steps -> firstOf(answer, steps);
    }
}
