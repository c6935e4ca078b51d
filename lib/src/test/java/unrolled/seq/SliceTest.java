package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SliceTest {

    private final Sequence a = new Sequence(3, 2, 4);
    private final Slice gate = a.columns(1, 3);

    @Test void theyAreAViewOfEveryStep() {
        gate.at(2).fill(7);

        assertThat(a.toArray()[2]).isDeepEqualTo(new double[][] {{0, 7, 7, 0}, {0, 7, 7, 0}});
        assertThat(a.toArray()[1]).isDeepEqualTo(new double[2][4]);
        assertThat(gate.all()).hasToString("6×2");
        assertThat(gate.all().get(5, 1)).isEqualTo(7);
    }

    @Test void theyFollowTheSequenceToAnotherShape() {
        gate.at(0);
        a.resize(5, 9, null);

        gate.at(4).fill(1);

        assertThat(gate.at(4)).hasToString("9×2");
        assertThat(a.get(4, 8, 2)).isEqualTo(1);
    }

    @Test void aStepIsMadeOnce() {
        assertThat(gate.at(1)).isSameAs(gate.at(1));
    }

    @Test void columnsOutsideAreRefused() {
        assertThatThrownBy(() -> a.columns(2, 5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block expects columns from 0 to 4, got 2 to 5 (block of 6×4)");
    }
}
