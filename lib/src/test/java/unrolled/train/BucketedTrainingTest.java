package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.EncoderDecoder;
import unrolled.model.Network;
import unrolled.model.Start;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.text.Buckets;
import unrolled.text.Tokens;
import unrolled.text.Vocabulary;

class BucketedTrainingTest {

    private static final int TOKENS = 9;

    /** Sentences of 1 to 7 tokens that count upwards. */
    private static Batch sentences(int count) {
        var rng = new Rng(2);
        var sentences = new ArrayList<int[]>();
        for (int n = 0; n < count; n++) {
            var ids = new int[1 + rng.below(7)];
            int first = rng.below(TOKENS - 4);
            for (int t = 0; t < ids.length; t++) ids[t] = 4 + (first + t) % (TOKENS - 4);
            sentences.add(ids);
        }
        return Tokens.sentences(sentences);
    }

    private static Network network() {
        return Network.of(5, new Embedding(TOKENS, 3), new Recurrent(new LstmCell(3, 6)), new Dense(6, TOKENS));
    }

    private static Trainer trainer(Network net, int epochs) {
        return new Trainer(net, Loss.softmaxCrossEntropy(), Optimizer.adam(0.02)).epochs(epochs).seed(3);
    }

    private static double[] values(Network net) {
        return net.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.value().data, 0, p.size()))
                .toArray();
    }

    @Test void oneBucketOfOneBatchTrainsAsWithoutBuckets() {
        var data = sentences(11);
        var bucketed = network();
        var plain = network();

        var history = trainer(bucketed, 5).fit(new Buckets(data, 11), data);
        var expected = trainer(plain, 5).batchSize(11).fit(data, data);

        // the examples stand in another order, so sums round differently
        assertThat(values(bucketed)).containsExactly(values(plain), within(1e-12));
        for (int e = 0; e < 5; e++) {
            assertThat(history.epochs().get(e).loss()).isCloseTo(expected.epochs().get(e).loss(), within(1e-12));
            assertThat(history.epochs().get(e).validationLoss())
                    .isCloseTo(expected.epochs().get(e).validationLoss(), within(1e-12));
        }
    }

    @Test void sentencesOfUnequalLengthAreLearned() {
        var data = sentences(40);
        var net = network();

        var history = trainer(net, 60).fit(new Buckets(data, 8), data);

        assertThat(new Buckets(data, 8).count()).isEqualTo(5);
        assertThat(history.epochs().get(0).loss()).isGreaterThan(2);
        assertThat(history.last().validationLoss()).isLessThan(1);
        assertThat(trainer(net, 1).loss(data)).isEqualTo(history.last().validationLoss());
    }

    @Test void theTrainingLossIsTheMeanOverAllValidSteps() {
        var data = sentences(13);
        var net = network();
        double before = trainer(net, 1).loss(data);

        double met = new Trainer(net, Loss.softmaxCrossEntropy(), Optimizer.sgd(1e-300)).epochs(1)
                .fit(new Buckets(data, 4)).last().loss();

        assertThat(met).isCloseTo(before, within(1e-12));
    }

    @Test void aSumIsAMeanOverTheBatchesWeightedByTheirValidSteps() {
        var data = sentences(7);
        var buckets = new Buckets(data, 4);
        var net = network();
        var loss = Loss.softmaxCrossEntropy().summed();
        double sum = 0;
        for (int k = 0; k < 2; k++) {
            var batch = buckets.get(k);
            sum += batch.target().validSteps() * loss.value(net.predict(batch.input()), batch.target());
        }

        double met = new Trainer(net, loss, Optimizer.sgd(1e-300)).epochs(1).fit(buckets).last().loss();

        assertThat(met).isCloseTo(sum / data.target().validSteps(), within(1e-12));
    }

    @Test void oneAnswerForASequenceIsLearnedFromBuckets() {
        var data = sentences(12);
        var classes = new Sequence(1, 12, 1);
        for (int n = 0; n < 12; n++) classes.set(0, n, 0, data.input().length(n) > 4 ? 1 : 0);
        var labelled = new Batch(data.input(), classes);
        var net = Network.of(5, new Embedding(TOKENS, 3), new Recurrent(new LstmCell(3, 6)), new LastStep(),
                new Dense(6, 2));

        var history = trainer(net, 80).fit(new Buckets(labelled, 4));

        assertThat(history.last().loss()).isLessThan(0.1);
        assertThat(Classification.of(net.predict(labelled.input()), classes).accuracy()).isEqualTo(1);
    }

    @Test void translationsWithLengthsOfTheirOwnAreLearnedFromBuckets() {
        var data = reversals(24);
        var model = new EncoderDecoder(
                Network.of(1, new Embedding(TOKENS, 4), new Recurrent(new LstmCell(4, 12))),
                Network.of(2, new Embedding(TOKENS, 4), new Recurrent(new LstmCell(4, 12)), new Dense(12, TOKENS)),
                Start.token(Vocabulary.START));
        var trainer = new Trainer(model, Loss.softmaxCrossEntropy(), Optimizer.adam(0.02)).epochs(60).seed(3);

        var history = trainer.fit(new Buckets(data, 5), data);

        assertThat(history.last().validationLoss()).isLessThan(0.5 * history.epochs().get(0).validationLoss());
        double met = new Trainer(model, Loss.softmaxCrossEntropy(), Optimizer.sgd(1e-300)).epochs(1)
                .fit(new Buckets(data, 5)).last().loss();
        assertThat(met).isCloseTo(trainer.loss(data), within(1e-12));
        assertThatThrownBy(() -> trainer.truncate(2).fit(new Buckets(data, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Trainer expects a target for every step to truncate");
    }

    /** Sentences, and the same backwards with an end: a step longer. */
    private static Batch reversals(int count) {
        var sentences = sentences(count).input();
        var inputs = new ArrayList<int[]>();
        var targets = new ArrayList<int[]>();
        for (int n = 0; n < count; n++) {
            var ids = Arrays.stream(sentences.series(n, 0)).skip(1).mapToInt(id -> (int) id).toArray();
            var target = new int[ids.length + 1];
            for (int t = 0; t < ids.length; t++) target[t] = ids[ids.length - 1 - t];
            target[ids.length] = Vocabulary.END;
            inputs.add(ids);
            targets.add(target);
        }
        return new Batch(Tokens.padded(inputs), Tokens.padded(targets));
    }

    @Test void bucketsAreTruncatedAsBatchesAre() {
        var data = sentences(11);
        var bucketed = network();
        var plain = network();

        var history = trainer(bucketed, 3).truncate(3).fit(new Buckets(data, 11));
        var expected = trainer(plain, 3).truncate(3).batchSize(11).fit(data);

        assertThat(values(bucketed)).containsExactly(values(plain), within(1e-12));
        assertThat(history.last().loss()).isCloseTo(expected.last().loss(), within(1e-12));
    }

    @Test void shortAndLongBucketsAreTruncatedSideBySide() {
        var data = sentences(40);
        var net = network();

        var history = trainer(net, 60).truncate(4).fit(new Buckets(data, 7), data);

        assertThat(history.last().validationLoss()).isLessThan(1);
        double met = new Trainer(net, Loss.softmaxCrossEntropy(), Optimizer.sgd(1e-300)).epochs(1).truncate(4)
                .fit(new Buckets(data, 7)).last().loss();
        assertThat(met).isCloseTo(trainer(net, 1).loss(data), within(1e-12));
    }

    @Test void bucketsWithOneAnswerAreNotTruncated() {
        var data = sentences(6);
        var labelled = new Batch(data.input(), new Sequence(1, 6, 1));
        var net = network();
        var before = values(net);

        assertThatThrownBy(() -> trainer(net, 1).truncate(2).fit(new Buckets(labelled, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Trainer expects a target for every step to truncate, got T=1, B=3, D=1 (in");
        assertThat(values(net)).containsExactly(before);
    }

    @Test void thePlanCountsTheExamplesAndBatchesOfBuckets() {
        var plans = new ArrayList<String>();
        var listener = new Listener() {
            @Override public void start(String plan) {
                plans.add(plan);
            }

            @Override public void epoch(History.Epoch epoch, int epochs) { }
        };

        trainer(network(), 1).listener(listener).truncate(4).fit(new Buckets(sentences(11), 4));

        assertThat(plans).hasSize(1);
        assertThat(plans.get(0)).contains("on 11 examples in 3 batches").endsWith("windows of 4 steps.");
        assertThat(List.of(new Buckets(sentences(11), 4).size())).containsExactly(11);
    }
}
