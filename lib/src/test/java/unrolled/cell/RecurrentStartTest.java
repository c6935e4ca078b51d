package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class RecurrentStartTest {

    @Test void anIrnnStartsAsThePaperSays() {
        var net = Network.of(3, new Recurrent(ElmanCell.irnn(40, 50)));

        assertThat(net.parameter("elman.U").value().data).isEqualTo(CommonOps_DDRM.identity(50).data);
        assertThat(net.parameter("elman.b").value().data).containsOnly(0);
        double[] W = net.parameter("elman.W").value().data;
        double squares = 0;
        for (double w : W) squares += w * w;
        // 2000 draws: the standard error of the deviation is 0.001 / sqrt(4000) = 1.6e-5
        assertThat(Math.sqrt(squares / W.length)).isCloseTo(0.001, within(6e-5));
    }

    @Test void aNewIrnnKeepsItsStateForAHundredSteps() {
        var net = Network.of(3, new Recurrent(ElmanCell.irnn(1, 3)));
        var h0 = State.of("elman.h", new DMatrixRMaj(new double[][] {{0.5, 2, 0}}));

        var h = net.predict(new Sequence(100, 1, 1), h0);

        assertThat(h.at(99).toMatrix().data).containsExactly(0.5, 2, 0);
    }

    @Test void anIrnnOfAScaleBelowOneForgets() {
        var net = Network.of(3, new Recurrent(ElmanCell.irnn(1, 2, 0.5)));
        var h0 = State.of("elman.h", new DMatrixRMaj(new double[][] {{8, 4}}));

        assertThat(net.predict(new Sequence(3, 1, 1), h0).at(2).toMatrix().data).containsExactly(1, 0.5);
    }

    @ParameterizedTest @ValueSource(doubles = {0, -1, 1.1, Double.NaN})
    void aScaleOutsideItsRangeIsRefused(double scale) {
        assertThatThrownBy(() -> ElmanCell.irnn(1, 2, scale)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ElmanCell.irnn expects a scale of 0 < scale ≤ 1, got " + scale
                        + "; above 1 the state grows at every step");
    }

    @Test void theRecurrentWeightsOfTheOtherCellsStartOrthogonalGateByGate() {
        for (var cell : new Cell[] {new ElmanCell(2, 4), new LstmCell(2, 4), new GruCell(2, 4),
                new LeakyCell(2, 4, 0.5), new PeepholeLstmCell(2, 4), new LayerNormElmanCell(2, 4)}) {
            var U = Network.of(5, new Recurrent(cell)).parameter(cell.kind() + ".U").value();
            for (int gate = 0; gate < U.numRows / 4; gate++) {
                var Q = CommonOps_DDRM.extract(U, 4 * gate, 4 * gate + 4, 0, 4);
                var QQ = new DMatrixRMaj(4, 4);
                CommonOps_DDRM.multTransB(Q, Q, QQ);
                assertThat(QQ.data).as("%s, gate %d", cell.kind(), gate)
                        .containsExactly(CommonOps_DDRM.identity(4).data, within(1e-14));
            }
        }
    }
}
