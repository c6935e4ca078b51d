package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.LstmCell;
import unrolled.math.Parameter;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class BidirectionalTest {

    private static final int STEPS = 5;
    private static final int HIDDEN = 3;

    @Test void reversingTheSequenceMirrorsTheLayer() {
        var layer = new Bidirectional(new LstmCell(2, HIDDEN), new LstmCell(2, HIDDEN));
        Samples.randomize(layer.parameters(), 1);
        var mirrored = new Bidirectional(new LstmCell(2, HIDDEN), new LstmCell(2, HIDDEN));
        for (int k = 0; k < 3; k++) {
            mirrored.parameters().get(k).set(layer.parameters().get(k + 3).value());
            mirrored.parameters().get(k + 3).set(layer.parameters().get(k).value());
        }
        var x = Samples.sequence(STEPS, 1, 2, 2);

        var y = Samples.run(layer, x);
        var yReversed = Samples.run(mirrored, reversed(x));

        for (int t = 0; t < STEPS; t++) {
            for (int j = 0; j < HIDDEN; j++) {
                assertThat(yReversed.get(STEPS - 1 - t, 0, HIDDEN + j)).isCloseTo(y.get(t, 0, j), within(1e-14));
                assertThat(yReversed.get(STEPS - 1 - t, 0, j)).isCloseTo(y.get(t, 0, HIDDEN + j), within(1e-14));
            }
        }
    }

    private static Sequence reversed(Sequence x) {
        var back = new Sequence(x.steps(), x.batch(), x.features());
        for (int t = 0; t < x.steps(); t++) back.at(t).copyFrom(x.at(x.steps() - 1 - t));
        return back;
    }

    @Test void parametersAndStatesAreNamedByDirection() {
        var net = Network.of(1, new Bidirectional(new ElmanCell(2, 3), new ElmanCell(2, 4)), new Dense(7, 1));
        net.predict(Samples.sequence(STEPS, 2, 2, 1));

        assertThat(net.parameters()).extracting(Parameter::name).startsWith(
                "bidirectional.forward.W", "bidirectional.forward.U", "bidirectional.forward.b",
                "bidirectional.backward.W", "bidirectional.backward.U", "bidirectional.backward.b");
        assertThat(net.lastState().names()).containsExactly("bidirectional.forward.h", "bidirectional.backward.h");
        assertThat(net.parameter("bidirectional.backward.U").value().numRows).isEqualTo(4);
        assertThat(net.parameterCount()).isEqualTo(3 * (3 + 2 + 1) + 4 * (4 + 2 + 1) + 8);
    }

    @Test void oneStepIsReadByBoth() {
        var layer = new Bidirectional(new ElmanCell(2, 3), new ElmanCell(2, 3));
        Samples.randomize(layer.parameters(), 1);

        var y = Samples.run(layer, Samples.sequence(1, 2, 2, 1));

        assertThat(y.steps()).isEqualTo(1);
        assertThat(y.matrix().data).doesNotContain(0).hasSize(2 * 6);
    }

    @Test void refusesCellsThatDoNotBelongTogether() {
        var cell = new ElmanCell(2, 3);

        assertThatThrownBy(() -> new Bidirectional(cell, cell)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bidirectional expects two cells that read the same features, got one cell"
                        + " twice (elman, elman)");
        assertThatThrownBy(() -> new Bidirectional(cell, new LstmCell(4, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bidirectional expects two cells that read the same features, got 2 and 4 (elman, lstm)");
    }

    @Test void refusesWrongFeaturesAndUnknownStates() {
        var layer = new Bidirectional(new ElmanCell(2, 3), new ElmanCell(2, 3));
        var x = Samples.sequence(STEPS, 2, 2, 1);
        var h = State.of("h", Samples.sequence(1, 2, 3, 1).matrix());

        assertThatThrownBy(() -> Samples.run(layer, Samples.sequence(4, 2, 3, 1)))
                .hasMessage("Bidirectional 'bidirectional' expects 2 features, got 3 (sequence of T=4, B=2, D=3)");
        assertThatThrownBy(() -> layer.forward(x, h, Pass.PREDICT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bidirectional 'bidirectional' expects a state whose parts begin with one of"
                        + " [forward, backward], got 'h'");
        layer.forward(x, State.ZERO, Pass.PREDICT);
        assertThatThrownBy(() -> layer.backward(Samples.sequence(STEPS, 2, 6, 1), h)).hasMessageContaining("got 'h'");
    }
}
