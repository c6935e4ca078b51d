package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Initializer;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class GradientFlowTest {

    private static final int STEPS = 20;

    @Test void aSmallUMakesTheErrorVanishOnItsWayBack() {
        var norms = GradientFlow.of(elman(0.5), "elman", Loss.mse(), data()).norms("h");

        assertThat(norms).hasSize(STEPS + 1);
        for (int t = 1; t <= STEPS; t++) assertThat(norms[t - 1]).isLessThanOrEqualTo(0.5 * norms[t]);
    }

    @Test void aLargeUMakesItGrow() {
        var norms = GradientFlow.of(elman(2), "elman", Loss.mse(), data()).norms("h");

        assertThat(norms[0]).isGreaterThan(1000 * norms[STEPS]);
    }

    @Test void everyPartOfAnLstmHasAColumn() {
        var net = Network.of(1, new Recurrent(new LstmCell(1, 4)), new LastStep(), new Dense(4, 1));
        var flow = GradientFlow.of(net, "lstm", Loss.mse(), data());

        assertThat(flow.parts()).containsExactly("h", "c");
        assertThat(flow.table().columnNames()).containsExactly("t", "‖∂L/∂h_t‖", "‖∂L/∂c_t‖");
        assertThat(flow.table().intColumn("t").asList()).startsWith(0, 1).endsWith(STEPS);
        assertThat(flow.norms("c")[STEPS]).isZero();
        assertThat(flow.norms("c")[STEPS - 1]).isPositive();
    }

    @Test void theErrorStartsAtTheLastValidStep() {
        var data = new Batch(data().input().withLengths(new int[] {8}), data().target());
        var norms = GradientFlow.of(elman(0.5), "elman", Loss.mse(), data).norms("h");

        assertThat(norms[9]).isZero();
        assertThat(norms[8]).isPositive();
    }

    @Test void aPartThatIsNoneIsRefused() {
        var flow = GradientFlow.of(elman(0.5), "elman", Loss.mse(), data());

        assertThatThrownBy(() -> flow.norms("c")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientFlow expects one of the parts [h], got 'c'");
    }

    @Test void aLayerWithoutACellIsRefused() {
        assertThatThrownBy(() -> GradientFlow.of(elman(0.5), "dense", Loss.mse(), data()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientFlow expects the name of a Recurrent layer, got Dense 'dense'");
    }

    /** U = c I, and inputs so small that tanh is nearly a line. */
    private static Network elman(double c) {
        var cell = new ElmanCell(1, 4);
        cell.parameters().get(1).startWith(Initializer.scaledIdentity(c));
        return Network.of(1, new Recurrent(cell), new LastStep(), new Dense(4, 1));
    }

    private static Batch data() {
        var rng = new Rng(2);
        var x = new Sequence(STEPS, 1, 1);
        for (int t = 0; t < STEPS; t++) x.set(t, 0, 0, 1e-9 * rng.normal());
        return new Batch(x, Sequence.of(1));
    }
}
