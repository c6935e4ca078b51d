package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {

    private final Parameter b = new Parameter("b", 4, 1, Initializer.zeros(), Initializer.constant(1));

    @Test void theNameIsADottedPath() {
        assertThat(b.name()).isEqualTo("b");

        b.prefix("forward");
        b.ownedBy("lstm");

        assertThat(b).hasToString("lstm.forward.b 4×1");
    }

    @Test void everyGateStartsInItsOwnWay() {
        b.initialize(new Rng(1));

        assertThat(b.value().data).containsExactly(0, 0, 1, 1);
    }

    @Test void anotherStartHoldsForEveryGate() {
        b.startWith(Initializer.constant(5));
        b.initialize(new Rng(1));

        assertThat(b.value().data).containsOnly(5);
    }

    @Test void theGatesGivenAreNotChangedByAnotherStart() {
        Initializer[] starts = {Initializer.zeros()};

        new Parameter("W", 2, 2, starts).startWith(Initializer.identity());

        var w = new DMatrixRMaj(new double[][] {{3}});
        starts[0].fill(Block.of(w), new Rng(1));
        assertThat(w.data).containsOnly(0);
    }

    @Test void blocksAndRowsAreViews() {
        b.row().set(0, 2, 7);
        b.gradient().set(3, 0, 8);

        assertThat(b.block().get(2, 0)).isEqualTo(7);
        assertThat(b.gradientBlock().get(3, 0)).isEqualTo(8);
        assertThat(b.size()).isEqualTo(4);
    }

    @Test void theGradientCanBeEmptied() {
        b.gradientBlock().fill(3);
        b.value().fill(2);

        b.zeroGradient();

        assertThat(b.gradient().data).containsOnly(0);
        assertThat(b.value().data).containsOnly(2);
    }

    @Test void valuesAreCopiedIn() {
        var values = new DMatrixRMaj(new double[][] {{1}, {2}, {3}, {4}});

        b.set(values);
        values.fill(0);

        assertThat(b.value().data).containsExactly(1, 2, 3, 4);
    }

    @Test void valuesOfAnotherShapeAreRefused() {
        b.ownedBy("lstm");

        assertThatThrownBy(() -> b.set(new DMatrixRMaj(1, 4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter 'lstm.b' expects 4×1, got 1×4");
        assertThat(b.value().data).containsOnly(0);
    }

    @Test void freezingIsRemembered() {
        assertThat(b.frozen()).isFalse();

        b.freeze(true);

        assertThat(b.frozen()).isTrue();
    }

    @ParameterizedTest @CsvSource({"0, 2", "2, 0", "3, 2"})
    void sizesThatDoNotDivideIntoTheGatesAreRefused(int rows, int cols) {
        assertThatThrownBy(() -> new Parameter("U", rows, cols, Initializer.zeros(), Initializer.zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter 'U' expects positive sizes that divide into its 2 gates, got "
                        + rows + "×" + cols);
    }

    @Test void aParameterWithoutAStartIsRefused() {
        assertThatThrownBy(() -> new Parameter("U", 2, 2)).hasMessageContaining("its 0 gates");
    }
}
