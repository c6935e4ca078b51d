package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RngTest {

    @Test void theFirstNumbersOfASeedAreTheSameOnEveryJdk() {
        var rng = new Rng(42);

        assertThat(rng.uniform()).isEqualTo(0.6964138702129775);
        assertThat(rng.normal()).isEqualTo(-1.759472912314983);
        assertThat(rng.below(1000)).isEqualTo(980);
        assertThat(rng.seed()).isEqualTo(-3406073520336850452L);
        assertThat(rng.split().uniform()).isEqualTo(0.8014844549308212);
    }

    @Test void theSameSeedGivesTheSameNumbers() {
        var one = new Rng(7);
        var other = new Rng(7);

        assertThat(normals(one)).isEqualTo(normals(other)).isNotEqualTo(normals(new Rng(8)));
    }

    @Test void uniformNumbersStayInTheirRange() {
        var rng = new Rng(1);

        assertThat(DoubleStream.generate(rng::uniform).limit(10_000).allMatch(u -> 0 <= u && u < 1)).isTrue();
        assertThat(DoubleStream.generate(() -> rng.uniform(-3, -1)).limit(10_000).allMatch(u -> -3 <= u && u < -1))
                .isTrue();
    }

    @Test void normalNumbersHaveMeanZeroAndVarianceOne() {
        double[] z = DoubleStream.generate(new Rng(2)::normal).limit(100_000).toArray();

        assertThat(DoubleStream.of(z).average().orElseThrow()).isCloseTo(0, within(0.015));
        assertThat(DoubleStream.of(z).map(x -> x * x).average().orElseThrow()).isCloseTo(1, within(0.02));
    }

    @Test void wholeNumbersComeEquallyOften() {
        var counts = new int[5];
        var rng = new Rng(3);
        for (int k = 0; k < 10_000; k++) counts[rng.below(5)]++;

        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(1850, 2150));
    }

    @Test void aShuffleKeepsEveryEntry() {
        int[] order = IntStream.range(0, 100).toArray();

        new Rng(4).shuffle(order);

        assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
        assertThat(IntStream.of(order).sorted().toArray()).isEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test void everyOrderIsEquallyLikely() {
        var rng = new Rng(5);
        var counts = new int[27];
        for (int k = 0; k < 6000; k++) {
            int[] order = {0, 1, 2};
            rng.shuffle(order);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }

        assertThat(IntStream.of(counts).filter(count -> count > 0)).hasSize(6)
                .allSatisfy(count -> assertThat(count).isBetween(880, 1120));
    }

    @Test void aSplitDoesNotDisturb() {
        var rng = new Rng(6);
        var part = rng.split();
        var other = new Rng(6);
        other.split();

        normals(part);

        assertThat(normals(rng)).isEqualTo(normals(other));
    }

    private static double[] normals(Rng rng) {
        return DoubleStream.generate(rng::normal).limit(20).toArray();
    }
}
