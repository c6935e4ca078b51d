package unrolled.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    @Test void bothPiecesAreDoneWhenItReturns() {
        var done = new ConcurrentLinkedQueue<Integer>();
        Parts.both(() -> done.add(1), () -> done.add(2));
        assertThat(done).containsExactlyInAnyOrder(1, 2);
    }

    @Test void insideAPieceTheyRunOneAfterTheOther() {
        var threads = new ConcurrentLinkedQueue<Thread>();
        Runnable note = () -> threads.add(Thread.currentThread());
        Parts.both(() -> Parts.both(note, note), () -> { });
        assertThat(threads).hasSize(2);
        assertThat(threads.stream().distinct()).hasSize(1);
    }

    @Test void whatAPieceThrowsIsThrown() {
        assertThatThrownBy(() -> Parts.both(() -> { }, () -> {
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(Parts.busy()).isFalse();
    }

    @ParameterizedTest @ValueSource(ints = {0, 7, Parts.LARGE, Parts.LARGE + 1})
    void halvesPassOverEveryNumberOnce(int n) {
        int[] passes = new int[n];

        Parts.halves(n, (from, to) -> {
            for (int j = from; j < to; j++) passes[j]++;
        });

        assertThat(Arrays.stream(passes)).allMatch(count -> count == 1);
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 4, 8})
    void everyPartRunsOnceWhateverTheCores(int count) {
        var done = new ConcurrentLinkedQueue<Integer>();
        Parts.each(count, done::add);
        assertThat(done).hasSize(count).doesNotHaveDuplicates();
    }

    @Test void examplesAreCutByTheWorkAlone() {
        assertThat(Parts.of(256, 999_999)).isEqualTo(1);
        assertThat(Parts.of(1, 100_000_000)).isEqualTo(1);
        assertThat(Parts.of(2, 1_000_000)).isEqualTo(2);
        assertThat(Parts.of(32, 100_000_000)).isEqualTo(2);
        assertThat(Parts.of(64, 100_000_000)).isEqualTo(4);
        assertThat(Parts.of(512, 100_000_000)).isEqualTo(8);
        assertThat(Parts.of(512, 2_000_000)).isEqualTo(2);
    }
}
