package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceTest {

    private static Numbers numbers(Precision precision) {
        if (precision == Precision.SINGLE) OutsideNumbers.expectAvailable();
        return Numbers.of(precision, false);
    }

    @Test void itBeginsBeforeTheFirstStep() {
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, Numbers.ALL);

        h.at(-1).fill(9);

        assertThat(h.steps()).isEqualTo(3);
        assertThat(h.at(0).data).isSameAs(h.at(2).data);
        assertThat(h.all(-1).get(0, 0)).isEqualTo(9);
        assertThat(h.all(0).get(0, 0)).isZero();
    }

    @Test void allStepsShiftByTheLag() {
        var h = new Trace("h", 1, 3);
        h.resize(2, 1, Numbers.ALL);
        for (int t = -3; t < 2; t++) h.at(t).fill(t);

        assertThat(h.lag()).isEqualTo(3);
        assertThat(h.all(0).toMatrix().data).containsExactly(0, 1);
        assertThat(h.all(-1).toMatrix().data).containsExactly(-1, 0);
        assertThat(h.all(-3).toMatrix().data).containsExactly(-3, -2);
    }

    @Test void whatIsWrittenToAStepStays() {
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, Numbers.ALL);

        h.at(1).set(3, 1, 7);

        assertThat(h.at(1).get(3, 1)).isEqualTo(7);
        assertThat(h.all(0).get(7, 1)).isEqualTo(7);
        assertThat(h.copy(1).get(3, 1)).isEqualTo(7);
    }

    @ParameterizedTest @EnumSource
    void whatStandsOutsideOfTheHeapIsRefusedOrCopiedButNeverShownAsSomethingElse(Precision precision) {
        OutsideNumbers.expectAvailable();
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, Numbers.of(precision, true));
        h.step(2).fill(7);

        assertThat(h.copy(2).get(3, 1)).isEqualTo(7);
        assertThatThrownBy(() -> h.at(2)).isInstanceOf(IllegalStateException.class)
                .hasMessage("Trace 'h' expects numbers in Java's heap to show, got numbers outside of it, where "
                        + "a training keeps them; copy(t) gives a step as it is");
        assertThatThrownBy(() -> h.all(0)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of it");
    }

    @Test void aTrainingKeepsOnlyTheGradientsThatItStillNeeds() {
        var h = new Trace("h", 2, 2);
        h.gradient();
        h.resize(10, 4, Numbers.of(Precision.DOUBLE, true));
        var dh = h.gradient();

        for (int t = 9; t >= -2; t--) dh.step(t).fill(t);

        assertThat(dh.copy(-2).get(0, 0)).isEqualTo(-2);
        assertThat(dh.copy(0).get(0, 0)).isZero();
        assertThat(dh.step(-2)).isNotSameAs(dh.step(-1)).isNotSameAs(dh.step(0)).isSameAs(dh.step(1));
        assertThatThrownBy(() -> dh.at(-2)).isInstanceOf(IllegalStateException.class).hasMessage("Trace 'dh' expects "
                + "every step to be kept, got the last 3 of 10, as a training needs no more; run the network itself, "
                + "forward and backward, to look at them");
        assertThat(h.step(9).rows).as("the values are all kept").isEqualTo(4);
    }

    @Test void aTrainingWritesTheGradientOfTheGatesOverThem() {
        var a = new Trace("a", 2, 0);
        var da = a.gradient();
        a.resize(3, 4, Numbers.of(Precision.DOUBLE, true));
        da.step(1).fill(7);
        assertThat(a.copy(1).data).containsOnly(7);

        a.resize(3, 4, Numbers.ALL);
        assertThat(da.at(1).data).isNotSameAs(a.at(1).data);
    }

    @ParameterizedTest @EnumSource
    void columnsAndExamplesAreViews(Precision precision) {
        var a = new Trace("a", 4, 0);
        var middle = a.columns(1, 3);
        a.resize(3, 5, numbers(precision));
        a.steps(0).fill(0);
        var twin = new Trace("a", 4, 0);
        var twinsMiddle = twin.columns(1, 3);
        twin.share(a, 2, 5);

        middle.step(1).fill(1);
        twin.step(0).fill(2);
        twinsMiddle.step(2).fill(3);

        assertThat(a.copy(0).data).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(a.copy(1).data).containsExactly(0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0);
        assertThat(a.copy(2).data).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 3, 3, 0, 0, 3, 3, 0);
    }

    @Test void aTrainingMayGoFromOnePrecisionToTheOther() {
        OutsideNumbers.expectAvailable();
        var h = new Trace("h", 2, 1);
        for (var precision : new Precision[] {Precision.DOUBLE, Precision.SINGLE, Precision.DOUBLE}) {
            h.resize(3, 4, Numbers.of(precision, true));
            h.step(2).fill(0.1);
            assertThat(h.copy(2).get(0, 0)).isEqualTo(precision == Precision.SINGLE ? (double) 0.1f : 0.1);
        }
    }

    @Test void aStepIsMadeOnce() {
        var h = new Trace("h", 2, 1);
        var step = h.step(0);
        h.resize(1, 1, Numbers.ALL);
        assertThat(h.step(0)).isSameAs(step);
    }

    @Test void theGradientHasTheSameSteps() {
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, Numbers.ALL);

        h.gradient().resize(3, 4, Numbers.ALL);
        h.gradient().at(0).fill(1);

        assertThat(h.gradient().name()).isEqualTo("dh");
        assertThat(h.gradient().size()).isEqualTo(2);
        assertThat(h.gradient().all(-1)).hasToString("12×2");
        assertThat(h.at(0).get(0, 0)).as("the values are not the gradient").isZero();
    }
}
