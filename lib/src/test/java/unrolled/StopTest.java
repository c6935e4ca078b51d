package unrolled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.ElmanCell;
import unrolled.data.Csv;
import unrolled.data.Folds;
import unrolled.forecast.Arima;
import unrolled.forecast.ExponentialSmoothing;
import unrolled.forecast.Forecaster;
import unrolled.forecast.Naive;
import unrolled.forecast.WalkForward;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.EchoStateNetwork;
import unrolled.model.Network;

/** Whatever may take long ends soon after its thread was interrupted, and the thread stays so. */
public class StopTest {

    private static final double[] SERIES = Samples.sequence(60, 1, 1, new Rng(4)).series(0, 0);

    @TempDir Path folder;

    static Stream<Arguments> work() {
        return Stream.of(
                work("a network", () -> Network.of(1, new Recurrent(new ElmanCell(1, 3)))
                        .predict(Samples.sequence(4, 2, 1, new Rng(1)))),
                work("moving averages", () -> Arima.arma(1, 1).fit(SERIES)),
                work("smoothing", () -> ExponentialSmoothing.holt().fit(SERIES)),
                work("many forecasts", () -> walk().forecasts(SERIES, new Naive())),
                work("many models", () -> walk().compare(SERIES, 1, Arima.ar(1))),
                work("a reservoir", () -> new EchoStateNetwork(1, 1, 30, 1).network()));
    }

    private static Arguments work(String name, Runnable work) {
        return Arguments.of(name, work);
    }

    private static WalkForward walk() {
        return new WalkForward(Folds.expanding(60, 20, 10, 10));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("work")
    void itStops(String name, Runnable work) {
        work.run();

        expectStopped(work);
    }

    /** Runs the work on an interrupted thread; it ends by a cancellation. */
    public static void expectStopped(Runnable work) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(work::run).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }

    @Test void aTableIsNotRead() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");

        expectStopped(() -> Csv.read(file));
    }

    @Test void aWalkStopsBetweenItsForecasts() {
        var stopping = new Forecaster() {
            int fits;

            @Override public String name() {
                return "stopping";
            }

            @Override public Fitted fit(double[] series) {
                Thread.currentThread().interrupt();
                fits++;
                return steps -> new double[steps];
            }
        };

        assertThatThrownBy(() -> walk().forecasts(SERIES, stopping)).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopping.fits).isEqualTo(1);
    }
}
