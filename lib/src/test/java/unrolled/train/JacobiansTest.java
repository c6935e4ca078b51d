package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.math.Spectrum;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class JacobiansTest {

    private static final int STEPS = 4;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 3;
    private static final double EPSILON = 1e-5;

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("elman", new ElmanCell(FEATURES, HIDDEN)),
                Arguments.of("lstm", new LstmCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset before", new GruCell(FEATURES, HIDDEN)),
                Arguments.of("gru, reset after", new GruCell(FEATURES, HIDDEN, GruCell.Reset.AFTER)),
                Arguments.of("jordan", new JordanCell(FEATURES, HIDDEN, 5, 4)),
                Arguments.of("lstm with peepholes", new PeepholeLstmCell(FEATURES, HIDDEN)),
                Arguments.of("leaky", new LeakyCell(FEATURES, HIDDEN, 0.3)),
                Arguments.of("layer norm", new LayerNormElmanCell(FEATURES, HIDDEN)),
                Arguments.of("output feedback", new OutputFeedbackCell(FEATURES, HIDDEN)),
                Arguments.of("skip", new SkipCell(FEATURES, HIDDEN, 2)),
                Arguments.of("skip over three", new SkipCell(FEATURES, HIDDEN, 3)));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theyAreTheDerivativesOfAStep(String name, Cell cell) {
        var layer = layer(cell);
        var x = normal(FEATURES, new Rng(3));
        var jacobians = Jacobians.of(layer, x, State.ZERO);

        for (int t = 1; t <= STEPS; t++) {
            var numeric = differences(layer, x, t);
            var error = CommonOps_DDRM.subtract(jacobians.at(t), numeric, null);

            assertThat(NormOps_DDRM.normF(error) / (NormOps_DDRM.normF(jacobians.at(t)) + NormOps_DDRM.normF(numeric)))
                    .as("%s, step %d", name, t).isLessThan(1e-7);
        }
        assertThat(jacobians.entries()).hasSize(jacobians.at(1).numRows);
    }

    /** ∂s_t/∂s_{t−1} by central differences. */
    private static DMatrixRMaj differences(Recurrent layer, Sequence x, int t) {
        var before = State.ZERO;
        if (t > 1) {
            layer.forward(x.steps(0, t - 1), State.ZERO, Pass.PREDICT);
            before = layer.lastState();
        } else {
            layer.forward(x, State.ZERO, Pass.PREDICT);
            for (var name : layer.lastState().names()) {
                before = before.with(name, new DMatrixRMaj(1, layer.lastState().get(name).numCols));
            }
        }
        int size = flat(before).length;
        var J = new DMatrixRMaj(size, size);
        int col = 0;
        for (var name : before.names()) {
            for (int j = 0; j < before.get(name).numCols; j++, col++) {
                double[] up = after(layer, x.steps(t - 1, t), moved(before, name, j, EPSILON));
                double[] down = after(layer, x.steps(t - 1, t), moved(before, name, j, -EPSILON));
                for (int row = 0; row < size; row++) J.set(row, col, (up[row] - down[row]) / (2 * EPSILON));
            }
        }
        return J;
    }

    private static State moved(State state, String name, int j, double by) {
        var value = state.get(name).copy();
        value.data[j] += by;
        return state.with(name, value);
    }

    private static double[] after(Recurrent layer, Sequence step, State from) {
        layer.forward(step, from, Pass.PREDICT);
        return flat(layer.lastState());
    }

    private static double[] flat(State state) {
        return state.names().stream().flatMapToDouble(n -> Arrays.stream(state.get(n).data)).toArray();
    }

    @Test void anElmanJacobianIsTheSlopeTimesU() {
        var layer = layer(new ElmanCell(FEATURES, HIDDEN));
        var x = normal(FEATURES, new Rng(4));
        var jacobians = Jacobians.of(layer, x, State.ZERO);
        var h = layer.forward(x, State.ZERO, Pass.PREDICT);
        var U = layer.parameters().get(1).value();

        for (int r = 0; r < HIDDEN; r++) {
            double slope = 1 - h.get(2, 0, r) * h.get(2, 0, r);
            for (int c = 0; c < HIDDEN; c++) {
                assertThat(jacobians.at(3).get(r, c)).isCloseTo(slope * U.get(r, c), within(1e-15));
            }
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cells")
    void theGradientOfAStateIsThatOfTheLastTimesTheProduct(String name, Cell cell) {
        var net = Network.of(5, new Recurrent(cell), new LastStep(), new Dense(cell.outputs(), 1));
        var data = new Batch(normal(FEATURES, new Rng(6)), Sequence.of(0.7));

        var flow = GradientFlow.of(net, cell.kind(), Loss.mse(), data);
        var last = gradient(cell, STEPS);
        var jacobians = Jacobians.of(net, cell.kind(), data.input());

        for (int t = 0; t <= STEPS; t++) {
            double[] expected = times(last, jacobians.product(t, STEPS));
            int from = 0;
            for (var state : cell.states()) {
                double sum = 0;
                for (int j = 0; j < state.size(); j++) sum += expected[from + j] * expected[from + j];
                from += state.lag() * state.size();
                boolean within = cell instanceof JordanCell || cell instanceof PeepholeLstmCell;     // see GradientFlow
                if (t == 0 || state == cell.output() || !within) {
                    assertThat(flow.norms(state.name())[t]).as("%s, %s at %d", name, state.name(), t)
                            .isCloseTo(Math.sqrt(sum), within(1e-14));
                }
            }
        }
    }

    /** ∂L/∂s_T: the loss sees the output only. */
    private static double[] gradient(Cell cell, int steps) {
        var all = new ArrayList<Double>();
        for (var state : cell.states()) {
            for (int j = 0; j < state.lag() * state.size(); j++) {
                boolean seen = state == cell.output() && j < state.size();
                all.add(seen ? state.gradient().at(steps - 1).get(0, j) : 0);
            }
        }
        return all.stream().mapToDouble(d -> d).toArray();
    }

    private static double[] times(double[] row, DMatrixRMaj A) {
        var product = new double[A.numCols];
        for (int c = 0; c < A.numCols; c++) {
            for (int r = 0; r < A.numRows; r++) product[c] += row[r] * A.get(r, c);
        }
        return product;
    }

    @Test void normsAndProductsBelongTogether() {
        var jacobians = Jacobians.of(layer(new LstmCell(FEATURES, HIDDEN)), normal(FEATURES, new Rng(7)), State.ZERO);
        var two = CommonOps_DDRM.mult(jacobians.at(3), jacobians.at(2), null);

        assertThat(jacobians.steps()).isEqualTo(STEPS);
        assertThat(jacobians.entries()).containsExactly("h_t", "h_t", "h_t", "c_t", "c_t", "c_t");
        assertThat(jacobians.product(1, 3).data).containsExactly(two.data, within(1e-15));
        assertThat(jacobians.product(2, 2).data).containsExactly(CommonOps_DDRM.identity(2 * HIDDEN).data);
        assertThat(jacobians.norms()[1]).isEqualTo(Spectrum.singularValues(jacobians.at(2))[0]);
        assertThat(jacobians.productNorms()).hasSize(STEPS + 1).endsWith(1.0);
        assertThat(jacobians.productNorms()[1])
                .isCloseTo(Spectrum.singularValues(jacobians.product(1, STEPS))[0], within(1e-14));
    }

    @Test void theTableHasARowForEachStep() {
        var jacobians = Jacobians.of(layer(new GruCell(FEATURES, HIDDEN)), normal(FEATURES, new Rng(7)), State.ZERO);
        var table = jacobians.table();

        assertThat(table.intColumn("t").asList()).containsExactly(1, 2, 3, 4);
        assertThat(table.doubleColumn("largest singular value").asDoubleArray()).containsExactly(jacobians.norms());
        assertThat(table.doubleColumn("smallest singular value").get(0))
                .isEqualTo(Spectrum.singularValues(jacobians.at(1))[HIDDEN - 1]);
        assertThat(table.doubleColumn("norm of the product to T").get(STEPS - 1)).isEqualTo(1);
    }

    @Test void theGradientsOfTheNetworkAreUntouched() {
        var net = Network.of(5, new Dense(FEATURES, 4), new Recurrent(new LstmCell(4, HIDDEN)));
        var x = normal(FEATURES, new Rng(6));
        GradientFlow.of(net, "lstm", Loss.mse(), new Batch(x, normal(HIDDEN, new Rng(8))));
        double[] before = net.parameter("lstm.U").gradient().data.clone();

        Jacobians.of(net, "lstm", x);

        assertThat(net.parameter("lstm.U").gradient().data).containsExactly(before);
    }

    @Test void aDeeperLayerSeesWhatReachesIt() {
        var net = Network.of(5, new Dense(FEATURES, 4), new Recurrent(new ElmanCell(4, HIDDEN)));
        var x = normal(FEATURES, new Rng(6));
        var input = net.layer("dense").forward(x, State.ZERO, Pass.PREDICT).copy();
        var alone = Jacobians.of((Recurrent) net.layer("elman"), input, State.ZERO);

        assertThat(Jacobians.of(net, "elman", x).at(4).data).containsExactly(alone.at(4).data);
    }

    @Test void theInitialStateCounts() {
        var layer = layer(new ElmanCell(FEATURES, HIDDEN));
        var x = normal(FEATURES, new Rng(4));
        var half = new DMatrixRMaj(1, HIDDEN);
        half.fill(0.5);

        assertThat(Jacobians.of(layer, x, State.of("h", half)).at(1).data)
                .isNotEqualTo(Jacobians.of(layer, x, State.ZERO).at(1).data);
        assertThatThrownBy(() -> Jacobians.of(layer, x, State.of("h", new DMatrixRMaj(2, HIDDEN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Jacobians expects the state of one example, got 2×3 (part 'h')");
    }

    @Test void manyExamplesAreRefused() {
        var layer = layer(new ElmanCell(FEATURES, HIDDEN));
        var two = new Sequence(STEPS, 2, FEATURES);
        var padded = new Sequence(STEPS, 1, FEATURES).withLengths(new int[] {2});

        assertThatThrownBy(() -> Jacobians.of(layer, two, State.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Jacobians expects one example of full length, got T=4, B=2, D=2; "
                        + "take one with examples(n, n + 1)");
        assertThatThrownBy(() -> Jacobians.of(layer, padded, State.ZERO)).hasMessageEndingWith("lengths [2]");
    }

    @Test void aLayerWithoutACellIsRefused() {
        var net = Network.of(5, new Dense(FEATURES, 4), new Recurrent(new LstmCell(4, HIDDEN)));
        var x = normal(FEATURES, new Rng(6));

        assertThatThrownBy(() -> Jacobians.of(net, "dense", x)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Jacobians expects the name of a Recurrent layer, got Dense 'dense'");
        assertThatThrownBy(() -> Jacobians.of(net, "gru", x)).hasMessageContaining("got 'gru'");
    }

    @Test void stepsThatAreNoneAreRefused() {
        var jacobians = Jacobians.of(layer(new GruCell(FEATURES, HIDDEN)), normal(FEATURES, new Rng(7)), State.ZERO);

        assertThatThrownBy(() -> jacobians.at(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Jacobians expects a step from 1 to 4, got 0");
        assertThatThrownBy(() -> jacobians.product(3, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Jacobians expects 0 ≤ from ≤ to ≤ 4, got 3 and 2");
    }

    private static Recurrent layer(Cell cell) {
        var layer = new Recurrent(cell);
        var rng = new Rng(2);
        for (var parameter : layer.parameters()) {
            for (int j = 0; j < parameter.size(); j++) parameter.value().data[j] = 0.7 * rng.normal();
        }
        return layer;
    }

    private static Sequence normal(int features, Rng rng) {
        var x = new Sequence(STEPS, 1, features);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
