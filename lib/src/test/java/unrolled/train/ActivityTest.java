package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Sequence;

class ActivityTest {

    private final Sequence x = input().withLengths(new int[] {5, 3});

    @Test void anLstmsTracesObeyItsEquations() {
        var activity = Activity.of(Network.of(1, new Recurrent(new LstmCell(2, 4))), "lstm", x);

        assertThat(activity.names()).containsExactly("h", "c", "i", "f", "g", "o");
        for (int j = 0; j < 4; j++) {
            double c = at(activity, "f", j) * activity.get("c").get(1, 1, j)
                    + at(activity, "i", j) * at(activity, "g", j);
            assertThat(at(activity, "c", j)).isCloseTo(c, within(1e-15));
            assertThat(at(activity, "h", j)).isCloseTo(at(activity, "o", j) * Activation.TANH.of(c), within(1e-15));
        }
    }

    @Test void anLstmWithPeepholesHasTheSameGates() {
        var activity = Activity.of(Network.of(1, new Recurrent(new PeepholeLstmCell(2, 4)).named("lstm")), "lstm", x);

        assertThat(activity.names()).containsExactly("h", "c", "i", "f", "g", "o");
        assertThat(at(activity, "h", 0))
                .isCloseTo(at(activity, "o", 0) * Activation.TANH.of(at(activity, "c", 0)), within(1e-15));
    }

    @Test void aGrusTracesObeyItsEquations() {
        var activity = Activity.of(Network.of(1, new Recurrent(new GruCell(2, 4))), "gru", x);

        assertThat(activity.names()).containsExactly("h", "z", "r", "n");
        for (int j = 0; j < 4; j++) {
            double z = at(activity, "z", j);
            double h = (1 - z) * activity.get("h").get(1, 1, j) + z * at(activity, "n", j);
            assertThat(at(activity, "h", j)).isCloseTo(h, within(1e-15));
        }
    }

    /** Step 2 of example 1. */
    private static double at(Activity activity, String name, int j) {
        return activity.get(name).get(2, 1, j);
    }

    @Test void aTableHasARowForEachValidStepAndAColumnForEachUnit() {
        var table = Activity.of(Network.of(1, new Recurrent(new LstmCell(2, 4))), "lstm", x).table("f", 1);

        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.columnNames()).containsExactly("t", "f 1", "f 2", "f 3", "f 4");
        assertThat(table.intColumn("t").asList()).containsExactly(1, 2, 3);
    }

    @Test void saturationIsTheShareOfUnitsNearTheirEnds() {
        var net = Network.of(1, new Recurrent(new ElmanCell(2, 4)));
        net.parameters().forEach(p -> p.value().zero());
        double[] b = net.parameter("elman.b").value().data;
        b[0] = 3;                                              // tanh(3) = 0.995
        b[1] = -3;
        b[2] = 2;                                              // tanh(2) = 0.964
        var activity = Activity.of(net, "elman", x);

        assertThat(activity.saturation("h")).isEqualTo(0.5);
        assertThat(activity.get("h").get(4, 1, 0)).isZero();
    }

    @Test void theTracesAreACopy() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 4)));
        var activity = Activity.of(net, "lstm", x);
        double before = at(activity, "i", 0);

        net.predict(Sequence.of(new double[][] {{5, 5}, {5, 5}, {5, 5}}));

        assertThat(at(activity, "i", 0)).isEqualTo(before);
    }

    @Test void whatIsNotThereIsRefused() {
        var net = Network.of(1, new Recurrent(new ElmanCell(2, 4)), new Dense(4, 1));
        var activity = Activity.of(net, "elman", x);

        assertThatThrownBy(() -> activity.get("c")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Activity expects one of the names [h], got 'c'");
        assertThatThrownBy(() -> activity.table("h", 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Activity expects an example from 0 to 1, got 2");
        assertThatThrownBy(() -> Activity.of(net, "dense", x)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Activity expects the name of a Recurrent layer, got Dense 'dense'");
    }

    private static Sequence input() {
        var rng = new Rng(4);
        var x = new Sequence(5, 2, 2);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
