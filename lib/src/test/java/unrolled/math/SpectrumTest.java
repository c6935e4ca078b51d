package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SpectrumTest {

    @Test void aRotationHasRadiusOne() {
        var half = new DMatrixRMaj(new double[][] {{0.6, -0.8}, {0.8, 0.6}});      // eigenvalues 0.6 ± 0.8 i

        assertThat(Spectrum.radius(half)).isCloseTo(1, within(1e-14));
    }

    @Test void theRadiusMayBeFarBelowTheNorm() {
        var shear = new DMatrixRMaj(new double[][] {{0.5, 100}, {0, -0.75}});

        assertThat(Spectrum.radius(shear)).isCloseTo(0.75, within(1e-14));
        assertThat(Spectrum.singularValues(shear)[0]).isGreaterThan(100);
    }

    @Test void singularValuesComeLargestFirst() {
        var A = new DMatrixRMaj(new double[][] {{0, -3}, {2, 0}, {0, 0}});

        assertThat(Spectrum.singularValues(A)).containsExactly(new double[] {3, 2}, within(1e-14));
        assertThat(A.data).containsExactly(0, -3, 2, 0, 0, 0);
    }

    @Test void whatIsNotSquareIsRefused() {
        assertThatThrownBy(() -> Spectrum.radius(new DMatrixRMaj(8, 2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Spectrum expects a square matrix, got 8×2; is it a stack of gates? Take one");
        assertThatThrownBy(() -> Spectrum.radius(new DMatrixRMaj(2, 3))).hasMessageEndingWith("got 2×3");
    }

    @Test void whatIsNoNumberIsRefused() {
        var A = new DMatrixRMaj(new double[][] {{1, 2}, {Double.NaN, 3}});

        assertThatThrownBy(() -> Spectrum.singularValues(A)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Spectrum expects finite numbers, got NaN (row 1, column 0)");
        assertThatThrownBy(() -> Spectrum.radius(A)).hasMessageContaining("got NaN");
    }
}
