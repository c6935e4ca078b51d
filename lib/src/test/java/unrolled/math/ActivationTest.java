package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    /** Values around zero, in the bend, in the flat ends, and far out. */
    private static DoubleStream arguments() {
        var rng = new Rng(1);
        return DoubleStream.concat(DoubleStream.generate(() -> 5 * rng.normal()).limit(100_000),
                DoubleStream.of(0, 1e-300, 1e-20, -1e-9, 1e-4, 19.9, 20, 20.1, -40, 700, -710, 1e6, -1e300));
    }

    @Test void tanhIsAccurate() {
        double worst = arguments().map(a -> Math.abs(Activation.TANH.of(a) - Math.tanh(a))).max().orElseThrow();

        assertThat(worst).isLessThan(5e-16);
    }

    @Test void tanhOfASmallNumberIsAccurateRelativeToIt() {
        double worst = DoubleStream.iterate(0.9, a -> a > 1e-300, a -> a / 3)
                .map(a -> Math.abs(Activation.TANH.of(a) / Math.tanh(a) - 1)).max().orElseThrow();

        assertThat(worst).isLessThan(1e-15);
    }

    @Test void sigmoidIsAccurate() {
        double worst = arguments().map(a -> Math.abs(Activation.SIGMOID.of(a) - 1 / (1 + Math.exp(-a)))).max()
                .orElseThrow();

        assertThat(worst).isLessThan(5e-16);
    }

    @Test void sigmoidAgreesWithManyDigits() {
        var e = new BigDecimal("2.7182818284590452353602874713526624977572");
        var exact = BigDecimal.ONE.divide(BigDecimal.ONE.add(e), MathContext.DECIMAL128);     // σ(−1)

        assertThat(Activation.SIGMOID.of(-1)).isCloseTo(exact.doubleValue(), within(1e-16));
    }

    @ParameterizedTest @EnumSource
    void floatsAreAccurateToTheirLastDigits(Activation sigma) {
        double[] a = arguments().toArray();
        float[] y = new float[a.length];
        for (int j = 0; j < a.length; j++) y[j] = (float) a[j];
        double[] expected = new double[a.length];
        for (int j = 0; j < a.length; j++) expected[j] = sigma.of(y[j]);

        sigma.apply(y, y.length);

        for (int j = 0; j < a.length; j++) {
            assertThat((double) y[j]).as("of " + a[j]).isCloseTo(expected[j], within(3e-7 * Math.max(1, expected[j])));
            if (sigma == Activation.TANH) assertThat(y[j]).isBetween(-1f, 1f);
            if (sigma == Activation.SIGMOID) assertThat(y[j]).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest @EnumSource
    void aFloatThatIsNotANumberStaysOne(Activation sigma) {
        float[] y = {Float.NaN};

        sigma.apply(y, 1);

        assertThat(y[0]).isNaN();
    }

    @Test void nothingLeavesTheRangeOfItsFunction() {
        assertThat(arguments().map(Activation.TANH::of).allMatch(y -> -1 <= y && y <= 1)).isTrue();
        assertThat(arguments().map(Activation.SIGMOID::of).allMatch(y -> 0 <= y && y <= 1)).isTrue();
    }

    @Test void infinitiesReachTheLimits() {
        assertThat(Activation.TANH.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Activation.TANH.of(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Activation.SIGMOID.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Activation.SIGMOID.of(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Activation.RELU.of(Double.NEGATIVE_INFINITY)).isZero();
    }

    @ParameterizedTest @EnumSource
    void nanStaysNan(Activation sigma) {
        assertThat(sigma.of(Double.NaN)).isNaN();
        assertThat(applied(sigma, Double.NaN)).isNaN();
    }

    @ParameterizedTest @EnumSource
    void aBlockIsTheSameAsItsNumbers(Activation sigma) {
        var a = arguments().limit(60).toArray();
        var y = new double[60];

        sigma.apply(new Block(a, 0, 4, 15, 15), new Block(y, 0, 4, 15, 15));

        assertThat(y).containsExactly(DoubleStream.of(a).map(sigma::of).toArray(), within(1e-15));
    }

    @ParameterizedTest @EnumSource
    void inPlaceGivesTheSameNumbers(Activation sigma) {
        var a = new Block(arguments().limit(12).toArray(), 0, 3, 4, 4);
        var y = Block.of(a.toMatrix());
        sigma.apply(a, y);

        sigma.apply(a, a);

        assertThat(a.data).isEqualTo(y.data);
    }

    @ParameterizedTest @EnumSource(names = "IDENTITY", mode = EnumSource.Mode.EXCLUDE)
    void onlyTheNamedColumnsChange(Activation sigma) {
        var a = new Block(new double[] {-1, -2, -3, -4, -5, -6, -7, -8}, 0, 2, 4, 4);

        sigma.applyTo(a, 1, 3);

        assertThat(a.data).containsExactly(-1, sigma.of(-2), sigma.of(-3), -4, -5, sigma.of(-6), sigma.of(-7), -8);
    }

    @ParameterizedTest @EnumSource
    void theSlopeIsThatOfTheFunction(Activation sigma) {
        for (double a : new double[] {-2.3, -0.4, 0.1, 0.9, 3.1}) {
            double difference = (sigma.of(a + 1e-6) - sigma.of(a - 1e-6)) / 2e-6;

            assertThat(sigma.slope(sigma.of(a))).as("at %s", a).isCloseTo(difference, within(1e-9));
        }
    }

    @ParameterizedTest @EnumSource
    void theWayBackIsSlopeTimesGradient(Activation sigma) {
        var y = new Block(new double[] {9, 0.2, 0.7, 9, -0.3, 0}, 1, 2, 2, 3);
        var dy = new Block(new double[] {2, 3, 5, 7}, 0, 2, 2, 2);
        var da = new Block(new double[4], 0, 2, 2, 2);

        sigma.back(y, dy, da);

        assertThat(da.data).containsExactly(2 * sigma.slope(0.2), 3 * sigma.slope(0.7), 5 * sigma.slope(-0.3),
                7 * sigma.slope(0));
        assertThat(dy.data).containsExactly(2, 3, 5, 7);
    }

    @ParameterizedTest @ValueSource(doubles = {0, -0.0})
    void reluHasNoSlopeAtZero(double y) {
        assertThat(Activation.RELU.slope(y)).isZero();
    }

    private static double applied(Activation sigma, double a) {
        var block = new Block(new double[] {a}, 0, 1, 1, 1);
        sigma.apply(block, block);
        return block.get(0, 0);
    }
}
