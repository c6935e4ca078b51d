package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class SkipCellTest {

    @Test void anImpulseComesBackAfterTheLag() {
        var net = Network.of(1, new Recurrent(new SkipCell(1, 1, 3)));
        net.parameter("skip.W").value().set(0, 0, 1);
        net.parameter("skip.U1").value().set(0, 0, 0);
        net.parameter("skip.U3").value().set(0, 0, 1);

        var h = net.predict(Sequence.of(1, 0, 0, 0, 0)).series(0, 0);

        double first = Activation.TANH.of(1);
        assertThat(h).containsExactly(first, 0, 0, Activation.TANH.of(first), 0);
    }

    @Test void eachPartOfTheStateReachesItsStep() {
        var net = Network.of(1, new Recurrent(new SkipCell(1, 1, 3)));
        net.parameters().forEach(p -> p.value().zero());
        net.parameter("skip.U3").value().set(0, 0, 1);
        var start = part("h", 0.1).with(part("h_minus1", 0.2)).with(part("h_minus2", 0.3));

        var h = net.predict(new Sequence(3, 1, 1), start).series(0, 0);

        assertThat(h).containsExactly(new double[] {Math.tanh(0.3), Math.tanh(0.2), Math.tanh(0.1)}, within(1e-15));
        assertThat(net.lastState().names()).containsExactlyInAnyOrder("skip.h", "skip.h_minus1", "skip.h_minus2");
    }

    @Test void withoutTheSkipWeightsItIsAnElmanCell() {
        var skip = Network.of(2, new Recurrent(new SkipCell(2, 3, 2)));
        skip.parameter("skip.U2").value().zero();
        var elman = Network.of(3, new Recurrent(new ElmanCell(2, 3)));
        elman.parameter("elman.W").set(skip.parameter("skip.W").value());
        elman.parameter("elman.U").set(skip.parameter("skip.U1").value());
        var x = Sequence.of(new double[][] {{0.1, -0.2}, {0.7, 0.3}, {-0.5, 0.9}, {0.4, 0.4}});

        assertThat(skip.predict(x).matrix().data).containsExactly(elman.predict(x).matrix().data, within(1e-15));
    }

    @Test void parametersAreCountedAndNamedByTheirLag() {
        var net = Network.of(1, new Recurrent(new SkipCell(2, 3, 12)));

        assertThat(net.parameterCount()).isEqualTo(3 * (2 * 3 + 2 + 1));
        assertThat(net.parameters()).extracting(Object::toString)
                .containsExactly("skip.W 3×2", "skip.U1 3×3", "skip.U12 3×3", "skip.b 3×1");
    }

    @ParameterizedTest @ValueSource(ints = {1, 0, -3})
    void aLagBelowTwoIsRefused(int lag) {
        assertThatThrownBy(() -> new SkipCell(2, 3, lag)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SkipCell expects a lag of 2 or more, got " + lag + "; lag 1 is what an ElmanCell has");
    }

    @Test void sizesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new SkipCell(2, 0, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'skip' expects positive sizes, got 2 features and 0 outputs");
    }

    @Test void aPartBeyondTheLagIsRefused() {
        var net = Network.of(1, new Recurrent(new SkipCell(1, 1, 3)));

        assertThatThrownBy(() -> net.predict(Sequence.of(1, 2), part("h_minus3", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SkipCell 'skip' expects a state of the parts [h, h_minus1, h_minus2], got 'h_minus3'");
    }

    private static State part(String name, double value) {
        return State.of("skip." + name, new DMatrixRMaj(new double[][] {{value}}));
    }
}
