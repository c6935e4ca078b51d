package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import unrolled.seq.Sequence;

class SplitTest {

    private static double[] count(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    @Test void partsFollowEachOtherInTime() {
        var split = Split.of(10, 0.6, 0.2);

        assertThat(split.train(count(10))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(split.validation(count(10))).containsExactly(6, 7);
        assertThat(split.test(count(10))).containsExactly(8, 9);
    }

    @Test void noRowIsLostWhateverTheShares() {
        for (int rows = 7; rows < 200; rows++) {
            var split = Split.of(rows, 0.71, 0.147);
            assertThat(split.rows()).isEqualTo(rows);
            assertThat(split.train()).isEqualTo(Math.round(rows * 0.71));
        }
    }

    @Test void tablesSequencesAndArraysAreSplitAlike() {
        var split = new Split(3, 1, 2);
        var x = Sequence.of(count(6));
        var table = Table.create("t", DoubleColumn.create("x", count(6)));

        assertThat(split.train(x).series(0, 0)).containsExactly(split.train(count(6)));
        assertThat(split.validation(x).series(0, 0)).containsExactly(split.validation(count(6)));
        assertThat(split.test(x).series(0, 0)).containsExactly(split.test(count(6)));
        assertThat(split.train(table).doubleColumn("x").asDoubleArray()).containsExactly(0, 1, 2);
        assertThat(split.validation(table).doubleColumn("x").asDoubleArray()).containsExactly(3);
        assertThat(split.test(table).doubleColumn("x").asDoubleArray()).containsExactly(4, 5);
    }

    @Test void noWindowReachesIntoAnotherPart() {
        var parts = Split.of(30, 0.5, 0.25).windows(Windows.manyToOne(3).horizon(2), Sequence.of(count(30)));

        assertThat(StatUtils.max(parts.train().target().matrix().data)).isEqualTo(14);
        assertThat(StatUtils.min(parts.validation().input().matrix().data)).isEqualTo(15);
        assertThat(StatUtils.max(parts.validation().target().matrix().data)).isEqualTo(22);
        assertThat(StatUtils.min(parts.test().input().matrix().data)).isEqualTo(23);
        assertThat(parts.train().size()).isEqualTo(15 - 5 + 1);
    }

    @Test void twoPartsHaveNoValidation() {
        var split = Split.of(91, 0.8);
        var parts = split.windows(Windows.manyToOne(5), Sequence.of(count(91)));

        assertThat(split).isEqualTo(new Split(73, 0, 18));
        assertThat(parts.test().size()).isEqualTo(18 - 5);
        assertThatThrownBy(parts::validation).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expects three parts to validate on, got train and test alone");
        assertThatThrownBy(() -> split.validation(count(91))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expects three parts");
    }

    @Test void aPartWithoutAWindowIsRefused() {
        assertThatThrownBy(() -> new Split(115, 12, 13).windows(Windows.manyToOne(23), Sequence.of(count(140))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Split expects a window or more in each part, got 92 / 0 / 0 (rows 115 / 12 / 13, window"
                        + " 24); is the series too short?");
        assertThatThrownBy(() -> new Split(3, 0, 9).windows(Windows.manyToOne(5), Sequence.of(count(12))))
                .hasMessageContaining("got 0 / 4 (rows 3 / 9, window 6)");
    }

    @Test void anEmptyPartIsRefused() {
        assertThatThrownBy(() -> new Split(0, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Split expects a row or more in each part, got 0 / 1 / 1 (train / validation / test)");
        assertThatThrownBy(() -> Split.of(3, 0.9)).hasMessageContaining("got 3 / 0 / 0");
        assertThatThrownBy(() -> Split.of(10, 0.8, 0.01)).hasMessageContaining("got 8 / 0 / 2");
    }

    @Test void sharesLieBetweenZeroAndOne() {
        assertThatThrownBy(() -> Split.of(100, 80)).hasMessageContaining("shares between 0 and 1")
                .hasMessageContaining("80");
        assertThatThrownBy(() -> Split.of(100, 0.8, 0.2)).hasMessageContaining("leave a rest, got 1.0");
        assertThatThrownBy(() -> Split.of(100, Double.NaN)).hasMessageContaining("got NaN");
    }

    @Test void anotherLengthIsRefused() {
        assertThatThrownBy(() -> Split.of(10, 0.5).train(count(11)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Split expects 10 rows, got 11 (parts 5 / 5)");
    }
}
