package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StateTest {

    private final DMatrixRMaj h = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    private final DMatrixRMaj c = new DMatrixRMaj(new double[][] {{5}, {6}});

    @Test void zeroHasNoParts() {
        assertThat(State.ZERO.isZero()).isTrue();
        assertThat(State.ZERO.names()).isEmpty();
        assertThat(State.ZERO).hasToString("State of zeros");
    }

    @Test void partsAreNamed() {
        var state = State.of("h", h).with("c", c);

        assertThat(state.isZero()).isFalse();
        assertThat(state.names()).containsExactly("h", "c");
        assertThat(state.get("c").data).containsExactly(5, 6);
        assertThat(state).hasToString("State h 2×2 c 2×1");
    }

    @Test void aStateIsAValue() {
        var state = State.of("h", h);

        h.fill(0);
        state.with("h", c).with("c", c);

        assertThat(state.names()).containsExactly("h");
        assertThat(state.get("h").data).containsExactly(1, 2, 3, 4);
    }

    @Test void twoStatesJoin() {
        var joined = State.of("h", h).with(State.of("c", c).with("h", c));

        assertThat(joined.names()).containsExactly("h", "c");
        assertThat(joined.get("h").data).containsExactly(5, 6);
    }

    @Test void ownersAreAddedAndTakenAway() {
        var network = State.of("h", h).prefixed("lstm").with(State.of("h", c).prefixed("lstm2"));

        assertThat(network.names()).containsExactly("lstm.h", "lstm2.h");
        assertThat(network.part("lstm").names()).containsExactly("h");
        assertThat(network.part("lstm2").get("h").data).containsExactly(5, 6);
        assertThat(network.part("gru").isZero()).isTrue();
    }

    @Test void examplesAreTakenInTheOrderGiven() {
        var second = State.of("h", h).with("c", c).rows(1);

        assertThat(second.get("h").data).containsExactly(3, 4);
        assertThat(second.get("c").data).containsExactly(6);
        assertThat(second).hasToString("State h 1×2 c 1×1");
        assertThat(State.of("h", h).rows(1, 0, 1).get("h").data).containsExactly(3, 4, 1, 2, 3, 4);
    }

    @Test void anUnknownPartIsNamed() {
        assertThatThrownBy(() -> State.of("h", h).get("c")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("State expects one of the parts [h], got 'c'");
    }

    @Test void anExampleThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> State.of("h", h).rows(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("State expects an example from 0 to 1, got 2 (part 'h')");
        assertThatThrownBy(() -> State.of("h", h).rows(-1)).hasMessageContaining("got -1");
    }
}
