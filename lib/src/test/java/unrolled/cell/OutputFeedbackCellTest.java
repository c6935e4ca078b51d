package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class OutputFeedbackCellTest {

    @Test void twoStepsByHand() {
        var net = Network.of(1, new Recurrent(new OutputFeedbackCell(1, 1, Activation.IDENTITY)));
        net.parameter("feedback.W").value().set(0, 0, 2);
        net.parameter("feedback.U").value().set(0, 0, 0.5);
        net.parameter("feedback.b").value().set(0, 0, 1);
        var y0 = State.of("feedback.y", new DMatrixRMaj(new double[][] {{4}}));

        var y = net.predict(Sequence.of(1, 3), y0);

        assertThat(y.get(0, 0, 0)).isEqualTo(2 * 1 + 0.5 * 4 + 1);       // 5
        assertThat(y.get(1, 0, 0)).isEqualTo(2 * 3 + 0.5 * 5 + 1);       // 9.5
        assertThat(net.lastState().get("feedback.y").get(0, 0)).isEqualTo(9.5);
    }

    @Test void itComputesWhatAnElmanCellComputes() {
        var feedback = Network.of(3, new Recurrent(new OutputFeedbackCell(2, 3)));
        var elman = Network.of(4, new Recurrent(new ElmanCell(2, 3)));
        elman.restore(feedback.snapshot());
        var x = Sequence.of(new double[][] {{0.1, -0.2}, {0.7, 0.3}, {-0.5, 0.9}});

        assertThat(feedback.predict(x).matrix().data).containsExactly(elman.predict(x).matrix().data, within(1e-15));
    }

    @Test void parametersAreCounted() {
        var net = Network.of(1, new Recurrent(new OutputFeedbackCell(2, 3)));

        assertThat(net.parameterCount()).isEqualTo(3 * (3 + 2 + 1));
        assertThat(net.parameters()).extracting(Object::toString)
                .containsExactly("feedback.W 3×2", "feedback.U 3×3", "feedback.b 3×1");
    }

    @Test void sizesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new OutputFeedbackCell(0, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'feedback' expects positive sizes, got 0 features and 3 outputs");
        assertThatThrownBy(() -> new OutputFeedbackCell(2, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'feedback' expects positive sizes, got 2 features and -1 outputs");
    }

    @Test void aStateOfAnotherBatchIsRefused() {
        var net = Network.of(1, new Recurrent(new OutputFeedbackCell(1, 3)));

        assertThatThrownBy(() -> net.predict(Sequence.of(1, 2), State.of("feedback.y", new DMatrixRMaj(2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OutputFeedbackCell 'feedback' expects a state of 1×3, got 2×3 (part 'y', B=1); "
                        + "was it carried from another batch size?");
    }
}
