package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test void eachRowIsADistribution() {
        var a = block(new double[][] {{0, Math.log(3)}, {5, 5}});
        var p = Block.of(new DMatrixRMaj(2, 2));

        Softmax.apply(a, p);

        assertThat(p.data).containsExactly(new double[] {0.25, 0.75, 0.5, 0.5}, within(1e-15));
        assertThat(a.data).containsExactly(0, Math.log(3), 5, 5);
    }

    @Test void largeNumbersDoNotOverflow() {
        var a = block(new double[][] {{1000, 999, -1000}, {-1000, -1001, -3000}});

        Softmax.apply(a, a);

        double first = 1 / (1 + Math.exp(-1));
        assertThat(a.data).containsExactly(new double[] {first, 1 - first, 0, first, 1 - first, 0}, within(1e-15));
    }

    @Test void inPlaceGivesTheSameNumbers() {
        var a = block(new double[][] {{1, 2, 4}});
        var p = Block.of(new DMatrixRMaj(1, 3));
        Softmax.apply(a, p);

        Softmax.apply(a, a);

        assertThat(a.data).isEqualTo(p.data);
    }

    @Test void entriesBeyondTheFirstAreExactlyZero() {
        var p = block(new double[][] {{9, 9, 9}, {1, 1, Double.NaN}});

        Softmax.apply(p, 1, 2, p);

        assertThat(p.data).containsExactly(9, 9, 9, 0.5, 0.5, 0);
    }

    @Test void aNanIsNotHidden() {
        var p = block(new double[][] {{1, Double.NaN}});

        Softmax.apply(p, p);

        assertThat(p.data[0]).isNaN();
    }

    @Test void logSumExpDoesNotOverflow() {
        var a = block(new double[][] {{0, 0, 0, 0}, {1000, 1000, 1000, 1000}, {-1000, -1000, -1000, -1000}});

        assertThat(Softmax.logSumExp(a, 0)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(Softmax.logSumExp(a, 1)).isCloseTo(1000 + Math.log(4), within(1e-12));
        assertThat(Softmax.logSumExp(a, 2)).isCloseTo(-1000 + Math.log(4), within(1e-12));
    }

    @Test void theWayBackBelongsToTheWayForward() {
        double[] a = {0.3, -1.2, 0.8};
        double[] dp = {1.5, -0.4, 0.9};
        var da = block(new double[][] {dp.clone()});

        Softmax.back(softmax(a), da, da);

        for (int j = 0; j < 3; j++) {
            var up = a.clone();
            var down = a.clone();
            up[j] += 1e-6;
            down[j] -= 1e-6;
            double difference = (dot(dp, softmax(up)) - dot(dp, softmax(down))) / 2e-6;
            assertThat(da.get(0, j)).isCloseTo(difference, within(1e-9));
        }
    }

    @Test void aGradientThatIsAlikeForAllClassesChangesNothing() {
        var da = Block.of(new DMatrixRMaj(1, 3));

        Softmax.back(softmax(0.3, -1.2, 0.8), block(new double[][] {{2, 2, 2}}), da);

        assertThat(DoubleStream.of(da.data).allMatch(d -> Math.abs(d) < 1e-15)).isTrue();
    }

    private static Block softmax(double... a) {
        var p = block(new double[][] {a.clone()});
        Softmax.apply(p, p);
        return p;
    }

    private static double dot(double[] x, Block y) {
        double dot = 0;
        for (int j = 0; j < x.length; j++) dot += x[j] * y.get(0, j);
        return dot;
    }

    private static Block block(double[][] rows) {
        return Block.of(new DMatrixRMaj(rows));
    }
}
