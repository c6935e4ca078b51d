package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Samples;
import unrolled.cell.StackedCell;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Blas;
import unrolled.math.Rng;
import unrolled.math.Trace;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** The check itself: it passes a right way back, and it sees each of the mistakes that are made most often. */
class GradientCheckTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 5;

    enum Mistake {
        NONE, DH_OF_THE_NEXT_STEP_NOT_ADDED, DC_ASSIGNED_NOT_ADDED, DC_WITHOUT_THE_FORGET_GATE,
        DU_OF_THE_FIRST_STEP_ONLY, DU_PAIRS_DA_WITH_H_OF_THE_SAME_STEP, SLOPE_OF_TANH_TAKEN_AT_C,
        DB_A_MEAN_OVER_THE_BATCH
    }

    /** An LSTM whose way forward is right and whose way back has one mistake. */
    private static class MistakenLstm extends StackedCell {

        private final Mistake mistake;
        private final Trace c = state("c", HIDDEN);
        private final Trace dc = c.gradient();

        MistakenLstm(Mistake mistake) {
            super("lstm", FEATURES, HIDDEN, 4);
            this.mistake = mistake;
        }

        @Override protected void step(int t) {
            addRecurrentProduct(t);
            for (int n = 0; n < a.at(t).rows; n++) {
                for (int j = 0; j < HIDDEN; j++) {
                    for (int gate = 0; gate < 4; gate++) {
                        var sigma = gate == 2 ? Activation.TANH : Activation.SIGMOID;
                        a.at(t).set(n, gate * HIDDEN + j, sigma.of(gate(t, n, gate, j)));
                    }
                    double now = gate(t, n, 1, j) * c.at(t - 1).get(n, j) + gate(t, n, 0, j) * gate(t, n, 2, j);
                    c.at(t).set(n, j, now);
                    h.at(t).set(n, j, gate(t, n, 3, j) * Math.tanh(now));
                }
            }
        }

        @Override protected void stepBack(int t) {
            for (int n = 0; n < a.at(t).rows; n++) {
                for (int j = 0; j < HIDDEN; j++) back(t, n, j);
            }
            if (mistake == Mistake.DH_OF_THE_NEXT_STEP_NOT_ADDED && t > 0) return;
            addRecurrentProductBack(t);
        }

        private void back(int t, int n, int j) {
            double i = gate(t, n, 0, j);
            double f = gate(t, n, 1, j);
            double g = gate(t, n, 2, j);
            double o = gate(t, n, 3, j);
            double tanh = Math.tanh(c.at(t).get(n, j));
            double at = mistake == Mistake.SLOPE_OF_TANH_TAKEN_AT_C ? c.at(t).get(n, j) : tanh;
            double here = dh.at(t).get(n, j) * o * (1 - at * at);
            double d = mistake == Mistake.DC_ASSIGNED_NOT_ADDED ? here : here + dc.at(t).get(n, j);
            da.at(t).set(n, j, d * g * i * (1 - i));
            da.at(t).set(n, HIDDEN + j, d * c.at(t - 1).get(n, j) * f * (1 - f));
            da.at(t).set(n, 2 * HIDDEN + j, d * i * (1 - g * g));
            da.at(t).set(n, 3 * HIDDEN + j, dh.at(t).get(n, j) * tanh * o * (1 - o));
            dc.at(t - 1).add(n, j, mistake == Mistake.DC_WITHOUT_THE_FORGET_GATE ? d : d * f);
        }

        private double gate(int t, int n, int gate, int j) {
            return a.at(t).get(n, gate * HIDDEN + j);
        }

        @Override protected void addRecurrentGradient() {
            switch (mistake) {
                case DU_OF_THE_FIRST_STEP_ONLY -> Blas.addProductTransA(da.at(0), h.at(-1), U.gradientBlock());
                case DU_PAIRS_DA_WITH_H_OF_THE_SAME_STEP ->
                        Blas.addProductTransA(da.all(), h.all(0), U.gradientBlock());
                default -> super.addRecurrentGradient();
            }
        }

        @Override protected void end(Sequence x) {
            super.end(x);
            if (mistake != Mistake.DB_A_MEAN_OVER_THE_BATCH) return;
            for (int j = 0; j < 4 * HIDDEN; j++) b.gradient().set(j, 0, b.gradient().get(j, 0) / BATCH);
        }
    }

    private final Rng rng = new Rng(7);

    private GradientCheck check(Mistake mistake) {
        return check(network(mistake), batch());
    }

    private Network network(Mistake mistake) {
        var net = Network.of(7, new Recurrent(new MistakenLstm(mistake)));
        Samples.randomize(net.parameters(), rng);
        return net;
    }

    private Batch batch() {
        return new Batch(Samples.sequence(STEPS, BATCH, FEATURES, rng), Samples.sequence(STEPS, BATCH, HIDDEN, rng));
    }

    private GradientCheck check(Network net, Batch batch) {
        var initial = State.of("lstm.h", Samples.matrix(BATCH, HIDDEN, rng))
                .with("lstm.c", Samples.matrix(BATCH, HIDDEN, rng));
        return GradientCheck.of(net, Loss.mse(), batch, initial, Pass.PREDICT);
    }

    @Test void aRightWayBackPasses() {
        var check = check(Mistake.NONE);

        assertThat(check.worst().error()).as(check.toString()).isLessThan(1e-8);
    }

    @ParameterizedTest @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyMistakeIsSeen(Mistake mistake) {
        var check = check(mistake);

        assertThat(check.worst().error()).isGreaterThan(1000 * GradientCheck.LIMIT);
    }

    @Test void theQuantityWithTheMistakeIsNamed() {
        assertThat(check(Mistake.DB_A_MEAN_OVER_THE_BATCH).worst().name()).isEqualTo("lstm.b");
        assertThat(check(Mistake.DU_OF_THE_FIRST_STEP_ONLY).worst().name()).isEqualTo("lstm.U");
    }

    @Test void aMeanInThePlaceOfASumDoesNotTouchTheOtherQuantities() {
        var check = check(Mistake.DB_A_MEAN_OVER_THE_BATCH);

        assertThat(check.rows()).filteredOn(row -> !row.name().equals("lstm.b"))
                .allSatisfy(row -> assertThat(row.error()).as(row.name()).isLessThan(GradientCheck.LIMIT));
    }

    @Test void parametersInputAndInitialStateAreChecked() {
        var check = check(Mistake.NONE);

        assertThat(check.rows()).extracting(GradientCheck.Row::name)
                .containsExactly("lstm.W", "lstm.U", "lstm.b", "input", "initial lstm.h", "initial lstm.c");
        assertThat(check.table().rowCount()).isEqualTo(6);
        assertThat(check.table().columnNames()).containsExactly("quantity", "relative error");
    }

    @Test void theWorstEntryIsNamedWithBothValues() {
        assertThat(check(Mistake.DB_A_MEAN_OVER_THE_BATCH).worst().worst())
                .matches("\\[\\d+, 0] by the chain rule -?[\\d.E-]+, by differences -?[\\d.E-]+");
    }

    @Test void aGradientThatIsNotANumberDoesNotPass() {
        var net = Network.of(1, new Recurrent(new MistakenLstm(Mistake.NONE) {
            @Override protected void end(Sequence x) {
                super.end(x);
                b.gradient().set(3, 0, Double.NaN);
            }
        }));

        var worst = check(net, batch()).worst();

        assertThat(worst.error()).isNaN();
        assertThat(worst.name()).isEqualTo("lstm.b");
        assertThat(worst.worst()).startsWith("[3, 0] by the chain rule NaN");
    }

    @Test void modelAndDataAreAsBefore() {
        var net = network(Mistake.NONE);
        var batch = batch();
        var values = net.snapshot();
        var input = batch.input().toArray();
        var target = batch.target().toArray();

        check(net, batch);

        for (int k = 0; k < values.size(); k++) {
            DMatrixRMaj before = values.get(k);
            assertThat(net.parameters().get(k).value().data).isEqualTo(before.data);
        }
        assertThat(batch.input().toArray()).isDeepEqualTo(input);
        assertThat(batch.target().toArray()).isDeepEqualTo(target);
    }
}
