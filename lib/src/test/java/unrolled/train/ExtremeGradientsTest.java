package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Initializer;
import unrolled.math.Norm;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** Finite gradients whose squares are not, or are 0: nothing becomes of them without a word. */
class ExtremeGradientsTest {

    private static Parameter parameter(String name, double... gradient) {
        var parameter = new Parameter(name, gradient.length, 1, Initializer.zeros());
        System.arraycopy(gradient, 0, parameter.gradient().data, 0, gradient.length);
        return parameter;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-320, 1e-300, 1e-155, 1e-10, 1, 1e10, 1e155, 1e200, 3e307})
    void clippingByNormKeepsTheDirectionOfEveryFiniteGradient(double size) {
        var a = parameter("a", 3 * size);
        var b = parameter("b", 0, 4 * size);
        double bound = Math.min(1, size);                      // 5 · size is longer than this

        Clipping.norm(bound).clip(List.of(a, b));

        assertThat(a.gradient().data[0] / bound).isCloseTo(0.6, within(size < 1e-310 ? 1e-3 : 1e-12));
        assertThat(b.gradient().data[1] / bound).isCloseTo(0.8, within(size < 1e-310 ? 1e-3 : 1e-12));
        assertThat(b.gradient().data[0]).isZero();
    }

    @Test void aNormBeyondADoubleIsClippedToo() {
        var g = parameter("g", 1.7e308, -1.7e308, 1.7e308);

        Clipping.norm(3).clip(List.of(g));

        assertThat(g.gradient().data).containsExactly(new double[] {Math.sqrt(3), -Math.sqrt(3), Math.sqrt(3)},
                within(1e-12));
    }

    @Test void aSmallGradientIsLeftAsItIs() {
        var g = parameter("g", 3e-170, 4e-170);

        Clipping.norm(1).clip(List.of(g));

        assertThat(g.gradient().data).containsExactly(3e-170, 4e-170);
        assertThat(Clipping.norm(List.of(g))).isCloseTo(5e-170, within(1e-182));
    }

    @Test void manyParametersOfALargeSizeAreClippedAsOne() {
        var large = new double[70_000];
        Arrays.fill(large, 1e180);
        var g = parameter("g", large);

        Clipping.norm(2).clip(List.of(g, parameter("h", 1e170)));

        assertThat(Norm.of(Arrays.copyOf(g.gradient().data, g.size()))).isCloseTo(2, within(1e-9));
    }

    @ParameterizedTest @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void clippingNamesWhatIsNotFinite(double bad) {
        var parameters = List.of(parameter("lstm.W", 1e200), parameter("lstm.U", 1, bad));
        assertThatThrownBy(() -> Clipping.norm(1).clip(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Clipping expects finite gradients, got " + bad + " in lstm.U (row 1, column 0)");
    }

    /** 64 units, U normal with deviation 6/√64, 1000 steps: a gradient of more than 200 digits, all of it finite. */
    private static Network exploding(Rng rng) {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 64)), new LastStep(), new Dense(64, 1));
        var U = net.parameters().get(1);
        for (int j = 0; j < U.size(); j++) U.value().data[j] = 6 / Math.sqrt(64) * rng.normal();
        return net;
    }

    private static Sequence two() {
        var y = new Sequence(1, 1, 1);
        y.set(0, 0, 0, 2);
        return y;
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(Arguments.of("SGD", Optimizer.sgd(1e-3)),
                Arguments.of("momentum", Optimizer.nesterov(1e-3, 0.9)), Arguments.of("Adam", Optimizer.adam(1e-3)),
                Arguments.of("RMSprop", Optimizer.rmsprop(1e-3)),
                Arguments.of("Adagrad", Optimizer.adagrad(1e-3)));
    }

    /** What lecture 6 recommends, where the explosion is largest. */
    @ParameterizedTest(name = "{0}") @MethodSource("optimizers")
    void anElmanNetworkWhoseGradientHas200DigitsTrainsOnWithClipping(String name, Optimizer optimizer) {
        var rng = new Rng(12);
        var net = exploding(rng);
        var before = net.snapshot();

        var history = new Trainer(net, Loss.mse(), optimizer).epochs(4).clipping(Clipping.norm(1))
                .fit(new Batch(Samples.sequence(1000, 1, 1, rng), two()));

        assertThat(history.epochs()).hasSize(4).allMatch(epoch -> epoch.loss() < 1000);
        assertThat(history.epochs().get(0).gradientNorm()).isBetween(1e200, 1e300);
        assertThat(net.snapshot().get(1).data).isNotEqualTo(before.get(1).data)
                .containsExactly(before.get(1).data, within(0.1));                 // steps, not leaps
    }

    @Test void clippingLeavesThatGradientANormOfOneAndItsDirection() {
        var rng = new Rng(12);
        var net = exploding(rng);
        var y = net.forward(Samples.sequence(1000, 1, 1, rng), State.ZERO, Pass.train(1, two()));
        var dy = new Sequence(1, 1, 1);
        double loss = Loss.mse().gradient(y, two(), dy);
        net.addGradients(dy, State.ZERO);
        double[] whole = net.parameters().get(1).gradient().data.clone();
        double largest = Norm.largest(whole.length, j -> whole[j]);

        Clipping.norm(1).clip(net.parameters());

        double[] clipped = net.parameters().get(1).gradient().data;
        double kept = Norm.largest(whole.length, j -> clipped[j]);
        assertThat(loss).isFinite();
        assertThat(largest).isBetween(1e200, 1e300);
        assertThat(Clipping.norm(net.parameters())).isCloseTo(1, within(1e-12));
        for (int j = 0; j < whole.length; j++) {
            assertThat(clipped[j] / kept).isCloseTo(whole[j] / largest, within(1e-12));
        }
    }

    static Stream<Arguments> squaring() {
        return Stream.of(Arguments.of("Adam", (DoubleFunction<Optimizer>) e -> Optimizer.adam(0.1, 0.9, 0.999, e)),
                Arguments.of("RMSprop", (DoubleFunction<Optimizer>) e -> Optimizer.rmsprop(0.1, 0.99, e)),
                Arguments.of("Adagrad", (DoubleFunction<Optimizer>) e -> Optimizer.adagrad(0.1, e)));
    }

    /** Without ε an update does not depend on the size of the gradients, only on their ratios. */
    @ParameterizedTest(name = "{0}") @MethodSource("squaring")
    void aStepIsTheSameForGradientsOfEverySize(String name, DoubleFunction<Optimizer> of) {
        var expected = steps(of.apply(0), 1);
        for (double size : new double[] {1e-200, 1e-160, 1e155, 1e200, 1e307}) {
            assertThat(steps(of.apply(0), size)).containsExactly(expected, within(1e-12));
        }
        assertThat(steps(of.apply(1e-8), 1e200)).containsExactly(expected, within(1e-12));
    }

    private static double[] steps(Optimizer optimizer, double size) {
        var p = parameter("p", 0, 0, 0);
        for (int k = 0; k < 5; k++) {
            for (int j = 0; j < 3; j++) p.gradient().data[j] = size * (1 + j * (k - 1.7));
            optimizer.step(List.of(p));
        }
        return Arrays.copyOf(p.value().data, 3);
    }

    /** Five ordinary steps, one of 10²⁰⁰, five ordinary ones: what is remembered is neither lost nor infinite. */
    @ParameterizedTest(name = "{0}") @MethodSource("squaring")
    void oneHugeGradientIsRemembered(String name, DoubleFunction<Optimizer> of) {
        var p = parameter("p", 0);
        var optimizer = of.apply(1e-8);
        var path = new ArrayList<Double>();
        for (int k = 0; k < 11; k++) {
            p.gradient().data[0] = k == 5 ? 1e200 : 1;
            optimizer.step(List.of(p));
            path.add(p.value().data[0]);
        }

        assertThat(path).allMatch(Double::isFinite);
        assertThat(path.get(4) - path.get(5)).isGreaterThan(0.01);       // it moved
    }

    @Test void theTrainerNamesTheGradientThatIsNotFinite() {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 4, Activation.IDENTITY)), new LastStep(),
                new Dense(4, 1));
        for (var p : net.parameters()) if (p.name().endsWith(".U")) p.value().fill(1e5);
        for (var p : net.parameters()) if (p.name().equals("elman.W")) p.value().fill(0);
        var x = Samples.sequence(80, 1, 1, new Rng(1));

        assertThatThrownBy(() -> new Trainer(net, Loss.mse(), Optimizer.sgd(1e-3)).clipping(Clipping.norm(1))
                .epochs(1).fit(new Batch(x, two()))).isInstanceOf(DivergedException.class)
                .hasMessageMatching("Trainer expects a finite loss and finite gradients, got a gradient of "
                        + "(NaN|-?Infinity) in elman\\.[WUb] \\(epoch 1, batch 1, loss \\d.*\\); .*");
    }
}
