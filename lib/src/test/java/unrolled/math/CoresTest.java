package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoresTest {

    @Test void bothPiecesAreDoneWhenItReturns() {
        var done = new ConcurrentLinkedQueue<Integer>();
        Cores.both(() -> done.add(1), () -> done.add(2));
        assertThat(done).containsExactlyInAnyOrder(1, 2);
    }

    @Test void insideAPieceTheyRunOneAfterTheOther() {
        var threads = new ConcurrentLinkedQueue<Thread>();
        Runnable note = () -> threads.add(Thread.currentThread());
        Cores.both(() -> Cores.both(note, note), () -> { });
        assertThat(threads).hasSize(2);
        assertThat(threads.stream().distinct()).hasSize(1);
    }

    @Test void whatAPieceThrowsIsThrown() {
        assertThatThrownBy(() -> Cores.both(() -> { }, () -> {
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(Cores.busy()).isFalse();
    }

    @ParameterizedTest @ValueSource(ints = {0, 7, Cores.LARGE, Cores.LARGE + 1})
    void halvesPassOverEveryNumberOnce(int n) {
        int[] passes = new int[n];

        Cores.halves(n, (from, to) -> {
            for (int j = from; j < to; j++) passes[j]++;
        });

        assertThat(Arrays.stream(passes)).allMatch(count -> count == 1);
    }
}
