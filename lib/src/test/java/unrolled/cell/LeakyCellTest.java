package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;

class LeakyCellTest {

    @Test void alphaIsTheWeightOfTheOldState() {
        var net = network(new LeakyCell(1, 2, 0.75));
        net.parameters().forEach(p -> p.value().zero());          // g_t = 0
        var h0 = State.of("leaky.h", new DMatrixRMaj(new double[][] {{1, -2}}));

        var h = net.predict(Sequence.of(5, 5), h0);

        assertThat(h.at(0).toMatrix().data).containsExactly(0.75, -1.5);
        assertThat(h.at(1).toMatrix().data).containsExactly(0.5625, -1.125);
    }

    @Test void alphaZeroIsAnElmanCell() {
        var leaky = network(new LeakyCell(2, 3, 0));
        var elman = network(new ElmanCell(2, 3));
        elman.restore(leaky.snapshot());
        var x = Sequence.of(new double[][] {{0.1, -0.2}, {0.7, 0.3}, {-0.5, 0.9}});

        assertThat(leaky.predict(x).matrix().data).containsExactly(elman.predict(x).matrix().data, within(1e-15));
    }

    @Test void aLearnedAlphaStartsWhereItIsAsked() {
        var fixed = network(new LeakyCell(2, 3, 0.9));
        var learned = network(LeakyCell.learned(2, 3, 0.9));
        for (var name : new String[] {"W", "U", "b"}) {
            learned.parameter("leaky." + name).set(fixed.parameter("leaky." + name).value());
        }
        var x = Sequence.of(new double[][] {{0.1, -0.2}, {0.7, 0.3}, {-0.5, 0.9}});

        assertThat(learned.predict(x).matrix().data).containsExactly(fixed.predict(x).matrix().data, within(1e-15));
    }

    @Test void aLearnedAlphaMovesToThatOfTheData() {
        var net = network(LeakyCell.learned(1, 1, 0.5));
        for (var name : new String[] {"W", "U", "b"}) net.parameter("leaky." + name).value().zero();
        var x = new Sequence(10, 1, 1);
        var target = new Sequence(10, 1, 1);
        for (int t = 0; t < 10; t++) target.set(t, 0, 0, Math.pow(0.9, t + 1));
        var h0 = State.of("leaky.h", new DMatrixRMaj(new double[][] {{1}}));
        var lambda = net.parameter("leaky.lambda");

        for (int k = 0; k < 400; k++) descend(net, new Batch(x, target), h0);

        assertThat(1 / (1 + Math.exp(-lambda.value().get(0, 0)))).isCloseTo(0.9, within(1e-6));
    }

    private static void descend(Network net, Batch batch, State h0) {
        net.zeroGradients();
        var y = net.forward(batch.input(), h0, Pass.PREDICT);
        var dy = new Sequence(y.steps(), 1, 1);
        Loss.mse().gradient(y, batch.target(), dy);
        net.backward(dy, State.ZERO);
        var lambda = net.parameter("leaky.lambda");
        lambda.value().data[0] -= 5 * lambda.gradient().data[0];
    }

    @Test void parametersAreCounted() {
        assertThat(network(new LeakyCell(2, 3, 0.5)).parameterCount()).isEqualTo(3 * (3 + 2 + 1));
        assertThat(network(LeakyCell.learned(2, 3, 0.5)).parameterCount()).isEqualTo(3 * (3 + 2 + 1) + 3);
        assertThat(network(LeakyCell.learned(2, 3, 0.5)).parameter("leaky.lambda")).hasToString("leaky.lambda 3×1");
    }

    @ParameterizedTest @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
    void anAlphaOutsideItsRangeIsRefused(double alpha) {
        assertThatThrownBy(() -> new LeakyCell(2, 3, alpha)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LeakyCell expects a weight of the old state of 0 ≤ α < 1, got " + alpha);
        assertThatThrownBy(() -> LeakyCell.learned(2, 3, alpha)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LeakyCell expects a weight of the old state of 0 < α < 1 where it is learned, got "
                        + alpha);
    }

    @Test void alphaZeroCannotBeLearnedFrom() {
        assertThatThrownBy(() -> LeakyCell.learned(2, 3, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 < α < 1 where it is learned, got 0.0");
    }

    @Test void sizesThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> new LeakyCell(0, 3, 0.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cell 'leaky' expects positive sizes, got 0 features and 3 outputs");
    }

    private static Network network(Cell cell) {
        return Network.of(6, new Recurrent(cell));
    }
}
