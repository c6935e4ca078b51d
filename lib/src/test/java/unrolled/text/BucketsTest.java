package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class BucketsTest {

    /** Sentences of 1 to 23 tokens, each of its own id. */
    private static Batch data(int count) {
        var rng = new Rng(1);
        var sentences = new ArrayList<int[]>();
        for (int k = 0; k < count; k++) {
            var ids = new int[1 + rng.below(23)];
            Arrays.fill(ids, 100 + k);
            sentences.add(ids);
        }
        return Tokens.sentences(sentences);
    }

    @Test void everyExampleComesExactlyOnce() {
        var buckets = new Buckets(data(50), 8);
        for (int epoch = 0; epoch < 3; epoch++) {
            var seen = new ArrayList<Double>();
            for (int k = 0; k < buckets.count(); k++) {
                var input = buckets.get(k).input();
                for (int n = 0; n < input.batch(); n++) seen.add(input.get(1, n, 0));
            }

            assertThat(buckets.count()).isEqualTo(7);
            assertThat(seen).hasSize(50).doesNotHaveDuplicates();
            buckets.shuffle(new Rng(epoch));
        }
    }

    @Test void aBatchHoldsItsExamplesAsTheyAre() {
        var data = data(20);
        var buckets = new Buckets(data, 6);
        buckets.shuffle(new Rng(3));

        for (int k = 0; k < buckets.count(); k++) {
            int[] chosen = buckets.examples(k);
            var batch = buckets.get(k);
            for (int n = 0; n < chosen.length; n++) {
                assertThat(batch.input().series(n, 0)).isEqualTo(data.input().series(chosen[n], 0));
                assertThat(batch.target().series(n, 0)).isEqualTo(data.target().series(chosen[n], 0));
            }
        }
    }

    @Test void aBatchIsAsLongAsItsLongestExample() {
        var buckets = new Buckets(data(50), 8);

        for (int k = 0; k < buckets.count(); k++) {
            var input = buckets.get(k).input();
            int longest = 0;
            for (int n = 0; n < input.batch(); n++) longest = Math.max(longest, input.length(n));
            assertThat(input.steps()).isEqualTo(longest);
        }
    }

    @Test void littleIsPadding() {
        var data = data(200);
        double without = 1 - data.input().validSteps() / (double) (data.input().steps() * data.size());
        var buckets = new Buckets(data, 8);
        buckets.shuffle(new Rng(1));

        assertThat(without).isGreaterThan(0.4);
        assertThat(buckets.padding()).isLessThan(0.05);
        assertThat(new Buckets(data, 200).padding()).isCloseTo(without, within(1e-12));
        assertThat(new Buckets(data, 1).padding()).isZero();
    }

    @Test void theSeedDecidesTheOrder() {
        var first = new Buckets(data(50), 8);
        var second = new Buckets(data(50), 8);
        first.shuffle(new Rng(5));
        second.shuffle(new Rng(5));
        assertThat(order(first)).isEqualTo(order(second));

        second.shuffle(new Rng(6));

        assertThat(order(second)).isNotEqualTo(order(first));
    }

    @Test void targetsMayHaveAnotherLength() {
        var input = Tokens.padded(List.of(new int[] {1, 2, 3}, new int[] {4}, new int[] {5, 6, 7, 8}));
        var buckets = new Buckets(new Batch(input, Sequence.of(new double[][][] {{{0}, {1}, {2}}})), 2);

        assertThat(buckets.get(0).target().matrix().data).containsExactly(1, 0);
        assertThat(buckets.get(0).target()).hasToString("T=1, B=2, D=1");
        assertThat(buckets.get(1).input().series(0, 0)).containsExactly(5, 6, 7, 8);
    }

    @Test void targetsAtEveryStepHaveLengthsToo() {
        var input = Tokens.padded(List.of(new int[] {1, 2, 3}, new int[] {4}));
        var target = new Sequence(3, 2, 1);

        assertThatThrownBy(() -> new Buckets(new Batch(input, target), 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Buckets expects lengths for targets at every step, got none (input T=3, B=2, D=1 with "
                        + "lengths, target T=3, B=2, D=1); is target.withLengths(input.lengths()) meant?");
        assertThat(new Buckets(new Batch(input, target.withLengths(input.lengths())), 1).get(0).target().steps())
                .isEqualTo(1);
    }

    @Test void refusesASizeOrABatchThatIsNone() {
        assertThatThrownBy(() -> new Buckets(data(3), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Buckets expects a size of 1 or more, got 0");
        assertThatThrownBy(() -> new Buckets(data(3), 2).get(2)).hasMessage(
                "Buckets expects a batch from 0 to 1, got 2");
    }

    private static List<String> order(Buckets buckets) {
        var order = new ArrayList<String>();
        for (int k = 0; k < buckets.count(); k++) order.add(Arrays.toString(buckets.examples(k)));
        return order;
    }
}
