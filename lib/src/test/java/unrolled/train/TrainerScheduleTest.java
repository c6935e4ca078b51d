package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.layer.Dense;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class TrainerScheduleTest {

    private final Batch data = new Batch(Sequence.of(1, 2, 3), Sequence.of(2, 4, 6));
    private final Network net = Network.of(1, new Dense(1, 1));
    private final Optimizer optimizer = Optimizer.sgd(0.08);

    @Test void theRateOfEachEpochIsInTheHistory() {
        var history = trainer().schedule(Schedule.step(2, 0.5)).fit(data);

        assertThat(history.table().doubleColumn("learning rate").asList())
                .containsExactly(0.08, 0.08, 0.04, 0.04, 0.02);
    }

    @Test void theStepIsMadeWithTheRateOfTheSchedule() {
        double before = net.parameter("dense.W").value().get(0, 0);

        trainer().epochs(1).schedule((epoch, seen) -> 0.25).fit(data);

        double gradient = 0;
        for (int t = 1; t <= 3; t++) gradient += 2 * (before * t - 2 * t) * t / 3;
        assertThat(net.parameter("dense.W").value().get(0, 0)).isCloseTo(before - 0.02 * gradient, within(1e-14));
    }

    @Test void theOptimizerHasItsOwnRateAgainAfterwards() {
        trainer().schedule(Schedule.step(1, 0.5)).fit(data);

        assertThat(optimizer.rate()).isEqualTo(0.08);
    }

    @Test void aFactorOfZeroStandsStill() {
        double before = net.parameter("dense.W").value().get(0, 0);

        trainer().schedule((epoch, seen) -> 0).fit(data);

        assertThat(net.parameter("dense.W").value().get(0, 0)).isEqualTo(before);
    }

    @Test void aFactorThatIsNoneIsRefused() {
        assertThatThrownBy(() -> trainer().schedule((epoch, seen) -> epoch == 1 ? Double.NaN : 1).fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trainer expects a schedule's factor to be 0 or more, got NaN (epoch 2)");
        assertThat(optimizer.rate()).isEqualTo(0.08);
    }

    private Trainer trainer() {
        return new Trainer(net, Loss.mse(), optimizer).epochs(5);
    }
}
