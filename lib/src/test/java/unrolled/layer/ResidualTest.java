package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.LstmCell;
import unrolled.math.Parameter;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.State;

class ResidualTest {

    @Test void addsTheInputToWhatComesOut() {
        var dense = new Dense(3, 3);
        Samples.randomize(dense.parameters(), 1);
        var x = Samples.sequence(4, 2, 3, 2);
        var f = Samples.run(dense, x);

        var y = Samples.run(new Residual(dense), x);

        for (int j = 0; j < y.matrix().data.length; j++) {
            assertThat(y.matrix().data[j]).isEqualTo(x.matrix().data[j] + f.matrix().data[j]);
        }
    }

    @Test void namesParametersAndStatesAfterTheLayersInside() {
        var net = Network.of(1, new Residual(new Recurrent(new LstmCell(3, 5)), new Dense(5, 3)));
        net.predict(Samples.sequence(4, 2, 3, 1));

        assertThat(net.parameters()).extracting(Parameter::name).containsExactly("residual.lstm.W", "residual.lstm.U",
                "residual.lstm.b", "residual.dense.W", "residual.dense.b");
        assertThat(net.lastState().names()).containsExactly("residual.lstm.h", "residual.lstm.c");
    }

    @Test void refusesLayersThatChangeTheShape() {
        assertThatThrownBy(() -> new Residual(new Dense(3, 4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Residual expects layers that put out T×B×3, got T×B×4 (from [Dense 'dense'])");
        assertThatThrownBy(() -> new Residual(new Dense(3, 3), new LastStep()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Residual expects layers that put out T×B×3, got 1×B×3"
                        + " (from [Dense 'dense', LastStep 'last'])");
        assertThatThrownBy(() -> new Residual(new Dense(3, 4), new Dropout(0.1), new Dense(3, 3).named("second")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Residual expects layers that fit, got Dense 'second' for 4 features");
        assertThatThrownBy(() -> new Residual(new Embedding(9, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Residual expects layers that fit, got Embedding 'embedding' for 1 features");
    }

    @Test void refusesNoLayerOneTwiceOrTwoOfOneName() {
        var dense = new Dense(3, 3);

        assertThatThrownBy(Residual::new).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Residual expects one or more layers, each with its own name, got []");
        assertThatThrownBy(() -> new Residual(dense, dense)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Residual(dense, new Dense(3, 3)))
                .hasMessage("Residual expects one or more layers, each with its own name, got"
                        + " [Dense 'dense', Dense 'dense']");
    }

    @Test void refusesWrongFeaturesAndUnknownStates() {
        var residual = new Residual(new Recurrent(new ElmanCell(3, 3)));
        var h = State.of("h", Samples.sequence(1, 2, 3, 1).matrix());
        var x = Samples.sequence(4, 2, 3, 1);

        assertThatThrownBy(() -> Samples.run(residual, Samples.sequence(4, 2, 5, 1)))
                .hasMessage("Residual 'residual' expects 3 features, got 5 (sequence of T=4, B=2, D=5)");
        assertThatThrownBy(() -> residual.forward(x, h, Pass.PREDICT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Residual 'residual' expects a state whose parts begin with one of [elman], got 'h'");
    }
}
