package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.layer.Recurrent;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class EchoStateNetworkTest {

    // ---- the reservoir

    @ParameterizedTest
    @CsvSource({"1, 5, 0.9, 1", "2, 40, 0.95, 0.25", "3, 100, 1.3, 0.1", "4, 200, 0.5, 0.05", "5, 1, 0.7, 1"})
    void theSpectralRadiusIsWhatWasAsked(long seed, int units, double radius, double density) {
        var esn = new EchoStateNetwork(seed, 1, units, 1).spectralRadius(radius).density(density);

        assertThat(spectralRadius(esn.parameter("reservoir.U").value())).isCloseTo(radius, within(1e-9));
    }

    /** By EJML's eigenvalues; the class under test uses another method. */
    private static double spectralRadius(DMatrixRMaj U) {
        var eigen = DecompositionFactory_DDRM.eig(U.numRows, false);
        assertThat(eigen.decompose(U.copy())).isTrue();
        double largest = 0;
        for (int j = 0; j < eigen.getNumberOfEigenvalues(); j++) {
            largest = Math.max(largest, eigen.getEigenvalue(j).getMagnitude());
        }
        return largest;
    }

    @Test void theDensityIsTheShareOfConnections() {
        var U = new EchoStateNetwork(1, 1, 200, 1).density(0.2).parameter("reservoir.U").value();

        long connections = Arrays.stream(U.data).filter(u -> u != 0).count();
        // 40 000 draws: the standard error of the share is sqrt(0.2·0.8/40000) = 0.002
        assertThat(connections / 40_000.0).isCloseTo(0.2, within(0.008));
    }

    @Test void aUnitHasTenConnectionsUnlessADensityIsAsked() {
        var U = new EchoStateNetwork(1, 1, 500, 1).parameter("reservoir.U").value();

        long connections = Arrays.stream(U.data).filter(u -> u != 0).count();
        assertThat(connections / 500.0).isCloseTo(EchoStateNetwork.CONNECTIONS, within(0.6));
    }

    @Test void inputWeightsStayWithinTheInputScaling() {
        var esn = new EchoStateNetwork(1, 3, 100, 1).inputScaling(0.2);

        for (var name : new String[] {"reservoir.W", "reservoir.b"}) {
            double largest = CommonOps_DDRM.elementMaxAbs(esn.parameter(name).value());
            assertThat(largest).as(name).isBetween(0.18, 0.2);
        }
    }

    @Test void theSameSeedGivesTheSameNumbers() {
        assertThat(weights(7)).isEqualTo(weights(7)).isNotEqualTo(weights(8));
    }

    private static double[][] weights(long seed) {
        return new EchoStateNetwork(seed, 2, 20, 1).parameters().stream().map(p -> p.value().data.clone())
                .toArray(double[][]::new);
    }

    @Test void twoStatesConvergeUnderTheSameInput() {
        var esn = sine(new EchoStateNetwork(3, 1, 50, 1).spectralRadius(0.8));
        var x = random(300, 1, new Rng(1), -1, 1);

        esn.predict(x, start(50, 2));
        var one = esn.lastState().get("reservoir.h");
        esn.predict(x, start(50, 3));
        var other = esn.lastState().get("reservoir.h");

        assertThat(one.data).containsExactly(other.data, within(1e-12));
    }

    private static State start(int units, long seed) {
        var rng = new Rng(seed);
        var h = new DMatrixRMaj(1, units);
        for (int j = 0; j < units; j++) h.data[j] = rng.uniform(-1, 1);
        return State.of("reservoir.h", h);
    }

    @Test void theStateMovesByTheLeakingRate() {
        var esn = new EchoStateNetwork(3, 1, 4, 1).leakingRate(0.25);
        sine(esn);
        var h0 = start(4, 5);
        esn.predict(Sequence.of(0.6), h0);

        var h = SimpleMatrix.wrap(h0.get("reservoir.h")).transpose();
        var a = weight(esn, "reservoir.W").scale(0.6).plus(weight(esn, "reservoir.U").mult(h))
                .plus(weight(esn, "reservoir.b"));
        for (int j = 0; j < 4; j++) {
            assertThat(esn.lastState().get("reservoir.h").get(0, j))
                    .isCloseTo(0.75 * h.get(j) + 0.25 * Math.tanh(a.get(j)), within(1e-15));
        }
    }

    private static SimpleMatrix weight(EchoStateNetwork esn, String name) {
        return SimpleMatrix.wrap(esn.parameter(name).value());
    }

    // ---- the readout

    @Test void theReadoutSolvesTheNormalEquations() {
        var esn = new EchoStateNetwork(4, 2, 12, 3).washout(5).ridge(0.01);
        var x = random(40, 2, new Rng(1), -1, 1);
        var target = random(40, 3, new Rng(2), -1, 1);

        esn.fit(x, target);

        var h = ((Recurrent) esn.network().layers().get(0)).cell().output();
        var Z = new SimpleMatrix(35, 13);
        var Y = new SimpleMatrix(35, 3);
        for (int t = 5; t < 40; t++) {
            for (int j = 0; j < 12; j++) Z.set(t - 5, j, h.at(t).get(0, j));
            Z.set(t - 5, 12, 1);
            for (int d = 0; d < 3; d++) Y.set(t - 5, d, target.get(t, 0, d));
        }
        var gram = Z.transpose().mult(Z).plus(SimpleMatrix.identity(13).scale(0.01));
        var expected = gram.solve(Z.transpose().mult(Y)).transpose();
        for (int d = 0; d < 3; d++) {
            for (int j = 0; j < 12; j++) {
                assertThat(esn.parameter("readout.W").value().get(d, j)).isCloseTo(expected.get(d, j), within(1e-10));
            }
            assertThat(esn.parameter("readout.b").value().get(d, 0)).isCloseTo(expected.get(d, 12), within(1e-10));
        }
    }

    @Test void onlyTheReadoutLearns() {
        var esn = new EchoStateNetwork(4, 1, 12, 1);
        var before = esn.parameters().stream().map(p -> p.value().copy()).toList();

        sine(esn);

        for (int k = 0; k < before.size(); k++) {
            var parameter = esn.parameters().get(k);
            boolean readout = parameter.name().startsWith("readout");
            assertThat(parameter.frozen()).as(parameter.name()).isEqualTo(!readout);
            assertThat(Arrays.equals(parameter.value().data, before.get(k).data)).isEqualTo(!readout);
        }
    }

    @Test void aLargerRidgeKeepsTheReadoutSmaller() {
        double small = norm(sine(new EchoStateNetwork(4, 1, 30, 1).ridge(1e-8)));
        double large = norm(sine(new EchoStateNetwork(4, 1, 30, 1).ridge(1)));

        assertThat(large).isLessThan(small / 2);
    }

    private static double norm(EchoStateNetwork esn) {
        return weight(esn, "readout.W").normF();
    }

    @Test void itForecastsASine() {
        var esn = sine(new EchoStateNetwork(4, 1, 50, 1).washout(50));
        double[] y = esn.predict(Sequence.of(wave(500, 100)), esn.lastState()).series(0, 0);
        double[] truth = wave(501, 100);

        double error = 0;
        double naive = 0;
        for (int t = 0; t < 100; t++) {
            error += Math.abs(y[t] - truth[t]) / 100;
            naive += Math.abs(wave(500, 100)[t] - truth[t]) / 100;
        }
        assertThat(error).isLessThan(naive / 100);
    }

    /** Fitted to say the next value of a sine from this one, steps 0 to 499. */
    private static EchoStateNetwork sine(EchoStateNetwork esn) {
        esn.fit(Sequence.of(wave(0, 500)), Sequence.of(wave(1, 500)));
        return esn;
    }

    private static double[] wave(int from, int steps) {
        var wave = new double[steps];
        for (int t = 0; t < steps; t++) wave[t] = Math.sin(0.3 * (from + t));
        return wave;
    }

    /** y_{t+1} = 0.3 y_t + 0.05 y_t Σ_{k=0}^{9} y_{t−k} + 1.5 u_{t−9} u_t + 0.1, which needs a memory of ten steps. */
    @Test void itLearnsTheTenthOrderSystem() {
        double[] u = random(2200, 1, new Rng(6), 0, 0.5).series(0, 0);
        double[] y = new double[2200];
        for (int t = 9; t < 2199; t++) {
            double sum = 0;
            for (int k = 0; k <= 9; k++) sum += y[t - k];
            y[t + 1] = 0.3 * y[t] + 0.05 * y[t] * sum + 1.5 * u[t - 9] * u[t] + 0.1;
        }
        var esn = new EchoStateNetwork(8, 1, 200, 1).spectralRadius(0.95).inputScaling(0.5).washout(200);
        esn.fit(Sequence.of(Arrays.copyOf(u, 1700)), Sequence.of(Arrays.copyOf(y, 1700)));

        double[] said = esn.predict(Sequence.of(Arrays.copyOfRange(u, 1700, 2200)), esn.lastState()).series(0, 0);
        double[] truth = Arrays.copyOfRange(y, 1700, 2200);

        double mean = Arrays.stream(truth).average().orElseThrow();
        double error = 0;
        double variance = 0;
        for (int t = 0; t < 500; t++) {
            error += (said[t] - truth[t]) * (said[t] - truth[t]);
            variance += (truth[t] - mean) * (truth[t] - mean);
        }
        assertThat(Math.sqrt(error / variance)).isLessThan(0.35);        // 1 is the mean of the series
    }

    // ---- sequences, states, the model

    @Test void paddingNeverChangesTheFit() {
        var x = random(30, 1, new Rng(1), -1, 1);
        var target = random(30, 1, new Rng(2), -1, 1);
        var alone = new EchoStateNetwork(4, 1, 8, 1).washout(3);
        alone.fit(x.steps(0, 20), target.steps(0, 20));

        var padded = x.withLengths(new int[] {20});
        var unknown = target.copy();
        for (int t = 20; t < 30; t++) {
            padded.at(t).fill(Double.NaN);
            unknown.at(t).fill(Double.NaN);
        }
        var esn = new EchoStateNetwork(4, 1, 8, 1).washout(3);
        esn.fit(padded, unknown);

        assertThat(esn.parameter("readout.W").value().data)
                .containsExactly(alone.parameter("readout.W").value().data, within(1e-12));
    }

    @Test void aCarriedStateEqualsOneLongRun() {
        var esn = sine(new EchoStateNetwork(4, 1, 20, 1).leakingRate(0.4));
        var x = random(30, 1, new Rng(1), -1, 1);
        double[] whole = esn.predict(x).series(0, 0);

        double[] first = esn.predict(x.steps(0, 12)).series(0, 0);
        double[] rest = esn.predict(x.steps(12, 30), esn.lastState()).series(0, 0);

        assertThat(first).containsExactly(Arrays.copyOfRange(whole, 0, 12), within(1e-13));
        assertThat(rest).containsExactly(Arrays.copyOfRange(whole, 12, 30), within(1e-13));
    }

    @Test void aSecondFitReplacesTheFirst() {
        var esn = sine(new EchoStateNetwork(4, 1, 20, 1));
        var x = random(50, 1, new Rng(1), -1, 1);
        esn.fit(x, x);
        var fresh = new EchoStateNetwork(4, 1, 20, 1);
        fresh.fit(x, x);

        assertThat(esn.parameter("readout.W").value().data).isEqualTo(fresh.parameter("readout.W").value().data);
    }

    @Test void theGradientReachesTheInputThroughTheReservoir() {
        var esn = sine(new EchoStateNetwork(4, 1, 10, 1));
        var x = random(3, 1, new Rng(1), -1, 1);
        var dy = new Sequence(3, 1, 1);
        dy.set(2, 0, 0, 1);
        esn.forward(x, State.ZERO, Pass.PREDICT);
        double analytic = esn.backward(dy, State.ZERO).get(0, 0, 0);

        double up = nudged(esn, x, 1e-5);
        double down = nudged(esn, x, -1e-5);

        assertThat(analytic).isCloseTo((up - down) / 2e-5, within(1e-8));
        assertThat(esn.initialGradient().names()).containsExactly("reservoir.h");
    }

    private static double nudged(EchoStateNetwork esn, Sequence x, double by) {
        var moved = x.copy();
        moved.set(0, 0, 0, x.get(0, 0, 0) + by);
        return esn.predict(moved).get(2, 0, 0);
    }

    @Test void parametersAreCountedAndTheNetworkIsSummarized() {
        var esn = new EchoStateNetwork(4, 2, 30, 3);

        assertThat(esn.parameterCount()).isEqualTo(30 * (30 + 2 + 1) + 3 * (30 + 1));
        assertThat(esn.parameters()).extracting(Parameter::name)
                .containsExactly("reservoir.W", "reservoir.U", "reservoir.b", "readout.W", "readout.b");
        assertThat(esn.network().summary().stringColumn("layer").asList())
                .containsExactly("reservoir", "readout", "all");
        assertThat(esn).hasToString("EchoStateNetwork of 2 → 30 → 3");
    }

    // ---- refusals

    @ParameterizedTest @CsvSource({"0, 5, 1", "1, 0, 1", "1, 5, -1"})
    void sizesThatAreNotPositiveAreRefused(int features, int units, int outputs) {
        assertThatThrownBy(() -> new EchoStateNetwork(1, features, units, outputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EchoStateNetwork expects positive sizes, got " + features + " features, " + units
                        + " units and " + outputs + " outputs");
    }

    @ParameterizedTest @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void settingsOutsideTheirRangeAreRefused(double value) {
        var esn = new EchoStateNetwork(1, 1, 5, 1);

        assertRefused(() -> esn.spectralRadius(value), "a spectral radius above 0, got " + value);
        assertRefused(() -> esn.density(value), "a density of 0 < share ≤ 1, got " + value);
        assertRefused(() -> esn.leakingRate(value), "a leaking rate of 0 < a ≤ 1, got " + value);
        assertRefused(() -> esn.inputScaling(value), "an input scaling above 0, got " + value);
        assertRefused(() -> esn.ridge(value), "a ridge above 0, got " + value);
        assertRefused(() -> esn.washout(-1), "a washout of 0 or more, got -1");
    }

    @Test void aReservoirWithoutALoopIsRefused() {
        assertThatThrownBy(() -> new EchoStateNetwork(1, 1, 3, 1).density(1e-6).network())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("EchoStateNetwork expects a reservoir with a loop, got none (3 units, density 1.0E-6); "
                        + "is the density too low?");
    }

    @Test void aRunBeforeTheFitIsRefused() {
        var esn = new EchoStateNetwork(1, 1, 5, 1);

        assertThatThrownBy(() -> esn.predict(Sequence.of(1, 2))).isInstanceOf(IllegalStateException.class)
                .hasMessage("EchoStateNetwork expects fit before a run, got a run before it");
    }

    @Test void aSettingAfterTheFirstRunIsRefused() {
        var esn = sine(new EchoStateNetwork(1, 1, 5, 1));

        assertThatThrownBy(() -> esn.leakingRate(0.5)).isInstanceOf(IllegalStateException.class)
                .hasMessage("EchoStateNetwork expects its settings before the first run, "
                        + "got a leaking rate of 0 < a ≤ 1 after it");
    }

    @Test void aFitThatCannotBeIsRefusedAndChangesNothing() {
        var esn = sine(new EchoStateNetwork(1, 1, 5, 1).washout(10));
        var before = esn.snapshot();
        var x = new Sequence(20, 2, 1);
        var target = new Sequence(20, 2, 1);
        target.set(13, 1, 0, Double.NaN);
        var infinite = new Sequence(20, 2, 1);
        infinite.set(3, 0, 0, Double.NaN);

        assertRefused(() -> esn.fit(x, target), "finite targets, got NaN (step 13, example 1)");
        assertRefused(() -> esn.fit(x, new Sequence(19, 2, 1)), "an input of 1 features and a target of 1 for the same"
                + " steps and examples, got T=20, B=2, D=1 and T=19, B=2, D=1");
        assertRefused(() -> esn.fit(new Sequence(10, 2, 1), new Sequence(10, 2, 1)),
                "an example longer than its washout of 10, got none (T=10, B=2, D=1)");
        assertRefused(() -> esn.fit(infinite, x), "finite inputs, got NaN (step 3, example 0)");

        for (int k = 0; k < before.size(); k++) {
            assertThat(esn.parameters().get(k).value().data).isEqualTo(before.get(k).data);
        }
    }

    @Test void aRidgeThatRoundingSwallowsIsRefused() {
        var esn = new EchoStateNetwork(1, 1, 40, 1).ridge(1e-300);
        var x = new Sequence(10, 2, 1);                                   // 20 rows for 41 unknowns

        assertRefused(() -> esn.fit(x, x), "normal equations that Cholesky can solve, got ones that are not positive"
                + " definite (ridge 1.0E-300, 20 rows); is the ridge too small?");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EchoStateNetwork expects " + message);
    }

    private static Sequence random(int steps, int features, Rng rng, double low, double high) {
        var x = new Sequence(steps, 1, features);
        for (int j = 0; j < x.matrix().getNumElements(); j++) x.matrix().data[j] = rng.uniform(low, high);
        return x;
    }
}
