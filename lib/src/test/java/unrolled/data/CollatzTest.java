package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CollatzTest {

    @Test void sixTakesEightSteps() {
        assertThat(Collatz.of(6)).containsExactly(6, 3, 10, 5, 16, 8, 4, 2, 1);
        assertThat(Collatz.steps(6)).isEqualTo(8);
    }

    @Test void oneIsItsOwnEnd() {
        assertThat(Collatz.of(1)).containsExactly(1);
        assertThat(Collatz.steps(1)).isZero();
    }

    @Test void twentySevenTakesLongAndRisesHigh() {
        var table = Collatz.table(26, 28);

        assertThat(table.intColumn("n").asList()).containsExactly(26, 27, 28);
        assertThat(table.intColumn("steps").get(1)).isEqualTo(111);
        assertThat(table.longColumn("peak").get(1)).isEqualTo(9232);
    }

    @Test void startsBelowOneAreRefused() {
        assertThatThrownBy(() -> Collatz.of(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Collatz expects a start of 1 or more, got 0");
        assertThatThrownBy(() -> Collatz.table(0, 3)).hasMessageContaining("start of 1 or more");
        assertThatThrownBy(() -> Collatz.table(5, 4)).hasMessage("Collatz expects from ≤ to, got 5 and 4");
    }

    @Test void aNumberThatGrowsTooLargeIsNotWrappedAround() {
        assertThatThrownBy(() -> Collatz.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}
