package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unrolled.seq.Sequence;

class WindowsTest {

    /** Column d of row r is r + 100 d. */
    private static Sequence rows(int steps, int columns) {
        var x = new Sequence(steps, 1, columns);
        for (int t = 0; t < steps; t++) {
            for (int d = 0; d < columns; d++) x.set(t, 0, d, t + 100 * d);
        }
        return x;
    }

    private static double[] step(Sequence x, int t, int n) {
        return x.toArray()[t][n];
    }

    @Test void manyToOneAnswersWithTheNextRow() {
        var cut = Windows.manyToOne(3).cut(rows(7, 1));

        assertThat(cut.input()).hasToString("T=3, B=4, D=1");
        assertThat(cut.target()).hasToString("T=1, B=4, D=1");
        assertThat(cut.input().series(1, 0)).containsExactly(1, 2, 3);
        assertThat(cut.target().get(0, 1, 0)).isEqualTo(4);
        assertThat(cut.target().get(0, 3, 0)).isEqualTo(6);
    }

    @Test void manyToOneWithAHorizonAnswersWithTheNextMValues() {
        var cut = Windows.manyToOne(2).horizon(3).cut(rows(6, 1));

        assertThat(cut.target()).hasToString("T=1, B=2, D=3");
        assertThat(step(cut.target(), 0, 1)).containsExactly(3, 4, 5);
    }

    @Test void manyToManyAnswersAtEveryStep() {
        var cut = Windows.manyToMany(3).cut(rows(5, 1));

        assertThat(cut.target()).hasToString("T=3, B=2, D=1");
        assertThat(cut.target().series(1, 0)).containsExactly(2, 3, 4);
    }

    @Test void manyToManyWithAHorizonPredictsTheNextMValuesAtEveryStep() {
        var cut = Windows.manyToMany(3).horizon(2).cut(rows(6, 1));

        assertThat(cut.target()).hasToString("T=3, B=2, D=2");
        assertThat(step(cut.target(), 0, 1)).containsExactly(2, 3);
        assertThat(step(cut.target(), 2, 1)).containsExactly(4, 5);
    }

    @Test void zeroAheadPairsTwoColumnsOfTheSameRow() {
        var cut = Windows.manyToMany(4).inputs(0).targets(1).ahead(0).cut(rows(4, 2));

        assertThat(cut.input().series(0, 0)).containsExactly(0, 1, 2, 3);
        assertThat(cut.target().series(0, 0)).containsExactly(100, 101, 102, 103);
    }

    @Test void anEncoderDecoderTargetHasStepsOfItsOwn() {
        var cut = Windows.encoderDecoder(4, 2).cut(rows(7, 1));

        assertThat(cut.input()).hasToString("T=4, B=2, D=1");
        assertThat(cut.target()).hasToString("T=2, B=2, D=1");
        assertThat(cut.target().series(1, 0)).containsExactly(5, 6);
    }

    @Test void targetColumnsStandSideBySideRowAfterRow() {
        var cut = Windows.manyToOne(2).horizon(2).inputs(1).targets(2, 0).cut(rows(4, 3));

        assertThat(cut.input().series(0, 0)).containsExactly(100, 101);
        assertThat(step(cut.target(), 0, 0)).containsExactly(202, 2, 203, 3);
    }

    @Test void aStrideSkipsStarts() {
        var cut = Windows.manyToOne(2).stride(3).cut(rows(9, 1));

        assertThat(cut.size()).isEqualTo(3);
        assertThat(cut.input().series(2, 0)).containsExactly(6, 7);
    }

    @Test void theTargetRowIsTheRowOfTheTarget() {
        for (var windows : new Windows[] {Windows.manyToOne(3).ahead(2).stride(2), Windows.manyToMany(4).horizon(2),
            Windows.encoderDecoder(3, 4).stride(3)}) {
            var target = windows.cut(rows(20, 1)).target();
            for (int k = 0; k < target.batch(); k++) {
                for (int t = 0; t < target.steps(); t++) {
                    assertThat(windows.targetRow(k, t)).isEqualTo((int) target.get(t, k, 0));
                }
            }
        }
    }

    @Test void theLastWindowEndsWithTheSeries() {
        for (int rows = 8; rows < 30; rows++) {
            var windows = Windows.manyToOne(4).horizon(3).ahead(2);
            var target = windows.cut(rows(rows, 1)).target();

            assertThat(target.batch()).isEqualTo(windows.count(rows)).isEqualTo(rows - windows.span() + 1);
            assertThat(target.get(0, target.batch() - 1, 2)).isEqualTo(rows - 1);
        }
    }

    @Test void noTargetLiesBeforeTheLastInput() {
        var cut = Windows.manyToOne(5).cut(rows(50, 1));

        assertThat(IntStream.range(0, cut.size()))
                .allMatch(k -> cut.target().get(0, k, 0) > cut.input().get(4, k, 0));
    }

    @Test void theLastRowsAreTheInputOfAForecast() {
        assertThat(Windows.manyToOne(3).inputs(1).last(rows(9, 2)).series(0, 0)).containsExactly(106, 107, 108);
    }

    @Test void settingsLeaveTheOriginalAlone() {
        var one = Windows.manyToOne(3);
        one.horizon(5).ahead(4).stride(2).inputs(1).targets(1);

        assertThat(one.span()).isEqualTo(4);
        assertThat(one.cut(rows(4, 1)).size()).isEqualTo(1);
    }

    @Test void aWindowLongerThanTheSeriesIsRefused() {
        assertThatThrownBy(() -> Windows.manyToOne(24).cut(new double[24])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Windows expects 25 rows or more, got 24 (window 24, 1 ahead, horizon 1)");
        assertThatThrownBy(() -> Windows.manyToOne(24).last(rows(23, 1)))
                .hasMessage("Windows expects 24 rows or more, got 23");
    }

    @Test void theAnswerMayNotStandInTheQuestion() {
        assertThatThrownBy(() -> Windows.manyToMany(3).ahead(0).cut(rows(9, 2)))
                .hasMessageContaining("expects other targets than inputs when it looks 0 ahead, got column 0 in both")
                .hasMessageContaining("inputs [0, 1], targets [0, 1]");
    }

    @Test void columnsThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> Windows.manyToOne(2).targets(2).cut(rows(9, 2)))
                .hasMessage("Windows expects columns from 0 to 1, got 2 (series of T=9, B=1, D=2)");
        assertThatThrownBy(() -> Windows.manyToOne(2).inputs()).hasMessage("Windows expects input columns, got none");
    }

    @Test void moreThanOneSeriesIsRefused() {
        assertThatThrownBy(() -> Windows.manyToOne(2).cut(new Sequence(9, 2, 1)))
                .hasMessageContaining("Windows expects one series, got 2 examples");
    }

    @Test void sizesArePositive() {
        assertThatThrownBy(() -> Windows.manyToOne(0)).hasMessage("Windows expects a length of 1 or more, got 0");
        assertThatThrownBy(() -> Windows.encoderDecoder(2, 0))
                .hasMessage("Windows expects a horizon of 1 or more, got 0");
        assertThatThrownBy(() -> Windows.manyToOne(2).ahead(-1))
                .hasMessage("Windows expects to look ahead 0 or more, got -1");
        assertThatThrownBy(() -> Windows.manyToOne(2).stride(0))
                .hasMessage("Windows expects a stride of 1 or more, got 0");
    }
}
