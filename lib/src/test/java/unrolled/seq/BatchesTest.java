package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.math.Rng;

class BatchesTest {

    /** Seven examples of unequal length; example n holds n + 0.1 t, its target −n. */
    private static Batch data() {
        var x = new Sequence(3, 7, 1);
        var y = new Sequence(1, 7, 1);
        for (int n = 0; n < 7; n++) {
            for (int t = 0; t < 3; t++) x.set(t, n, 0, n + 0.1 * t);
            y.set(0, n, 0, -n);
        }
        return new Batch(x.withLengths(IntStream.range(0, 7).map(n -> 1 + n % 3).toArray()), y);
    }

    @Test void everyExampleIsDealtOnce() {
        var batches = new Batches(data(), 3);
        batches.shuffle(new Rng(1));

        assertThat(batches.count()).isEqualTo(3);
        assertThat(dealt(batches)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test void withoutShufflingTheOrderStays() {
        assertThat(dealt(new Batches(data(), 3))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test void theLastBatchMayBeSmaller() {
        var batches = new Batches(data(), 3);

        assertThat(batches.get(1).size()).isEqualTo(3);
        assertThat(batches.get(2).size()).isEqualTo(1);
        assertThat(batches.get(0).size()).isEqualTo(3);
    }

    @Test void aBatchLargerThanTheDataHoldsAll() {
        var batches = new Batches(data(), 100);

        assertThat(batches.count()).isEqualTo(1);
        assertThat(batches.get(0).size()).isEqualTo(7);
    }

    @Test void targetsAndLengthsGoWithTheirInputs() {
        var batches = new Batches(data(), 4);
        batches.shuffle(new Rng(2));

        for (int k = 0; k < batches.count(); k++) {
            var batch = batches.get(k);
            for (int m = 0; m < batch.size(); m++) {
                int n = (int) batch.input().get(0, m, 0);
                assertThat(batch.target().get(0, m, 0)).isEqualTo(-n);
                assertThat(batch.input().length(m)).isEqualTo(1 + n % 3);
                assertThat(batch.input().get(2, m, 0)).isEqualTo(n + 0.2);
            }
        }
    }

    @Test void theSameSeedDealsInTheSameOrder() {
        assertThat(shuffled(5)).isEqualTo(shuffled(5)).isNotEqualTo(shuffled(6));
    }

    @Test void whatWasCopiedKeepsItsLengths() {
        var batches = new Batches(data(), 3);
        var copy = batches.get(0).input().copy();

        batches.get(1);

        assertThat(copy.lengths()).containsExactly(1, 2, 3);
    }

    @Test void theDataAreNotChanged() {
        var data = data();
        var before = data.input().toArray();
        var batches = new Batches(data, 2);
        batches.shuffle(new Rng(1));

        batches.get(0).input().all().fill(9);

        assertThat(data.input().toArray()).isDeepEqualTo(before);
        assertThat(data.input().lengths()).containsExactly(1, 2, 3, 1, 2, 3, 1);
    }

    @Test void aSizeOfNoneIsRefused() {
        assertThatThrownBy(() -> new Batches(data(), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Batches expects a size of 1 or more, got 0");
    }

    @ParameterizedTest @ValueSource(ints = {-1, 3})
    void aBatchThatIsNotThereIsRefused(int k) {
        assertThatThrownBy(() -> new Batches(data(), 3).get(k)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Batches expects a batch from 0 to 2, got " + k);
    }

    @Test void aBatchNeedsATargetForEachInput() {
        assertThatThrownBy(() -> new Batch(new Sequence(2, 3, 1), new Sequence(2, 4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Batch expects as many targets as inputs, got 4 and 3 (input T=2, B=3, D=1; "
                        + "target T=2, B=4, D=1)");
    }

    @Test void someExamplesOfABatchKeepTheirTargets() {
        var part = data().examples(2, 5);

        assertThat(part.size()).isEqualTo(3);
        assertThat(part.input().get(0, 0, 0)).isEqualTo(2);
        assertThat(part.target().get(0, 2, 0)).isEqualTo(-4);
    }

    private static List<Integer> shuffled(long seed) {
        var batches = new Batches(data(), 3);
        batches.shuffle(new Rng(seed));
        return dealt(batches);
    }

    private static List<Integer> dealt(Batches batches) {
        var dealt = new ArrayList<Integer>();
        for (int k = 0; k < batches.count(); k++) {
            var x = batches.get(k).input();
            for (int n = 0; n < x.batch(); n++) dealt.add((int) x.get(0, n, 0));
        }
        return dealt;
    }
}
