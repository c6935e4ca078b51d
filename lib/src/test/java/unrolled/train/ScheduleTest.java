package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test void constantStaysOne() {
        assertThat(factors(Schedule.constant(), 3)).containsExactly(1, 1, 1);
    }

    @Test void stepFallsEveryFewEpochs() {
        assertThat(factors(Schedule.step(2, 0.1), 5))
                .containsExactly(new double[] {1, 1, 0.1, 0.1, 0.01}, within(1e-15));
    }

    @Test void cosineGoesHalfAWaveDownAndStaysThere() {
        double quarter = 0.2 + 0.8 * 0.5 * (1 + Math.sqrt(0.5));
        double threeQuarters = 0.2 + 0.8 * 0.5 * (1 - Math.sqrt(0.5));

        assertThat(factors(Schedule.cosine(4, 0.2), 7))
                .containsExactly(new double[] {1, quarter, 0.6, threeQuarters, 0.2, 0.2, 0.2}, within(1e-15));
    }

    @Test void warmUpRisesInALineThenTheOtherBegins() {
        assertThat(factors(Schedule.warmUp(4, 0.2, Schedule.step(2, 0.5)), 8))
                .containsExactly(new double[] {0.2, 0.4, 0.6, 0.8, 1, 1, 0.5, 0.5}, within(1e-15));
    }

    @Test void plateauFallsWhenPatienceRunsOut() {
        var schedule = Schedule.onPlateau(0.5, 1);

        assertThat(schedule.factor(0, seen())).isEqualTo(1);
        assertThat(schedule.factor(2, seen(4, 4))).isEqualTo(1);             // one bad epoch: patience
        assertThat(schedule.factor(3, seen(4, 4, 5))).isEqualTo(0.5);        // two
        assertThat(schedule.factor(4, seen(4, 4, 5, 5))).isEqualTo(0.5);     // counted from anew
        assertThat(schedule.factor(5, seen(4, 4, 5, 5, 5))).isEqualTo(0.25);
        assertThat(schedule.factor(5, seen(4, 4, 5, 3, 5))).isEqualTo(0.5);
    }

    @Test void plateauAsksForMoreThanATinyImprovement() {
        var schedule = Schedule.onPlateau(0.1, 0);

        assertThat(schedule.factor(2, seen(1, 1 - 0.5 * Schedule.THRESHOLD))).isEqualTo(0.1);
        assertThat(schedule.factor(2, seen(1, 1 - 2 * Schedule.THRESHOLD))).isEqualTo(1);
    }

    @Test void plateauAfterAWarmUpDoesNotJudgeTheWarmUp() {
        var schedule = Schedule.warmUp(2, 0.5, Schedule.onPlateau(0.1, 0));

        assertThat(schedule.factor(3, seen(1, 2, 3))).isEqualTo(1);
        assertThat(schedule.factor(4, seen(1, 2, 3, 4))).isEqualTo(0.1);
    }

    @Test void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> Schedule.step(0, 0.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Schedule step expects 1 or more epochs, got 0");
        assertThatThrownBy(() -> Schedule.step(1, 1.5)).hasMessage("Schedule step expects a factor in (0, 1], got 1.5");
        assertThatThrownBy(() -> Schedule.cosine(0, 0)).hasMessage("Schedule cosine expects 1 or more epochs, got 0");
        assertThatThrownBy(() -> Schedule.cosine(3, -1))
                .hasMessage("Schedule cosine expects a factor in (0, 1], got -1.0");
        assertThatThrownBy(() -> Schedule.warmUp(0, 0.1, Schedule.constant())).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Schedule.warmUp(2, 0, Schedule.constant()))
                .hasMessage("Schedule warmUp expects a factor in (0, 1], got 0.0");
        assertThatThrownBy(() -> Schedule.onPlateau(0, 1)).hasMessageContaining("expects a factor in (0, 1], got 0.0");
        assertThatThrownBy(() -> Schedule.onPlateau(0.1, -1))
                .hasMessage("Schedule onPlateau expects a patience of 0 or more epochs, got -1");
    }

    private static double[] factors(Schedule schedule, int epochs) {
        return IntStream.range(0, epochs).mapToDouble(e -> schedule.factor(e, new History())).toArray();
    }

    /** A history with these training losses. */
    private static History seen(double... losses) {
        var history = new History();
        for (double loss : losses) {
            history.add(new History.Epoch(history.epochs().size() + 1, loss, Double.NaN, 1, 0.1, 0));
        }
        return history;
    }
}
