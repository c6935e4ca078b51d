package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

class JordanTeacherForcingTest {

    private static final int STEPS = 5;
    private static final int BATCH = 3;
    private static final int FEATURES = 2;
    private static final int HIDDEN = 6;
    private static final int STATE = 4;
    private static final int OUTPUTS = 7;
    private static final int[] LENGTHS = {2, 5, 3};

    @Test void theWayBackBelongsToTheForcedWayForward() {
        var net = forced();
        var x = random(FEATURES, 1).withLengths(LENGTHS);
        var target = random(OUTPUTS, 2);

        var check = GradientCheck.of(net, Loss.mse(), new Batch(x, target), start(), Pass.train(3, target));

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
    }

    @Test void aForcedStepDoesNotDependOnItsOwnOutputs() {
        var net = forced();
        var x = random(FEATURES, 1);
        var target = random(OUTPUTS, 2);
        net.forward(x, start(), Pass.train(3, target));
        var s = net.lastState().get("jordan.s");

        net.parameter("jordan.b_y").value().fill(100);            // moves every output
        net.forward(x, start(), Pass.train(3, target));

        assertThat(net.lastState().get("jordan.s").data).isEqualTo(s.data);
        net.predict(x, start());
        assertThat(net.lastState().get("jordan.s").data).isNotEqualTo(s.data);
    }

    @Test void forcingWithItsOwnOutputsChangesNothing() {
        var net = forced();
        var x = random(FEATURES, 1);
        var free = net.predict(x, start());

        var y = net.forward(x, start(), Pass.train(3, free));

        assertThat(y.matrix().data).containsExactly(free.matrix().data, within(1e-15));
    }

    @Test void theFirstStepSeesTheGivenOutputNotATarget() {
        var net = forced();
        var x = random(FEATURES, 1).steps(0, 1);
        var target = random(OUTPUTS, 2).steps(0, 1);

        var forcedWithState = net.forward(x, start(), Pass.train(3, target)).toArray();

        assertThat(forcedWithState).isEqualTo(net.predict(x, start()).toArray());
        assertThat(forcedWithState).isNotEqualTo(net.predict(x).toArray());
    }

    @Test void aPredictionIsNotForced() {
        var forced = forced();
        var free = network(new JordanCell(FEATURES, HIDDEN, STATE, OUTPUTS));
        var x = random(FEATURES, 1);

        assertThat(forced.predict(x).toArray()).isEqualTo(free.predict(x).toArray());
    }

    @Test void aCellWithoutATeacherIgnoresTheTarget() {
        var net = network(new JordanCell(FEATURES, HIDDEN, STATE, OUTPUTS));
        var x = random(FEATURES, 1);
        var free = net.predict(x).toArray();

        assertThat(net.forward(x, State.ZERO, Pass.train(3, random(OUTPUTS, 2))).toArray()).isEqualTo(free);
    }

    @Test void thePaddingOfATargetIsNeverSeen() {
        var net = forced();
        var x = random(FEATURES, 1).withLengths(LENGTHS);
        var clean = random(OUTPUTS, 2);
        var dirty = clean.copy();
        for (int n = 0; n < BATCH; n++) {
            for (int t = LENGTHS[n]; t < STEPS; t++) dirty.at(t).rows(n, n + 1).fill(Double.NaN);
        }

        assertThat(gradients(net, x, dirty)).isEqualTo(gradients(net, x, clean));
    }

    private static double[][] gradients(Network net, Sequence x, Sequence target) {
        net.zeroGradients();
        var dy = net.forward(x, State.ZERO, Pass.train(3, target)).copy();
        net.backward(dy, State.ZERO);
        return net.parameters().stream().map(p -> p.gradient().data.clone()).toArray(double[][]::new);
    }

    @Test void aTargetOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> forced().forward(random(FEATURES, 1), State.ZERO, Pass.train(3, random(6, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JordanCell expects a target of T=5, B=3, D=7 to force with, got T=5, B=3, D=6");
    }

    static Stream<Arguments> choices() {
        return Stream.of(Activation.values()).flatMap(h -> Stream.of(Activation.values())
                .flatMap(y -> Stream.of(Activation.values()).map(s -> Arguments.of(h, y, s))));
    }

    @ParameterizedTest(name = "h {0}, y {1}, s {2}") @MethodSource("choices")
    void everyChoiceOfActivationsIsItsOwn(Activation sigmaH, Activation sigmaY, Activation sigmaS) {
        var net = network(new JordanCell(1, 1, 1, 1, sigmaH, sigmaY, sigmaS));
        for (var p : net.parameters()) p.value().fill(0.5);
        net.parameter("jordan.b_s").value().fill(-0.25);
        net.parameter("jordan.b_y").value().fill(-3);

        double y = net.predict(Sequence.of(2.0)).get(0, 0, 0);

        double s = sigmaS.of(-0.25);
        double h = sigmaH.of(0.5 * s + 0.5 * 2 + 0.5);
        assertThat(y).isCloseTo(sigmaY.of(0.5 * h - 3), within(1e-15));
    }

    private static Network forced() {
        return network(new JordanCell(FEATURES, HIDDEN, STATE, OUTPUTS).teacherForcing());
    }

    private static Network network(Cell cell) {
        var net = Network.of(9, new Recurrent(cell));
        var rng = new Rng(4);
        net.parameters().forEach(p -> randomize(p.value(), rng));
        return net;
    }

    private static State start() {
        var rng = new Rng(5);
        var s = new DMatrixRMaj(BATCH, STATE);
        var y = new DMatrixRMaj(BATCH, OUTPUTS);
        randomize(s, rng);
        randomize(y, rng);
        return State.of("jordan.s", s).with("jordan.y", y);
    }

    private static Sequence random(int features, long seed) {
        var x = new Sequence(STEPS, BATCH, features);
        randomize(x.matrix(), new Rng(seed));
        return x;
    }

    private static void randomize(DMatrixRMaj m, Rng rng) {
        for (int j = 0; j < m.getNumElements(); j++) m.data[j] = 0.7 * rng.normal();
    }
}
