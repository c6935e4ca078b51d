package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import unrolled.math.Floats;

class TraceTest {

    @Test void itBeginsBeforeTheFirstStep() {
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, false);

        h.at(-1).fill(9);

        assertThat(h.steps()).isEqualTo(3);
        assertThat(h.at(0).data).isSameAs(h.at(2).data);
        assertThat(h.all(-1).get(0, 0)).isEqualTo(9);
        assertThat(h.all(0).get(0, 0)).isZero();
    }

    @Test void allStepsShiftByTheLag() {
        var h = new Trace("h", 1, 3);
        h.resize(2, 1, false);
        for (int t = -3; t < 2; t++) h.at(t).fill(t);

        assertThat(h.lag()).isEqualTo(3);
        assertThat(h.all(0).toMatrix().data).containsExactly(0, 1);
        assertThat(h.all(-1).toMatrix().data).containsExactly(-1, 0);
        assertThat(h.all(-3).toMatrix().data).containsExactly(-3, -2);
    }

    @Test void whatItShowsOfFloatsIsACopy() {
        assumeTrue(Floats.available(), "oneDNN has no library for this platform");
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, true);
        h.fill(1);
        h.step(2).fill(7);

        h.at(0).fill(9);

        assertThat(h.step(0)).isInstanceOf(Floats.class);
        assertThat(h.at(0).get(3, 1)).isEqualTo(1);
        assertThat(h.all(0).get(11, 1)).isEqualTo(7);
        assertThat(h.all(-1).get(11, 1)).isEqualTo(1);
    }

    @Test void theGradientHasTheSameSteps() {
        var h = new Trace("h", 2, 1);
        h.resize(3, 4, false);

        h.gradient().fill(1);

        assertThat(h.gradient().name()).isEqualTo("dh");
        assertThat(h.gradient().size()).isEqualTo(2);
        assertThat(h.gradient().all(-1)).hasToString("12×2");
        assertThat(h.at(0).get(0, 0)).as("the values are not the gradient").isZero();
    }
}
