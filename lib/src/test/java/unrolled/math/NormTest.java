package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormTest {

    @ParameterizedTest @ValueSource(doubles = {1e-310, 1e-200, 1e-150, 1, 1e150, 1e200, 3e307})
    void threeFourFiveHoldsForEverySize(double size) {
        assertThat(Norm.of(new double[] {3 * size, 0, -4 * size}) / size).isCloseTo(5, within(1e-9));
    }

    @Test void nothingIsZeroAndWhatIsNoNumberStaysNone() {
        assertThat(Norm.of(new double[0])).isZero();
        assertThat(Norm.of(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY})).isNaN();
        assertThat(Norm.of(new double[] {1, Double.NEGATIVE_INFINITY})).isInfinite();
    }

    @ParameterizedTest @ValueSource(doubles = {1e-200, 1e-150, 1, 1e150, 1e200})
    void theSpectrumGrowsWithItsMatrix(double size) {
        var A = new DMatrixRMaj(new double[][] {{3 * size, 0}, {4 * size, 5 * size}});

        assertThat(Spectrum.singularValues(A)[0] / size).isCloseTo(Math.sqrt(45), within(1e-9));
        assertThat(Spectrum.radius(A) / size).isCloseTo(5, within(1e-9));
    }
}
