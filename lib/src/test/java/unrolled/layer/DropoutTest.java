package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class DropoutTest {

    private static final Sequence ONES = ones();

    private static Sequence ones() {
        var x = new Sequence(20, 10, 50);
        x.all().fill(1);
        return x;
    }

    @Test void aPredictionDropsNothing() {
        assertThat(Samples.run(new Dropout(0.5), ONES).matrix().data).containsOnly(1);
    }

    @Test void trainingDropsTheShareAndScalesTheRest() {
        var y = train(new Dropout(0.3), 1).matrix().data;

        assertThat(Arrays.stream(y).filter(v -> v == 0).count() / 10_000.0).isCloseTo(0.3, within(0.02));
        assertThat(Arrays.stream(y).filter(v -> v != 0)).containsOnly(1 / 0.7);
        assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(0.03));
    }

    @Test void theSamePassGivesTheSameNumbersAndAnotherSeedOthers() {
        var layer = new Dropout(0.3);

        assertThat(train(layer, 1).matrix().data).isEqualTo(train(new Dropout(0.3), 1).matrix().data);
        assertThat(train(layer, 1).matrix().data).isNotEqualTo(train(layer, 2).matrix().data);
    }

    @Test void layersWithDifferentNamesDropDifferently() {
        assertThat(train(new Dropout(0.3), 1).matrix().data)
                .isNotEqualTo(train(new Dropout(0.3).named("dropout2"), 1).matrix().data);
    }

    @Test void sameOverTimeKeepsTheMaskOfAnExample() {
        var y = train(Dropout.sameOverTime(0.3), 1);

        for (int t = 1; t < y.steps(); t++) {
            assertThat(y.at(t).toMatrix().data).isEqualTo(y.at(0).toMatrix().data);
        }
        assertThat(y.at(0).toMatrix().data).contains(0, 1 / 0.7);
    }

    @Test void withoutSameOverTimeStepsDiffer() {
        var y = train(new Dropout(0.3), 1);

        assertThat(y.at(1).toMatrix().data).isNotEqualTo(y.at(0).toMatrix().data);
    }

    @ParameterizedTest @ValueSource(doubles = {-0.1, 1, 50, Double.NaN})
    void refusesAShareOutsideItsRange(double p) {
        assertThatThrownBy(() -> new Dropout(p)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Dropout expects a share from 0 to below 1, got " + p);
        assertThatThrownBy(() -> Dropout.sameOverTime(p)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sequence train(Layer layer, long seed) {
        return layer.forward(ONES, State.ZERO, Pass.train(seed, null)).copy();
    }
}
