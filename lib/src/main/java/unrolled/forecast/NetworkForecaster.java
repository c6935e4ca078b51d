package unrolled.forecast;

import java.util.function.Function;
import java.util.function.Supplier;
import unrolled.data.Scaler;
import unrolled.data.Windows;
import unrolled.model.Model;
import unrolled.seq.Sequence;
import unrolled.train.Trainer;

/**
 * What the strategies with a network share: the series is brought to mean 0 and variance 1 (fitted on itself alone: it
 * is the past), cut into windows, and a new network is trained on them from a state of zeros.
 */
abstract class NetworkForecaster implements Forecaster {

    /** A trained network with the scale and the windows it was trained on. */
    record Learned(Model net, Scaler scaler, Windows windows, Sequence scaled) {

        /** The last window of the series, as the network reads it. */
        Sequence lastWindow() {
            return windows.last(scaled);
        }

        /** The numbers of the last step of the answer to the last window, in the unit of the series. */
        double[] lastAnswer() {
            var y = net.predict(lastWindow());
            var last = new double[y.features()];
            for (int d = 0; d < last.length; d++) last[d] = y.get(y.steps() - 1, 0, d);
            return scaler.invert(last);
        }
    }

    private final String name;
    private final Supplier<? extends Model> network;
    private final Function<Model, Trainer> training;

    NetworkForecaster(String name, Supplier<? extends Model> network, Function<Model, Trainer> training) {
        this.name = name;
        this.network = network;
        this.training = training;
    }

    @Override public final String name() {
        return name;
    }

    final Learned learn(double[] series, Windows windows) {
        Expect.series(name, series, windows.span());
        var scaler = Scaler.standard(series);
        var scaled = Sequence.of(scaler.transform(series));
        var batch = windows.cut(scaled);
        var net = network.get();
        var y = net.predict(batch.input().examples(0, 1));
        if (y.steps() != batch.target().steps() || y.features() != batch.target().features()) {
            throw new IllegalArgumentException(name + " expects a network that answers " + shape(batch.target())
                    + ", got " + shape(y)
                    + (y.steps() == batch.target().steps() ? "" : "; is a LastStep missing, or too much?"));
        }
        training.apply(net).fit(batch);
        return new Learned(net, scaler, windows, scaled);
    }

    /** One network that answers all steps at once, trained on these windows. */
    final Fitted answerOnce(double[] series, Windows windows) {
        var answer = learn(series, windows).lastAnswer();
        return steps -> firstOf(answer, steps);
    }

    private static String shape(Sequence y) {
        return y.features() + (y.features() == 1 ? " value at " : " values at ") + y.steps()
                + (y.steps() == 1 ? " step" : " steps");
    }

    /** The first {@code steps} numbers of an answer of {@code answer.length}. */
    final double[] firstOf(double[] answer, int steps) {
        var y = Expect.steps(name, steps);
        if (steps > answer.length) {
            throw new IllegalArgumentException(name + " expects to forecast at most " + answer.length
                    + " steps, which it learned, got " + steps);
        }
        System.arraycopy(answer, 0, y, 0, steps);
        return y;
    }
}
