package unrolled.forecast;

import java.util.function.Function;
import java.util.function.Supplier;
import unrolled.data.Windows;
import unrolled.model.Model;
import unrolled.seq.Sequence;
import unrolled.train.Trainer;

/**
 * One step at a time: the network predicts the next value, which becomes its next input. Any horizon, but errors feed
 * on errors.
 *
 * <pre>
 *   train      at every step of a window of n:   x_t ↦ x_{t+1}
 *   forecast   ŷ_1, s_1 = net(x_{T−n+1} … x_T, s = 0)         ŷ_{h+1}, s_{h+1} = net(ŷ_h, s_h)
 * </pre>
 *
 * The network reads one value and answers one at every step (no {@code LastStep}), and reads forwards only.
 *
 * <pre>{@code
 *   var lstm = new Recursive("LSTM", 24, () -> Network.of(1, new Recurrent(new LstmCell(1, 16)), new Dense(16, 1)),
 *           net -> new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(50));
 * }</pre>
 */
public final class Recursive extends NetworkForecaster {

    private final Windows windows;

    /**
     * @param length n, the steps of a window
     * @param network makes the untrained network, anew for each fit
     * @param training how to train it
     * @throws IllegalArgumentException if the length is below 1
     */
    public Recursive(String name, int length, Supplier<? extends Model> network, Function<Model, Trainer> training) {
        super(name, network, training);
        windows = Windows.manyToMany(length);
    }

    @Override public Fitted fit(double[] series) {
        var learned = learn(series, windows);
        return steps -> {
            var forecast = Expect.steps(name(), steps);
            var net = learned.net();
            var y = net.predict(learned.lastWindow());              // from a state of zeros, as in training
            var state = net.lastState();
            for (int h = 0; h < steps; h++) {
                double next = y.get(y.steps() - 1, 0, 0);
                forecast[h] = learned.scaler().invert(new double[] {next})[0];
                y = net.predict(Sequence.of(next), state);          // the state goes on from step to step
                state = net.lastState();
            }
            return forecast;
        };
    }
}
