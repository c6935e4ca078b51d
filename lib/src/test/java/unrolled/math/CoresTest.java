package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

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
}
