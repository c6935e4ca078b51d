package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import unrolled.math.Rng;
import unrolled.seq.Sequence;

class ScalerTest {

    private static final double[] SERIES = {2, 4, 10, 6};

    private final Sequence train = Sequence.of(new double[][] {{2, -1}, {4, 0}, {10, 3}, {6, 1}});

    @Test void minMaxRunsFromZeroToOneOnTheTrainingPart() {
        assertThat(Scaler.minMax(SERIES).transform(SERIES)).containsExactly(0, 0.25, 1, 0.5);
    }

    @Test void minMaxTakesOtherEnds() {
        var z = Scaler.minMax(train, -1, 1).transform(train);

        assertThat(z.series(0, 0)).containsExactly(-1, -0.5, 1, 0);
        assertThat(z.series(0, 1)).containsExactly(-1, -0.5, 1, 0);
    }

    @Test void standardHasMeanZeroAndVarianceOne() {
        var z = Scaler.standard(SERIES).transform(SERIES);

        assertThat(StatUtils.mean(z)).isCloseTo(0, within(1e-15));
        assertThat(StatUtils.populationVariance(z)).isCloseTo(1, within(1e-15));
    }

    @Test void robustHasMedianZeroAndIsNotMovedByAnOutlier() {
        var scaler = Scaler.robust(new double[] {5, 1, 3, 2, 4});

        assertThat(scaler.shift(0)).isEqualTo(3);
        assertThat(scaler.scale(0)).isEqualTo(2);       // R: quantile(1:5, c(.25, .75)) are 2 and 4
        assertThat(Scaler.robust(new double[] {500, 1, 3, 2, 4}).scale(0)).isEqualTo(2);
        assertThat(Scaler.robust(new double[] {1, 2, 3, 4}).scale(0)).isEqualTo(1.5);
    }

    @Test void newValuesFollowTheSameRuleAndAreNotCutOff() {
        assertThat(Scaler.minMax(SERIES).transform(new double[] {-6, 18})).containsExactly(-1, 2);
    }

    @Test void everyScalerIsUndone() {
        var rng = new Rng(3);
        var x = new Sequence(7, 3, 2);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = 50 + 20 * rng.normal();

        for (var scaler : List.of(Scaler.minMax(x), Scaler.minMax(x, -1, 1), Scaler.standard(x), Scaler.robust(x))) {
            assertThat(scaler.invert(scaler.transform(x)).matrix().data)
                    .as(scaler.toString()).containsExactly(x.matrix().data, within(1e-13));
        }
    }

    @Test void theArgumentIsNotChanged() {
        var before = train.copy();
        Scaler.robust(train).transform(train);
        Scaler.robust(SERIES);

        assertThat(train.matrix().data).containsExactly(before.matrix().data);
        assertThat(SERIES).containsExactly(2, 4, 10, 6);
    }

    @Test void paddingDoesNotCountAndStays() {
        var x = Sequence.padded(List.of(new double[][] {{1}, {2}, {3}}, new double[][] {{5}}));
        var z = Scaler.minMax(x).transform(x);

        assertThat(z.series(0, 0)).containsExactly(0, 0.25, 0.5);
        assertThat(z.series(1, 0)).containsExactly(1);
        assertThat(z.get(2, 1, 0)).isZero();
    }

    @Test void someColumnsHaveAScalerOfTheirOwn() {
        var target = Scaler.minMax(train).columns(1);

        assertThat(target.invert(new double[] {0, 0.25, 1})).containsExactly(-1, 0, 3);
    }

    @Test void aConstantColumnIsRefused() {
        var flat = Sequence.of(new double[][] {{1, 5}, {2, 5}, {3, 5}});

        assertThatThrownBy(() -> Scaler.minMax(flat)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Scaler.minMax expects a column that varies, got only 5.0 (column 1, 3 rows)");
        assertThatThrownBy(() -> Scaler.standard(new double[] {0.1, 0.1, 0.1}))
                .hasMessageContaining("expects a column that varies, got only 0.1");
    }

    @Test void equalQuartilesAreRefused() {
        assertThatThrownBy(() -> Scaler.robust(new double[] {1, 1, 1, 1, 1, 1, 9}))
                .hasMessage("Scaler.robust expects quartiles that differ, got a distance of 0 (column 0, 7 rows)");
    }

    @Test void valuesThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> Scaler.standard(new double[] {1, Double.NaN, 2}))
                .hasMessage("Scaler.standard expects finite numbers, got NaN (column 0, 3 rows)");
    }

    @Test void anotherNumberOfColumnsIsRefused() {
        assertThatThrownBy(() -> Scaler.minMax(train).transform(SERIES))
                .hasMessageContaining("Scaler expects 2 columns, got 1 (sequence of T=4, B=1, D=1)")
                .hasMessageContaining("fitted on other columns?");
    }

    @Test void endsTheWrongWayRoundAreRefused() {
        assertThatThrownBy(() -> Scaler.minMax(train, 1, -1))
                .hasMessageContaining("expects low < high, got 1.0 and -1.0");
    }

    @Test void columnsThatDoNotExistAreRefused() {
        var scaler = Scaler.minMax(train);

        assertThatThrownBy(() -> scaler.columns(2)).hasMessage("Scaler expects a column from 0 to 1, got 2");
        assertThatThrownBy(() -> scaler.shift(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(scaler::columns).hasMessageContaining("expects a column or more, got none");
    }
}
