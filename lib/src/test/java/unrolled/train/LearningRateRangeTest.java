package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.layer.Dense;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class LearningRateRangeTest {

    private final Network net = Network.of(3, new Dense(1, 1));
    private final Batch data = new Batch(Sequence.fromBatchMajor(new double[][][] {{{1}}, {{2}}, {{3}}, {{4}}}),
            Sequence.fromBatchMajor(new double[][][] {{{2}}, {{4}}, {{6}}, {{8}}}));

    @Test void theRatesGrowByAConstantFactor() {
        var table = range().steps(5).run(data, 1e-8, 1e-4);

        assertThat(table.doubleColumn("learning rate").asDoubleArray())
                .containsExactly(new double[] {1e-8, 1e-7, 1e-6, 1e-5, 1e-4}, within(1e-18));
    }

    @Test void theLossFallsAndThenRisesUntilTheTestEnds() {
        var losses = range().run(data, 1e-4, 10).doubleColumn("loss");
        double lowest = losses.min();

        assertThat(lowest).isLessThan(0.1 * losses.get(0));
        assertThat(losses.size()).isLessThan(LearningRateRange.STEPS);
        assertThat(losses.get(losses.size() - 1)).isGreaterThan(LearningRateRange.RISE * lowest);
    }

    @Test void theModelHasItsParametersBack() {
        var before = net.snapshot();

        range().run(data, 1e-4, 10);

        assertThat(net.parameter("dense.W").value().data).containsExactly(before.get(0).data);
    }

    @Test void itEndsWhenTheLossIsNoNumber() {
        var hopeless = new Batch(data.input(), Sequence.fromBatchMajor(
                new double[][][] {{{Double.NaN}}, {{1}}, {{1}}, {{1}}}));

        assertThat(range().run(hopeless, 1e-4, 1).rowCount()).isEqualTo(1);
    }

    @Test void theSameSeedGivesTheSameNumbers() {
        double[] one = losses(5);

        assertThat(losses(5)).containsExactly(one);
        assertThat(losses(6)).isNotEqualTo(one);
    }

    private double[] losses(long seed) {
        return range().batchSize(2).seed(seed).run(data, 1e-4, 1).doubleColumn("loss").asDoubleArray();
    }

    @Test void valuesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> range().run(data, 1, 0.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LearningRateRange expects 0 < low < high, got 1.0 and 0.1");
        assertThatThrownBy(() -> range().run(data, 0, 0.1)).hasMessageContaining("got 0.0 and 0.1");
        assertThatThrownBy(() -> range().steps(1)).hasMessage("LearningRateRange expects 2 or more steps, got 1");
        assertThatThrownBy(() -> range().batchSize(0))
                .hasMessage("LearningRateRange expects 1 or more examples in a batch, got 0");
    }

    private LearningRateRange range() {
        return new LearningRateRange(net, Loss.mse(), Optimizer::sgd);
    }
}
