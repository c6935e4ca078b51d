package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test void theBestEpochIsTheFirstOfTheLowest() {
        var history = losses(3, 1, 2, 1);

        assertThat(history.best().number()).isEqualTo(2);
    }

    @Test void whatCameAfterHasABestOfItsOwn() {
        var rest = losses(3, 1, 2, 4).after(2);

        assertThat(rest.epochs()).extracting(History.Epoch::number).containsExactly(3, 4);
        assertThat(rest.best().number()).isEqualTo(3);
    }

    @Test void thereIsNoBestBeforeAnyEpoch() {
        assertThat(losses(1).after(1).best()).isNull();
    }

    private static History losses(double... losses) {
        var history = new History();
        for (int k = 0; k < losses.length; k++) {
            history.add(new History.Epoch(k + 1, losses[k], Double.NaN, 0, 0.1, 0));
        }
        return history;
    }
}
