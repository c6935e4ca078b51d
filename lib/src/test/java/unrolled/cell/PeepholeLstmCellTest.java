package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class PeepholeLstmCellTest {

    @Test void aNewCellIsAnLstm() {
        var peephole = Network.of(1, new Recurrent(new PeepholeLstmCell(2, 3)));
        var lstm = Network.of(2, new Recurrent(new LstmCell(2, 3)));
        for (var name : new String[] {"W", "U", "b"}) {
            lstm.parameter("lstm." + name).set(peephole.parameter("peephole." + name).value());
        }
        var x = Sequence.of(new double[][] {{0.1, -0.2}, {0.7, 0.3}, {-0.5, 0.9}});

        assertThat(peephole.predict(x).matrix().data).containsExactly(lstm.predict(x).matrix().data, within(1e-15));
    }

    @Test void theForgetBiasStartsAtOne() {
        var b = Network.of(1, new Recurrent(new PeepholeLstmCell(2, 2))).parameter("peephole.b").value();

        assertThat(b.data).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    }

    @Test void theOutputGateSeesTheNewCellStateAndTheOthersTheOld() {
        var net = Network.of(1, new Recurrent(new PeepholeLstmCell(1, 1)));
        net.parameters().forEach(p -> p.value().zero());
        net.parameter("peephole.p_f").value().set(0, 0, 1);
        net.parameter("peephole.p_o").value().set(0, 0, 3);
        var c0 = State.of("peephole.c", new DMatrixRMaj(new double[][] {{2}}));

        var h = net.predict(Sequence.of(0.0), c0).get(0, 0, 0);

        double c1 = sigmoid(1 * 2) * 2;                           // f sees c_0; g = 0
        assertThat(net.lastState().get("peephole.c").get(0, 0)).isCloseTo(c1, within(1e-15));
        assertThat(h).isCloseTo(sigmoid(3 * c1) * Math.tanh(c1), within(1e-15));
    }

    @Test void parametersAreCounted() {
        var net = Network.of(1, new Recurrent(new PeepholeLstmCell(2, 3)));

        assertThat(net.parameterCount()).isEqualTo(4 * 3 * (3 + 2 + 1) + 3 * 3);
        assertThat(net.parameters()).extracting(Object::toString).containsExactly("peephole.W 12×2", "peephole.U 12×3",
                "peephole.b 12×1", "peephole.p_i 3×1", "peephole.p_f 3×1", "peephole.p_o 3×1");
    }

    @Test void sizesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new PeepholeLstmCell(2, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'peephole' expects positive sizes, got 2 features and 0 outputs");
    }

    private static double sigmoid(double a) {
        return 1 / (1 + Math.exp(-a));
    }
}
