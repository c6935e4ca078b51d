package unrolled.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.machine.Stop;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class SearchTest {

    private static final int BUDGET = 1500;

    private final Batch data = data();

    static Stream<Arguments> methods() {
        return Stream.of(
                method("genetic algorithm", GeneticAlgorithm::new),
                method("simulated annealing", SimulatedAnnealing::new),
                method("particle swarm", ParticleSwarm::new),
                method("CMA-ES", CmaEs::new));
    }

    private static Arguments method(String name, Supplier<Search> search) {
        return Arguments.of(name, search);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void anElmanNetworkLearnsWhatCameBefore(String name, Supplier<Search> search) {
        var net = network();
        double before = loss(net, data);

        var history = search.get().minimize(net, Loss.mse(), data, BUDGET);

        assertThat(history.best()).as(history.toString()).isLessThan(0.4 * before);
        assertThat(loss(net, data)).isEqualTo(history.best());
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void theBudgetIsSpentAndNeverExceeded(String name, Supplier<Search> search) {
        for (int budget : new int[] {1, 2, 17, 100}) {
            var counted = new Counted(network());

            var history = search.get().minimize(counted, Loss.mse(), data, budget);

            assertThat(counted.runs).isEqualTo(budget);
            assertThat(history.evaluations()).isEqualTo(budget);
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void theFirstEvaluationIsTheModelAsItIs(String name, Supplier<Search> search) {
        var net = network();
        double before = loss(net, data);

        var losses = search.get().minimize(net, Loss.mse(), data, 10).table().doubleColumn("loss");

        assertThat(losses.get(0)).isEqualTo(before);
        assertThat(loss(net, data)).isLessThanOrEqualTo(before);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void theSameSeedGivesTheSameResult(String name, Supplier<Search> search) {
        var one = network();
        var same = network();
        var other = network();

        search.get().seed(4).minimize(one, Loss.mse(), data, 200);
        search.get().seed(4).minimize(same, Loss.mse(), data, 200);
        search.get().seed(5).minimize(other, Loss.mse(), data, 200);

        assertThat(U(same)).containsExactly(U(one));
        assertThat(U(other)).isNotEqualTo(U(one));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aFrozenParameterStays(String name, Supplier<Search> search) {
        var net = network().freeze("elman");
        double[] before = U(net);
        double[] head = net.parameter("dense.W").value().data.clone();

        search.get().minimize(net, Loss.mse(), data, 200);

        assertThat(U(net)).containsExactly(before);
        assertThat(net.parameter("dense.W").value().data).isNotEqualTo(head);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aLossThatIsNoNumberIsNeverTheBest(String name, Supplier<Search> search) {
        var net = network();
        double[] before = U(net);
        var hopeless = new Batch(data.input(), data.target().copy());
        hopeless.target().set(0, 0, 0, Double.NaN);

        var history = search.get().minimize(net, Loss.mse(), hopeless, 60);

        assertThat(history.evaluations()).isEqualTo(60);
        assertThat(history.best()).isEqualTo(Fitness.WORST);
        assertThat(U(net)).containsExactly(before);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aStopButtonLeavesTheBestParameters(String name, Supplier<Search> search) {
        var net = network();
        var counted = new Counted(net);
        counted.stopAt = 40;
        var told = new ArrayList<String>();
        Stop.readBy(told::add);

        assertThatThrownBy(() -> search.get().minimize(counted, Loss.mse(), data, 200))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        Stop.readBy(words -> { });
        assertThat(told).containsExactly(name + " was stopped after 39 of 200 evaluations; the best parameters, with a "
                + "loss of " + loss(net, data) + ", are kept");
        assertThat(loss(net, data)).isLessThan(loss(network(), data));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void paddingChangesNothing(String name, Supplier<Search> search) {
        var one = network();
        var same = network();
        var input = data.input().withLengths(new int[] {8, 3, 5});
        var rubbish = input.copy();
        rubbish.set(6, 1, 0, 99);

        search.get().minimize(one, Loss.mse(), new Batch(input, data.target()), 100);
        search.get().minimize(same, Loss.mse(), new Batch(rubbish, data.target()), 100);

        assertThat(U(same)).containsExactly(U(one));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aSmallerSpreadMovesLess(String name, Supplier<Search> search) {
        var near = network();
        var far = network();

        search.get().spread(1e-4).minimize(near, Loss.mse(), data, 60);
        search.get().minimize(far, Loss.mse(), data, 60);

        assertThat(distance(near)).isLessThan(0.1).isLessThan(distance(far));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aBudgetOfNothingIsRefused(String name, Supplier<Search> search) {
        assertThatThrownBy(() -> search.get().minimize(network(), Loss.mse(), data, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " expects a budget of 1 or more evaluations, got 0");
    }

    @ParameterizedTest(name = "{0}") @MethodSource("methods")
    void aModelThatIsAllFrozenIsRefused(String name, Supplier<Search> search) {
        assertThatThrownBy(() -> search.get().minimize(network().freeze("elman", "dense"), Loss.mse(), data, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " expects a parameter that is not frozen, got none (Network of");
    }

    @ParameterizedTest @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpreadThatIsNotPositiveIsRefused(double spread) {
        assertThatThrownBy(() -> new ParticleSwarm().spread(spread)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("particle swarm expects a positive spread, got " + spread);
    }

    @Test void aTargetThatDoesNotFitLeavesTheModelAlone() {
        var net = network();
        double[] before = U(net);

        var wide = new Batch(data.input(), new Sequence(8, 3, 2));

        assertThatThrownBy(() -> new CmaEs().minimize(net, Loss.mse(), wide, 9))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expects a target of T=8, B=3, D=1");
        assertThat(U(net)).containsExactly(before);
    }

    @Test void theConstrictionIsThatOfThePaper() {
        assertThat(ParticleSwarm.CHI).isCloseTo(0.7298, within(5e-5));
    }

    @Test void cmaEsStartsAgainWhenItHasConverged() {
        var net = Network.of(1, new Dense(1, 1));
        var line = new Batch(Sequence.of(1, 2, 3), Sequence.of(3, 5, 7));

        var history = new CmaEs().minimize(net, Loss.mse(), line, 3000);

        assertThat(history.evaluations()).isEqualTo(3000);
        assertThat(net.parameter("dense.W").value().get(0, 0)).isCloseTo(2, within(1e-6));
    }

    @Test void cmaEsLearnsTheDiagonalOfALargeModel() {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 14)), new Dense(14, 1));
        double before = loss(net, data);

        assertThat(net.parameterCount()).isGreaterThan(CmaEs.FULL);
        assertThat(new CmaEs().minimize(net, Loss.mse(), data, 600).best()).isLessThan(0.2 * before);
    }

    @Test void aTrainingRunsOnTheSameAxis() {
        var net = network();
        var trained = new Trainer(net, Loss.mse(), Optimizer.adam(0.03)).epochs(5).fit(data);

        var history = SearchHistory.of("Adam", trained);

        assertThat(history.table().intColumn("evaluations").asList()).containsExactly(3, 6, 9, 12, 15);
        assertThat(history.table().doubleColumn("loss").asList())
                .isEqualTo(trained.table().doubleColumn("loss").asList());
        assertThat(history.best()).isEqualTo(trained.best().loss());
    }

    @Test void theBestSoFarNeverRises() {
        var history = new SearchHistory("made");
        history.add(1, 3);
        history.add(2, 5);
        history.add(3, 2);

        assertThat(history.table().doubleColumn("best so far").asList()).containsExactly(3.0, 3.0, 2.0);
        assertThat(history).hasToString("made: 2.0 after 3 evaluations");
    }

    @Test void aRaceStandsInOneTable() {
        var swarm = new ParticleSwarm().minimize(network(), Loss.mse(), data, 4);
        var annealing = new SimulatedAnnealing().minimize(network(), Loss.mse(), data, 3);

        var table = SearchHistory.race(swarm, annealing);

        assertThat(table.stringColumn("method").asList()).startsWith("particle swarm").endsWith("simulated annealing");
        assertThat(table.intColumn("evaluations").asList()).containsExactly(1, 2, 3, 4, 1, 2, 3);
        assertThat(table.doubleColumn("best so far").get(6)).isEqualTo(annealing.best());
    }

    @Test void anEmptyHistoryHasNoBest() {
        var history = new SearchHistory("made");

        assertThat(history.evaluations()).isZero();
        assertThat(history).hasToString("made: no evaluation");
        assertThatThrownBy(history::best).isInstanceOf(IllegalStateException.class)
                .hasMessage("SearchHistory expects an evaluation, got none");
    }

    private static Network network() {
        return Network.of(2, new Recurrent(new ElmanCell(1, 3)), new Dense(3, 1));
    }

    /** The target is the input of the step before. */
    private static Batch data() {
        var rng = new Rng(9);
        var input = new Sequence(8, 3, 1);
        var target = new Sequence(8, 3, 1);
        for (int t = 0; t < 8; t++) {
            for (int n = 0; n < 3; n++) {
                input.set(t, n, 0, rng.uniform(-1, 1));
                if (t > 0) target.set(t, n, 0, input.get(t - 1, n, 0));
            }
        }
        return new Batch(input, target);
    }

    private static double loss(Network net, Batch data) {
        return Loss.mse().value(net.predict(data.input()), data.target());
    }

    private static double[] U(Network net) {
        return net.parameter("elman.U").value().data.clone();
    }

    /** How far U and the head have moved. */
    private static double distance(Network net) {
        var start = network();
        double sum = 0;
        for (var name : Arrays.asList("elman.U", "dense.W")) {
            double[] from = start.parameter(name).value().data;
            double[] to = net.parameter(name).value().data;
            for (int j = 0; j < from.length; j++) sum += (to[j] - from[j]) * (to[j] - from[j]);
        }
        return Math.sqrt(sum);
    }
}
