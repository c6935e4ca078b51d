package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.seq.Sequence;

/**
 * By hand, three classes, six examples:
 *
 * <pre>
 *   true     0  0  0  1  1  2          called 0  1  2      precision  recall  F1
 *   called   0  0  1  1  0  1          0      2  1  0      2/3        2/3     2/3
 *                                      1      1  1  0      1/3        1/2     2/5
 *                                      2      0  1  0      0          0       0
 * </pre>
 */
class ClassificationTest {

    private final Classification judged = Classification.of(logits(0, 0, 1, 1, 0, 1), classes(0, 0, 0, 1, 1, 2));

    @Test void accuracyIsTheShareOnTheDiagonal() {
        assertThat(judged.accuracy()).isEqualTo(0.5);
    }

    @Test void precisionRecallAndF1ByHand() {
        assertThat(judged.precision(0)).isEqualTo(2 / 3.0);
        assertThat(judged.recall(0)).isEqualTo(2 / 3.0);
        assertThat(judged.f1(0)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(judged.precision(1)).isEqualTo(1 / 3.0);
        assertThat(judged.recall(1)).isEqualTo(0.5);
        assertThat(judged.f1(1)).isCloseTo(0.4, within(1e-15));
        assertThat(judged.macroF1()).isCloseTo((2 / 3.0 + 0.4) / 3, within(1e-15));
    }

    @Test void aShareOfNothingIsZero() {
        assertThat(judged.precision(2)).isZero();
        assertThat(judged.recall(2)).isZero();
        assertThat(judged.f1(2)).isZero();
    }

    @Test void theConfusionMatrixHasARowForEachTrueClass() {
        var table = judged.confusion();

        assertThat(table.columnNames()).containsExactly("true class", "called 0", "called 1", "called 2");
        assertThat(table.intColumn("called 0").asList()).containsExactly(2, 1, 0);
        assertThat(table.intColumn("called 1").asList()).containsExactly(1, 1, 1);
        assertThat(judged.count(2, 1)).isEqualTo(1);
    }

    @Test void theTableEndsWithTheMeanOverClasses() {
        var named = Classification.of(logits(0, 0, 1, 1, 0, 1), classes(0, 0, 0, 1, 1, 2), "rain", "sun", "snow");
        var table = named.table();

        assertThat(table.stringColumn("class").asList()).containsExactly("rain", "sun", "snow", "macro average");
        assertThat(table.doubleColumn("precision").get(3)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(table.doubleColumn("recall").get(3)).isCloseTo((2 / 3.0 + 0.5) / 3, within(1e-15));
        assertThat(table.doubleColumn("F1").get(3)).isCloseTo(judged.macroF1(), within(1e-15));
        assertThat(table.intColumn("count").asList()).containsExactly(3, 2, 1, 6);
    }

    @Test void paddingCountsForNothing() {
        var logits = Sequence.of(new double[][][] {{{1, 0}, {0, 1}}, {{1, 0}, {Double.NaN, 0}}})
                .withLengths(new int[] {2, 1});
        var target = Sequence.of(new double[][][] {{{0}, {1}}, {{1}, {7}}});

        assertThat(Classification.of(logits, target).accuracy()).isEqualTo(2 / 3.0);
    }

    @Test void oneLogitTellsTwoClassesApart() {
        var judged = Classification.of(Sequence.of(-2, 3, 0, 1), Sequence.of(0, 1, 1, 0));

        assertThat(judged.accuracy()).isEqualTo(0.5);
        assertThat(judged.count(1, 0)).isEqualTo(1);              // a logit of 0 is not above 0
    }

    @Test void theFirstOfEqualLogitsWins() {
        assertThat(Classification.of(Sequence.of(new double[][] {{1, 3, 3}}), Sequence.of(1)).accuracy()).isEqualTo(1);
    }

    @Test void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Classification.of(logits(0, 1), classes(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Classification expects a target of T=2, B=1, D=1, got T=1, B=1, D=1");
        assertThatThrownBy(() -> Classification.of(logits(0), classes(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Classification expects classes from 0 to 2, got 3.0");
        assertThatThrownBy(() -> Classification.of(logits(0), classes(0.5))).hasMessageEndingWith("got 0.5");
        assertThatThrownBy(() -> Classification.of(logits(0), classes(0), "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Classification expects a name for each of 3 classes, got [a, b]");
    }

    @Test void aLogitThatIsNoNumberIsNotTakenForAClass() {
        var logits = logits(0, 1);
        logits.set(1, 0, 2, Double.NaN);

        assertThatThrownBy(() -> Classification.of(logits, classes(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Classification expects logits that are numbers, got NaN (step 1, example 0, output 2); "
                        + "did the training diverge?");
    }

    @Test void aClassThatIsNoneIsRefused() {
        var judged = Classification.of(logits(0, 1), classes(0, 1));

        assertThatThrownBy(() -> judged.precision(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Classification expects a class from 0 to 2, got 3 (classes 0, 1, 2)");
        assertThatThrownBy(() -> judged.recall(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> judged.f1(3)).hasMessageContaining("got 3");
        assertThatThrownBy(() -> judged.count(0, 3)).hasMessageContaining("got 3");
    }

    private static Sequence logits(int... called) {
        var logits = new Sequence(called.length, 1, 3);
        for (int t = 0; t < called.length; t++) logits.set(t, 0, called[t], 1);
        return logits;
    }

    private static Sequence classes(double... classes) {
        return Sequence.of(classes);
    }
}
