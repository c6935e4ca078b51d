package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.data.Scaler;
import unrolled.data.Synthetic;
import unrolled.data.Windows;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class StrategiesTest {

    private static final int WINDOW = 12;
    private static final int AHEAD = 5;

    private final double[] sine = Synthetic.sine(125, 12, 0, 0.02, new Rng(1));
    private final double[] past = Arrays.copyOf(sine, 120);
    private final double[] future = Arrays.copyOfRange(sine, 120, 125);
    private final Function<Model, Trainer> training =
            net -> new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(40);

    private static Supplier<Network> everyStep(int outputs) {
        return () -> Network.of(5, new Recurrent(new ElmanCell(1, 10)), new Dense(10, outputs));
    }

    private static Supplier<Network> lastStep(int outputs) {
        return () -> Network.of(5, new Recurrent(new ElmanCell(1, 10)), new LastStep(), new Dense(10, outputs));
    }

    private List<Forecaster> all() {
        return List.of(new Recursive("recursive", WINDOW, everyStep(1), training),
                new Direct("direct", WINDOW, AHEAD, lastStep(1), training),
                new VectorOutput("vector", WINDOW, AHEAD, lastStep(AHEAD), training),
                new SeqToSeq("sequence to sequence", WINDOW, AHEAD, everyStep(AHEAD), training));
    }

    @Test void everyStrategyLearnsASine() {
        double naive = Metrics.mae(future, new Naive().fit(past).forecast(AHEAD));
        for (var model : all()) {
            var forecast = model.fit(past).forecast(AHEAD);
            assertThat(Metrics.mae(future, forecast)).as(model.name()).isLessThan(0.2 * naive);
        }
    }

    @Test void theSameFitForecastsTheSameTwice() {
        for (var model : all()) {
            var fitted = model.fit(past);
            var first = fitted.forecast(AHEAD).clone();
            fitted.forecast(2)[0] = 99;
            assertThat(fitted.forecast(AHEAD)).as(model.name()).containsExactly(first);
            assertThat(fitted.forecast(2)).containsExactly(Arrays.copyOf(first, 2));
            assertThat(model.fit(past).forecast(AHEAD)).containsExactly(first);
        }
    }

    @Test void carryingTheStateIsOneLongRun() {
        var net = everyStep(1).get();
        var forecast = new Recursive("recursive", WINDOW, () -> net, training).fit(past).forecast(AHEAD);
        var scaler = Scaler.standard(past);

        var input = Arrays.copyOf(scaler.transform(Arrays.copyOfRange(past, 120 - WINDOW, 120)), WINDOW + AHEAD - 1);
        System.arraycopy(scaler.transform(forecast), 0, input, WINDOW, AHEAD - 1);
        var run = scaler.invert(net.predict(Sequence.of(input)).series(0, 0));
        assertThat(Arrays.copyOfRange(run, WINDOW - 1, WINDOW + AHEAD - 1)).containsExactly(forecast, within(1e-12));
    }

    @Test void aVectorIsTheAnswerToTheLastWindow() {
        var net = lastStep(AHEAD).get();
        var forecast = new VectorOutput("vector", WINDOW, AHEAD, () -> net, training).fit(past).forecast(AHEAD);
        var scaler = Scaler.standard(past);

        var last = Windows.manyToOne(WINDOW).last(Sequence.of(scaler.transform(past)));
        assertThat(scaler.invert(net.predict(last).toArray()[0][0])).containsExactly(forecast, within(1e-12));
    }

    @Test void strategiesStandInARankingLikeAnyModel() {
        var table = Ranking.of(past, future).add(all().get(3)).table();

        assertThat(table.stringColumn("model").asList()).containsExactly("sequence to sequence", "naive");
    }

    @Test void aNetworkOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> new Recursive("recursive", WINDOW, lastStep(1), training).fit(past))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recursive expects a network that answers 1 value at 12 steps, got 1 value at 1 step;"
                        + " is a LastStep missing, or too much?");
        assertThatThrownBy(() -> new VectorOutput("vector", WINDOW, AHEAD, lastStep(3), training).fit(past))
                .hasMessage("vector expects a network that answers 5 values at 1 step, got 3 values at 1 step");
    }

    @Test void moreStepsThanLearnedAreRefused() {
        var fitted = new VectorOutput("vector", WINDOW, AHEAD, lastStep(AHEAD), training).fit(past);

        assertThatThrownBy(() -> fitted.forecast(6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector expects to forecast at most 5 steps, which it learned, got 6");
        assertThatThrownBy(() -> fitted.forecast(0)).hasMessage("vector expects to forecast 1 step or more, got 0");
    }

    @Test void aSeriesShorterThanAWindowIsRefused() {
        for (var model : all()) {
            assertThatThrownBy(() -> model.fit(new double[WINDOW])).as(model.name())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(model.name() + " expects a series of")
                    .hasMessageEndingWith("or more, got 12");
        }
        assertThatThrownBy(() -> new Direct("direct", WINDOW, 0, lastStep(1), training))
                .hasMessage("direct expects a horizon of 1 or more, got 0");
    }
}
