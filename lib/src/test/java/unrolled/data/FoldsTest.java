package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.data.Folds.Fold;
import unrolled.math.Rng;

class FoldsTest {

    @Test void expandingFoldsTrainOnAllThePast() {
        assertThat(Folds.expanding(10, 4, 2, 2))
                .containsExactly(new Fold(0, 4, 6), new Fold(0, 6, 8), new Fold(0, 8, 10));
    }

    @Test void slidingFoldsTrainOnTheSameNumberOfRows() {
        assertThat(Folds.sliding(10, 4, 2, 3)).containsExactly(new Fold(0, 4, 6), new Fold(3, 7, 9));
    }

    @Test void noTrainingEndsAfterItsTestBegins() {
        var rng = new Rng(6);
        for (int trial = 0; trial < 500; trial++) {
            int train = 1 + rng.below(40);
            int test = 1 + rng.below(20);
            int rows = train + test + rng.below(60);
            int stride = 1 + rng.below(10);
            var series = new double[rows];
            for (int t = 0; t < rows; t++) series[t] = t;
            for (var folds : new Folds[] {Folds.expanding(rows, train, test, stride),
                Folds.sliding(rows, train, test, stride)}) {
                for (var fold : folds) {
                    double lastKnown = fold.train(series)[fold.train(series).length - 1];
                    assertThat(lastKnown).isLessThan(fold.test(series)[0]);
                    assertThat(fold.testTo()).isLessThanOrEqualTo(rows);
                }
                assertThat(folds.get(folds.size() - 1).testTo()).isGreaterThan(rows - stride);
            }
        }
    }

    @Test void aFoldCannotTestOnItsTraining() {
        assertThatThrownBy(() -> new Fold(0, 5, 5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Fold expects rows to train on and then rows to test on, got 0 to 5 and to 5");
    }

    @Test void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> Folds.expanding(9, 8, 2, 1))
                .hasMessage("Folds expects 10 rows or more, got 9 (train 8, test 2)");
        assertThatThrownBy(() -> Folds.sliding(9, 4, 0, 1))
                .hasMessage("Folds expects 1 row or more to train, to test and to move on, got 4, 0 and 1");
        assertThatThrownBy(() -> new Fold(0, 5, 7).test(new double[6]))
                .hasMessage("Fold expects 7 rows or more, got 6");
    }
}
