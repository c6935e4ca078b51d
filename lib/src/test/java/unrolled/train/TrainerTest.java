package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

class TrainerTest {

    /** The mean of a series so far: what an Elman network of a few units can learn. */
    private static Batch runningMean(int examples, long seed) {
        var rng = new Rng(seed);
        var x = Samples.sequence(6, examples, 1, rng);
        var y = new Sequence(6, examples, 1);
        for (int n = 0; n < examples; n++) {
            double sum = 0;
            for (int t = 0; t < 6; t++) {
                sum += x.get(t, n, 0);
                y.set(t, n, 0, sum / (t + 1));
            }
        }
        return new Batch(x, y);
    }

    private static Network elman() {
        return Network.of(3, new Recurrent(new ElmanCell(1, 6)), new Dense(6, 1));
    }

    private static Trainer trainer(Network net) {
        return new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).batchSize(8);
    }

    @Test void itLearnsARunningMean() {
        var net = elman();
        var unseen = runningMean(40, 2);
        var trainer = trainer(net).epochs(60);
        double before = trainer.loss(unseen);

        var history = trainer.fit(runningMean(64, 1), unseen);

        assertThat(history.epochs()).hasSize(60);
        assertThat(history.last().loss()).isLessThan(0.05 * history.epochs().get(0).loss());
        assertThat(history.last().validationLoss()).isLessThan(0.05 * before).isEqualTo(trainer.loss(unseen));
    }

    @Test void itLearnsWhichSignTheSeriesBeganWith() {
        var net = Network.of(4, new Recurrent(new LstmCell(1, 6)), new LastStep(), new Dense(6, 2));
        var x = Samples.sequence(5, 60, 1, new Rng(5));
        var target = new Sequence(1, 60, 1);
        for (int n = 0; n < 60; n++) target.set(0, n, 0, x.get(0, n, 0) > 0 ? 1 : 0);

        new Trainer(net, Loss.softmaxCrossEntropy(), Optimizer.adam(0.03)).batchSize(20).epochs(80)
                .fit(new Batch(x, target));

        var logits = net.predict(x);
        int right = 0;
        for (int n = 0; n < 60; n++) {
            if ((logits.get(0, n, 1) > logits.get(0, n, 0)) == (target.get(0, n, 0) == 1)) right++;
        }
        assertThat(right).isGreaterThanOrEqualTo(57);
    }

    @Test void singlePrecisionLearnsTheSameToFourDigits() {
        var inDouble = lastLoss(Precision.DOUBLE);
        var inSingle = lastLoss(Precision.SINGLE);

        assertThat(inSingle).isCloseTo(inDouble, withinPercentage(0.01));
    }

    private static double lastLoss(Precision precision) {
        var net = Network.of(3, new Recurrent(new LstmCell(1, 40)), new Dense(40, 1));
        return trainer(net).batchSize(32).epochs(15).precision(precision).fit(runningMean(64, 1)).last().loss();
    }

    @Test void theSameSeedGivesTheSameHistory() {
        assertThat(losses(1)).isEqualTo(losses(1)).isNotEqualTo(losses(2));
    }

    private static List<Double> losses(long seed) {
        return trainer(elman()).seed(seed).epochs(5).fit(runningMean(20, 1)).epochs().stream().map(History.Epoch::loss)
                .toList();
    }

    @Test void theLossOfAnEpochIsTheMeanOverItsExamples() {
        var net = elman();
        var data = runningMean(21, 1);
        var still = new Trainer(net, Loss.mse(), Optimizer.sgd(1e-300)).batchSize(8).epochs(1);

        var epoch = still.fit(data).last();

        assertThat(epoch.loss()).isCloseTo(still.loss(data), within(1e-13));
        assertThat(epoch.validationLoss()).isNaN();
        assertThat(epoch.watched()).isEqualTo(epoch.loss());
        assertThat(epoch.rate()).isEqualTo(1e-300);
    }

    @Test void theGradientNormIsThatBeforeClipping() {
        var free = trainer(elman()).epochs(1).batchSize(100).fit(runningMean(20, 1)).last();
        var clipped = trainer(elman()).epochs(1).batchSize(100).clipping(Clipping.norm(1e-3))
                .fit(runningMean(20, 1)).last();

        assertThat(clipped.gradientNorm()).isEqualTo(free.gradientNorm()).isGreaterThan(1e-3);
    }

    @Test void clippingBoundsTheStep() {
        var net = elman();
        var before = net.snapshot();

        new Trainer(net, Loss.mse(), Optimizer.sgd(1)).epochs(1).batchSize(100).clipping(Clipping.norm(1e-3))
                .fit(runningMean(20, 1));

        double step = 0;
        for (int k = 0; k < before.size(); k++) {
            var now = net.parameters().get(k).value();
            for (int j = 0; j < now.data.length; j++) step += Math.pow(now.data[j] - before.get(k).data[j], 2);
        }
        assertThat(Math.sqrt(step)).isCloseTo(1e-3, within(1e-15));
    }

    @Test void earlyStoppingRestoresTheBestParameters() {
        var net = elman();
        var validation = runningMean(30, 2);
        var trainer = new Trainer(net, Loss.mse(), Optimizer.adam(0.2)).batchSize(8).epochs(200).earlyStopping(3);

        var history = trainer.fit(runningMean(24, 1), validation);

        var best = history.best();
        assertThat(history.epochs().size()).isLessThan(200).isEqualTo(best.number() + 3);
        assertThat(history.last().validationLoss()).isGreaterThan(best.validationLoss());
        assertThat(trainer.loss(validation)).isEqualTo(best.validationLoss());
    }

    @Test void withoutEarlyStoppingTheLastParametersStay() {
        var validation = runningMean(30, 2);
        var trainer = new Trainer(elman(), Loss.mse(), Optimizer.adam(0.2)).batchSize(8).epochs(10);

        var history = trainer.fit(runningMean(24, 1), validation);

        assertThat(trainer.loss(validation)).isEqualTo(history.last().validationLoss());
    }

    @Test void frozenParametersStay() {
        var net = elman();
        net.parameter("elman.U").freeze(true);
        var U = net.parameter("elman.U").value().copy();
        var W = net.parameter("elman.W").value().copy();

        trainer(net).epochs(3).fit(runningMean(20, 1));

        assertThat(net.parameter("elman.U").value().data).isEqualTo(U.data);
        assertThat(net.parameter("elman.W").value().data).isNotEqualTo(W.data);
    }

    @Test void theListenerHearsTheBeginningEveryEpochAndTheEnd() {
        var heard = new ArrayList<String>();
        var listener = new Listener() {
            @Override public void start(String plan) {
                heard.add(plan);
            }

            @Override public void epoch(History.Epoch epoch, int epochs) {
                heard.add(epoch.number() + " of " + epochs);
            }

            @Override public void end(String result) {
                heard.add(result);
            }
        };

        trainer(elman()).epochs(2).listener(listener).fit(runningMean(20, 1), runningMean(7, 2));

        assertThat(heard).containsExactly("Training 55 parameters on 20 examples in 3 batches, 7 for validation; "
                + "every batch starts from a state of zeros.",
                "1 of 2", "2 of 2", "Trained for 2 epochs; best: epoch 2.");
    }

    @Test void aListenerMayHearEpochsOnly() {
        var numbers = new ArrayList<Integer>();

        trainer(elman()).epochs(3).listener((epoch, epochs) -> numbers.add(epoch.number())).fit(runningMean(8, 1));

        assertThat(numbers).containsExactly(1, 2, 3);
    }

    @Test void divergenceKeepsTheBestEpoch() {
        var net = Network.of(1, new Dense(1, 1));
        var data = new Batch(Sequence.of(1, 2, 3), Sequence.of(2, 4, 6));
        var kept = new ArrayList<double[]>();
        var trainer = new Trainer(net, Loss.mse(), Optimizer.sgd(1e60)).epochs(50)
                .listener((epoch, of) -> kept.add(net.parameter("dense.W").value().data.clone()));

        var refusal = catchThrowableOfType(DivergedException.class, () -> trainer.fit(data));

        int best = refusal.history().best().number();
        assertThat(refusal.getMessage()).contains("(epoch " + (refusal.history().last().number() + 1) + ", ")
                .endsWith("; epoch " + best + "'s weights are kept; is the learning rate of 1.0E60 too large, or are "
                        + "the data not scaled?");
        assertThat(net.parameter("dense.W").value().data).isEqualTo(kept.get(best - 1));
    }

    @Test void parametersThatOverflowAreNotKept() {
        var net = Network.of(1, new Dense(1, 1));
        var data = new Batch(Sequence.of(1e70), Sequence.of(0));
        var before = net.snapshot();

        var refusal = catchThrowableOfType(DivergedException.class,
                () -> new Trainer(net, Loss.mse(), Optimizer.sgd(1e200)).epochs(1).fit(data));

        assertThat(refusal).hasMessage("Trainer expects finite parameters, got Infinity in dense.W (epoch 1, "
                + "batch 1); the weights from before are kept; is the learning rate of 1.0E200 too large, or are the "
                + "data not scaled?");
        assertThat(net.parameter("dense.W").value().data).isEqualTo(before.get(0).data);
    }

    @Test void sizesMustBePositive() {
        var trainer = trainer(elman());

        assertThatThrownBy(() -> trainer.epochs(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trainer expects 1 or more epochs, got 0");
        assertThatThrownBy(() -> trainer.batchSize(0))
                .hasMessage("Trainer expects 1 or more examples in a batch, got 0");
        assertThatThrownBy(() -> trainer.earlyStopping(0))
                .hasMessage("Trainer expects 1 or more epochs of patience, got 0");
    }

    @Test void theHistoryIsATable() {
        var history = trainer(elman()).epochs(2).fit(runningMean(8, 1), runningMean(8, 2));

        var table = history.table();

        assertThat(table.columnNames()).containsExactly("epoch", "loss", "validation loss", "gradient norm",
                "learning rate", "seconds");
        assertThat(table.intColumn("epoch").asList()).containsExactly(1, 2);
        assertThat(table.doubleColumn("loss").get(1)).isEqualTo(history.last().loss());
        assertThat(history).hasToString(table.toString());
    }

    @Test void anEmptyHistoryHasNoLastEpoch() {
        assertThat(new History().best()).isNull();
        assertThatThrownBy(() -> new History().last()).isInstanceOf(IllegalStateException.class)
                .hasMessage("History expects an epoch, got none");
    }
}
