package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Sequence;

class LayerNormElmanCellTest {

    @Test void oneStepByHand() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(1, 2)));
        net.parameter("layernorm_elman.W").value().setTo(new DMatrixRMaj(new double[][] {{1}, {3}}));
        net.parameter("layernorm_elman.gain").value().set(1, 0, 0.5);
        net.parameter("layernorm_elman.shift").value().set(1, 0, 0.25);

        var h = net.predict(Sequence.of(1));                     // a = (1, 3): mean 2, variance 1

        double z = 1 / Math.sqrt(1 + LayerNormElmanCell.EPSILON);
        assertThat(h.matrix().data[0]).isCloseTo(Math.tanh(-z), within(1e-15));
        assertThat(h.matrix().data[1]).isCloseTo(Math.tanh(0.5 * z + 0.25), within(1e-15));
    }

    @Test void theScaleOfTheWeightsDoesNotMatter() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(2, 5)));
        var x = Sequence.of(new double[][] {{0.5, -1}, {2, 1}, {-1, 0.3}});
        var before = net.predict(x).matrix().data.clone();
        for (var name : new String[] {"W", "U"}) {
            var value = net.parameter("layernorm_elman." + name).value();
            for (int j = 0; j < value.getNumElements(); j++) value.data[j] *= 1000;
        }

        assertThat(net.predict(x).matrix().data).containsExactly(before, within(1e-4));   // not 0, because of ε
    }

    @Test void preActivationsWhoseSquaresOverflowAreStandardized() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(1, 3)));
        var W = net.parameter("layernorm_elman.W").value();
        W.setTo(new DMatrixRMaj(new double[][] {{1}, {-2}, {4}}));
        double[] at1e8 = net.predict(Sequence.of(1e8)).matrix().data.clone();

        for (double size : new double[] {1e154, 1e200, 1e307}) {
            assertThat(net.predict(Sequence.of(size)).matrix().data).containsExactly(at1e8, within(1e-12));
        }
    }

    @Test void equalPreActivationsGiveTheShift() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(1, 3)));
        net.parameter("layernorm_elman.W").value().fill(7);
        net.parameter("layernorm_elman.shift").value().fill(0.5);

        assertThat(net.predict(Sequence.of(1)).matrix().data)
                .containsExactly(new double[] {Math.tanh(0.5), Math.tanh(0.5), Math.tanh(0.5)}, within(1e-15));
    }

    @Test void gainStartsAtOneAndShiftAtZero() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(2, 3)));

        assertThat(net.parameter("layernorm_elman.gain").value().data).containsExactly(1, 1, 1);
        assertThat(net.parameter("layernorm_elman.shift").value().data).containsExactly(0, 0, 0);
    }

    @Test void parametersAreCounted() {
        var net = Network.of(1, new Recurrent(new LayerNormElmanCell(2, 3)));

        assertThat(net.parameterCount()).isEqualTo(3 * (3 + 2 + 2));
        assertThat(net.parameters()).extracting(Object::toString).containsExactly("layernorm_elman.W 3×2",
                "layernorm_elman.U 3×3", "layernorm_elman.gain 3×1", "layernorm_elman.shift 3×1");
    }

    @Test void oneUnitAloneIsRefused() {
        assertThatThrownBy(() -> new LayerNormElmanCell(2, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LayerNormElmanCell expects 2 or more hidden units, got 1; "
                        + "one alone always equals its mean");
    }

    @Test void sizesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new LayerNormElmanCell(-2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'layernorm_elman' expects positive sizes, got -2 features and 3 outputs");
    }
}
