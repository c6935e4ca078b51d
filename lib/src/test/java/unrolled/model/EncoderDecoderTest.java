package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.layer.Attention;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.layer.Residual;
import unrolled.math.Parameter;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class EncoderDecoderTest {

    private static final int STEPS = 4;

    /** A forecaster: two features in, of which it goes on with the first. */
    private static EncoderDecoder forecaster() {
        var model = new EncoderDecoder(Network.of(1, new Recurrent(new GruCell(2, 5))),
                Network.of(2, new Recurrent(new GruCell(1, 5)), Attention.additive(5, 5, 3), new Dense(10, 1)),
                Start.lastInput()).steps(STEPS);
        Samples.randomize(model.parameters(), 3);
        return model;
    }

    private static EncoderDecoder translator() {
        var model = new EncoderDecoder(Network.of(1, new Embedding(6, 3), new Recurrent(new GruCell(3, 5))),
                Network.of(2, new Embedding(7, 3), new Recurrent(new GruCell(3, 5)), Attention.dot(5),
                        new Dense(10, 7)),
                Start.token(0)).steps(STEPS);
        Samples.randomize(model.parameters(), 3);
        return model;
    }

    @Test void withoutATargetEachOutputIsTheNextInput() {
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);
        var y = model.predict(x);

        model.encoder().predict(x);
        var first = new Sequence(1, 2, 1);
        for (int n = 0; n < 2; n++) first.set(0, n, 0, x.get(5, n, 0));
        var fed = Feedback.run(model.decoder(), first, model.encoder().lastState(), STEPS);

        assertThat(y.matrix().data).isEqualTo(fed.outputs().matrix().data);
        assertThat(y.toString()).isEqualTo("T=4, B=2, D=1");
    }

    @Test void theTeacherFeedsTheTargetOneStepLater() {
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);
        var target = Samples.sequence(STEPS, 2, 1, 2);
        var y = model.forward(x, State.ZERO, Pass.train(1, target)).copy();

        model.encoder().predict(x);
        var inputs = new Sequence(STEPS, 2, 1);
        for (int n = 0; n < 2; n++) inputs.set(0, n, 0, x.get(5, n, 0));
        for (int t = 1; t < STEPS; t++) inputs.at(t).copyFrom(target.at(t - 1));
        var expected = model.decoder().predict(inputs, model.encoder().lastState());

        assertThat(y.matrix().data).isEqualTo(expected.matrix().data);
    }

    @Test void aJudgedPassForcesNothing() {
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);

        var judged = model.forward(x, State.ZERO, Pass.judge(Samples.sequence(STEPS, 2, 1, 2))).copy();

        assertThat(judged.matrix().data).isEqualTo(model.predict(x).matrix().data);
    }

    @Test void theTeachersRatioIsTheShareOfForcedSteps() {
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);
        var target = Samples.sequence(STEPS, 2, 1, 2);
        var pass = Pass.train(1, target);
        var forced = model.forward(x, State.ZERO, pass).copy();
        var free = model.teacherRatio(0).forward(x, State.ZERO, pass).copy();
        var mixed = model.teacherRatio(0.5).forward(x, State.ZERO, pass).copy();
        var again = model.forward(x, State.ZERO, pass).copy();

        assertThat(free.matrix().data).isEqualTo(model.predict(x).matrix().data);
        assertThat(mixed.matrix().data).isNotEqualTo(forced.matrix().data).isNotEqualTo(free.matrix().data);
        assertThat(again.matrix().data).isEqualTo(mixed.matrix().data);
        assertThat(model.forward(x, State.ZERO, Pass.train(2, target)).matrix().data)
                .isNotEqualTo(mixed.matrix().data);
        assertThat(forced.at(0).toMatrix().data).isEqualTo(free.at(0).toMatrix().data);
    }

    @ParameterizedTest @ValueSource(doubles = {0, 0.5, 1})
    void paddingOfSourceAndTargetNeverChangesTheResult(double ratio) {
        var model = forecaster().teacherRatio(ratio);
        var x = Samples.sequence(6, 3, 2, 1).withLengths(new int[] {2, 6, 4});
        var target = Samples.sequence(STEPS, 3, 1, 2).withLengths(new int[] {4, 1, 3});
        var clean = model.forward(x, State.ZERO, Pass.train(1, target)).copy();
        var last = model.lastState().get("decoder.gru.h").data;

        var dirty = model.forward(Samples.withRubbish(x, Double.NaN), State.ZERO,
                Pass.train(1, Samples.withRubbish(target, Double.NaN)));

        assertThat(dirty.matrix().data).isEqualTo(clean.matrix().data);
        assertThat(model.lastState().get("decoder.gru.h").data).isEqualTo(last);
        assertThat(clean.get(1, 1, 0)).isZero();
        assertThat(clean.lengths()).isEqualTo(target.lengths());
    }

    @Test void aMaskForAllStepsStaysTheSameWhereTheDecoderRunsStepByStep() {
        var cell = new GruCell(1, 5).recurrentDropout(0.5);
        var model = new EncoderDecoder(Network.of(1, new Recurrent(new GruCell(2, 5))),
                Network.of(2, new Recurrent(cell), Dropout.sameOverTime(0.5), new Dense(5, 1)), Start.lastInput());
        var pass = Pass.train(1, Samples.sequence(STEPS, 2, 1, 2));
        var x = Samples.sequence(6, 2, 2, 1);
        var atOnce = model.forward(x, State.ZERO, pass).copy();
        var stepByStep = model.teacherRatio(Math.nextDown(1)).forward(x, State.ZERO, pass);   // forces at every step

        assertThat(stepByStep.matrix().data).containsExactly(atOnce.matrix().data, within(1e-14));
    }

    @Test void aMaskForEachStepIsAnotherAtEachStepOfADecoder() {
        var model = new EncoderDecoder(Network.of(1, new Recurrent(new ElmanCell(1, 20))),
                Network.of(2, new Recurrent(new ElmanCell(20, 20)), new Dropout(0.5)), Start.zeros()).teacherRatio(0);
        var target = new Sequence(STEPS, 1, 20);
        var y = model.forward(Samples.sequence(6, 1, 1, 1), State.ZERO, Pass.train(1, target));

        for (int t = 1; t < STEPS; t++) assertThat(dropped(y, t)).isNotEqualTo(dropped(y, t - 1)).contains(true, false);
    }

    private static boolean[] dropped(Sequence y, int t) {
        var dropped = new boolean[y.features()];
        for (int j = 0; j < dropped.length; j++) dropped[j] = y.get(t, 0, j) == 0;
        return dropped;
    }

    @Test void theLastStateIsTheOneAfterTheLastValidStep() {
        var model = forecaster().teacherRatio(0);
        var x = Samples.sequence(6, 3, 2, 1);
        var target = Samples.sequence(STEPS, 3, 1, 2).withLengths(new int[] {4, 1, 3});
        model.forward(x, State.ZERO, Pass.judge(target));
        var last = model.lastState();

        for (int n = 0; n < 3; n++) {
            var alone = target.examples(n, n + 1).steps(0, target.length(n));
            model.forward(x.examples(n, n + 1), State.ZERO, Pass.judge(alone));
            assertThat(last.rows(n).get("decoder.gru.h").data)
                    .containsExactly(model.lastState().get("decoder.gru.h").data, within(1e-14));
        }
    }

    @Test void oneBatchOfEightEqualsEightBatchesOfOne() {
        for (var model : new EncoderDecoder[] {forecaster(), translator()}) {
            var x = (model.readsIds() ? Samples.ids(6, 8, 6, 1) : Samples.sequence(6, 8, 2, 1))
                    .withLengths(new int[] {6, 1, 2, 3, 4, 5, 6, 2});
            var together = model.predict(x);

            for (int n = 0; n < 8; n++) {
                var alone = model.predict(x.examples(n, n + 1).steps(0, x.length(n)));
                assertThat(together.examples(n, n + 1).matrix().data)
                        .containsExactly(alone.matrix().data, within(1e-13));
            }
        }
    }

    @ParameterizedTest @ValueSource(doubles = {0.5, 1})
    void theGradientIsTheSameWhenAskedTwice(double ratio) {
        var model = forecaster().teacherRatio(ratio);
        var target = Samples.sequence(STEPS, 3, 1, 2).withLengths(new int[] {4, 1, 3});
        model.forward(Samples.sequence(6, 3, 2, 1), State.ZERO, Pass.train(1, target));
        var dy = Samples.sequence(STEPS, 3, 1, 4);
        var given = dy.copy();

        var dx = model.backward(dy, State.ZERO).copy();
        var first = model.parameters().stream().map(p -> p.gradient().copy()).toList();
        model.zeroGradients();
        var dxAgain = model.backward(dy, State.ZERO);

        assertThat(dxAgain.matrix().data).isEqualTo(dx.matrix().data);
        for (int k = 0; k < first.size(); k++) {
            assertThat(model.parameters().get(k).gradient().data).isEqualTo(first.get(k).data);
        }
        assertThat(dy.matrix().data).isEqualTo(given.matrix().data);
    }

    @Test void aForecasterLearnsToGoOnWithASineFedByItself() {
        var inputs = new Sequence(12, 40, 1);
        var targets = new Sequence(6, 40, 1);
        for (int n = 0; n < 40; n++) {
            for (int t = 0; t < 12; t++) inputs.set(t, n, 0, Math.sin(0.5 * t + 0.3 * n));
            for (int t = 0; t < 6; t++) targets.set(t, n, 0, Math.sin(0.5 * (12 + t) + 0.3 * n));
        }
        var data = new Batch(inputs, targets);
        var model = new EncoderDecoder(Network.of(1, new Recurrent(new GruCell(1, 12))),
                Network.of(2, new Recurrent(new GruCell(1, 12)), new Dense(12, 1)), Start.lastInput()).steps(6);
        var trainer = new Trainer(model.teacherRatio(0), Loss.mse(), Optimizer.adam(0.02)).epochs(60).batchSize(10);

        double before = trainer.loss(data);
        var history = trainer.fit(data.examples(0, 30), data.examples(30, 40));

        assertThat(before).isGreaterThan(0.1);
        assertThat(history.best().validationLoss()).isLessThan(0.005);
    }

    @Test void theTrainerJudgesTargetsOfUnequalLength() {
        var model = translator();
        var x = Samples.ids(6, 3, 6, 1).withLengths(new int[] {2, 6, 4});
        var target = Samples.ids(5, 3, 7, 2).withLengths(new int[] {5, 1, 3});
        var trainer = new Trainer(model, Loss.softmaxCrossEntropy(), Optimizer.sgd(0.01));

        double clean = trainer.loss(new Batch(x, target));
        double dirty = trainer.loss(new Batch(x, Samples.withRubbish(target, 99)));

        assertThat(dirty).isEqualTo(clean);
    }

    @Test void theAttentionOfEveryTargetStepCanBePlotted() {
        var model = translator();
        var x = Samples.ids(6, 2, 6, 1).withLengths(new int[] {2, 6});

        var weights = model.attention(x, Samples.ids(4, 2, 7, 2));

        assertThat(weights.toString()).isEqualTo("T=4, B=2, D=6");
        assertThat(weights.get(3, 0, 0) + weights.get(3, 0, 1)).isCloseTo(1, within(1e-14));
        assertThat(weights.get(3, 0, 2)).isEqualTo(0.0);
    }

    @Test void parametersStatesAndSummaryAreNamedByTheirHalf() {
        var model = forecaster();
        model.predict(Samples.sequence(6, 2, 2, 1));

        assertThat(model.parameters()).extracting(Parameter::name).containsExactly("encoder.gru.W", "encoder.gru.U",
                "encoder.gru.b", "decoder.gru.W", "decoder.gru.U", "decoder.gru.b", "decoder.attention.Wq",
                "decoder.attention.Wk", "decoder.attention.v", "decoder.dense.W", "decoder.dense.b");
        assertThat(model.lastState().names()).containsExactly("decoder.gru.h");
        assertThat(model.summary().stringColumn("layer").asList()).containsExactly("encoder.gru", "decoder.gru",
                "decoder.attention", "decoder.dense", "all");
        assertThat(model.summary().intColumn("parameters").asList()).containsExactly(15 * 8, 15 * 7, 33, 11, 269);
        assertThat(model.parameterCount()).isEqualTo(269);
    }

    @Test void theRatioFallsFromEpochToEpochByTheListener() {
        var model = forecaster();
        var decay = TeacherDecay.linear(0.25, 0.1);
        var ratios = new ArrayList<Double>();
        var data = new Batch(Samples.sequence(6, 4, 2, 1), Samples.sequence(STEPS, 4, 1, 2));

        new Trainer(model, Loss.mse(), Optimizer.sgd(0.01)).epochs(4).listener((epoch, of) -> {
            ratios.add(model.teacherRatio());
            model.teacherRatio(decay.ratio(epoch.number()));
        }).fit(data);

        assertThat(ratios).containsExactly(1.0, 0.75, 0.5, 0.25);
        assertThat(model.teacherRatio()).isEqualTo(0.1);
    }

    @Test void weightsAreSavedAndLoadedByTheirPaths(@TempDir Path folder) {
        var file = folder.resolve("forecaster.safetensors");
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);
        var before = model.predict(x);
        Checkpoint.saveWeights(model, file);

        Samples.randomize(model.parameters(), 99);
        assertThat(model.predict(x).matrix().data).isNotEqualTo(before.matrix().data);
        Checkpoint.loadWeights(model, file);

        assertThat(model.predict(x).matrix().data).isEqualTo(before.matrix().data);
    }

    @Test void scheduledDecayFallsAsThePaperSays() {
        assertThat(TeacherDecay.linear(0.1, 0.25).ratio(3)).isCloseTo(0.7, within(1e-15));
        assertThat(TeacherDecay.linear(0.1, 0.25).ratio(100)).isEqualTo(0.25);
        assertThat(TeacherDecay.exponential(0.9).ratio(2)).isCloseTo(0.81, within(1e-15));
        assertThat(TeacherDecay.inverseSigmoid(10).ratio(0)).isCloseTo(10 / 11.0, within(1e-15));
        assertThat(TeacherDecay.inverseSigmoid(10).ratio(23)).isBetween(0.49, 0.51);      // 10 ln 10 = 23.03
    }

    @Test void scheduledDecayRefusesNumbersOutOfRange() {
        assertThatThrownBy(() -> TeacherDecay.linear(-1, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TeacherDecay expects a fall of 0 or more and a minimum from 0 to 1, got -1.0 and 0.0"
                        + " (linear)");
        assertThatThrownBy(() -> TeacherDecay.linear(0.1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TeacherDecay.exponential(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TeacherDecay expects a factor between 0 and 1, got 1.0 (exponential)");
        assertThatThrownBy(() -> TeacherDecay.inverseSigmoid(0.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TeacherDecay expects a speed of 1 or more, got 0.5 (inverse sigmoid)");
    }

    // ---- refusals

    private static Network net(Layer... layers) {
        return Network.of(1, layers);
    }

    private static Recurrent elman(int features, int hidden) {
        return new Recurrent(new ElmanCell(features, hidden));
    }

    private static void assertRefused(Network encoder, Network decoder, Start start, String message) {
        assertThatThrownBy(() -> new EncoderDecoder(encoder, decoder, start))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest @ValueSource(doubles = {0, 1})
    void refusesAGradientThatDoesNotFitAndAWayBackThatNoWayForwardPrecedes(double ratio) {
        var model = forecaster().teacherRatio(ratio);
        assertThatThrownBy(() -> model.backward(new Sequence(STEPS, 2, 1), State.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("EncoderDecoder expects a way forward before the way back, got none");

        model.forward(Samples.sequence(6, 2, 2, 1), State.ZERO, Pass.train(1, Samples.sequence(STEPS, 2, 1, 2)));
        assertThatThrownBy(() -> model.backward(new Sequence(2, STEPS, 1), State.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder expects a gradient of T=4, B=2, D=1, as its output, got T=2, B=4, D=1");
    }

    @Test void refusesALayerInBothHalves() {
        var embedding = new Embedding(7, 3);
        var encoder = Network.of(1, embedding, new Recurrent(new GruCell(3, 5)));
        var decoder = Network.of(2, embedding, new Recurrent(new GruCell(3, 5)), new Dense(5, 7));
        assertRefused(encoder, decoder, Start.token(0),
                "EncoderDecoder expects an encoder and a decoder with layers of their own, got Embedding 'embedding'"
                        + " in both");

        var cell = new GruCell(1, 5);
        assertRefused(Network.of(1, new Recurrent(cell)), Network.of(2, new Recurrent(cell), new Dense(5, 1)),
                Start.zeros(), "EncoderDecoder expects an encoder and a decoder with layers of their own,"
                        + " got gru.W 15×1 in both");
    }

    @Test void refusesADecoderThatDoesNotAnswerStepByStep() {
        assertRefused(net(elman(2, 3)), net(elman(2, 3), new LastStep(), new Dense(3, 2)), Start.zeros(),
                "EncoderDecoder expects a decoder that answers step by step, got LastStep 'last'"
                        + " (in [Recurrent 'elman', LastStep 'last', Dense 'dense'])");
        assertRefused(net(elman(2, 3)), net(new Bidirectional(new ElmanCell(2, 1), new ElmanCell(2, 1))), Start.zeros(),
                "EncoderDecoder expects a decoder that answers step by step, got Bidirectional 'bidirectional'"
                        + " (in [Bidirectional 'bidirectional'])");
        assertRefused(net(elman(2, 3)), net(new Residual(new Bidirectional(new ElmanCell(2, 1), new ElmanCell(2, 1)))),
                Start.zeros(), "EncoderDecoder expects a decoder that answers step by step, got Residual 'residual'"
                        + " (in [Residual 'residual'])");
    }

    @Test void refusesADecoderThatCannotReadWhatItPutsOut() {
        assertRefused(net(elman(2, 3)), net(elman(2, 3)), Start.zeros(),
                "EncoderDecoder expects a decoder that can read what it puts out, got 2 features in and 3 out"
                        + " (decoder [Recurrent 'elman'])");
        assertRefused(net(elman(2, 3)), net(elman(2, 3), new Dense(3, 2)), Start.token(0),
                "EncoderDecoder expects Start.token for a decoder that begins with an Embedding, and only there, got"
                        + " Start.token(0) (decoder [Recurrent 'elman', Dense 'dense'])");
        assertThatThrownBy(() -> new EncoderDecoder(net(elman(2, 3)), net(new Embedding(4, 2), elman(2, 3),
                new Dense(3, 5)), Start.token(0))).hasMessageContaining("expects ids from 0 to 3, got 4");
        assertThatThrownBy(() -> new EncoderDecoder(net(elman(2, 3)), net(new Embedding(4, 2), elman(2, 3),
                new Dense(3, 4)), Start.token(4))).hasMessageContaining("expects ids from 0 to 3, got 4");
        assertThatThrownBy(() -> Start.token(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Start expects an id from 0 on, got -1 (token)");
    }

    @Test void refusesASourceThatCannotBeGoneOnWith() {
        assertRefused(net(elman(2, 3)), net(elman(3, 3)), Start.lastInput(),
                "EncoderDecoder expects a source of 3 or more features for Start.lastInput, got 2"
                        + " (the decoder puts out 3)");
    }

    @Test void refusesADecoderThatHearsNothingOfTheEncoder() {
        assertRefused(net(elman(2, 3)), net(elman(2, 4), new Dense(4, 2)), Start.zeros(),
                "EncoderDecoder expects states of one size, got 3 and 4 (part 'elman.h' of the encoder and of the"
                        + " decoder)");
        assertRefused(net(elman(2, 3)), net(new Recurrent(new GruCell(2, 2))), Start.zeros(),
                "EncoderDecoder expects a decoder that hears of the encoder, got states [elman.h] and [gru.h] and no"
                        + " Attention; have the layers one name?");
    }

    @Test void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> forecaster().steps(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder expects 1 or more steps, got 0");
        assertThatThrownBy(() -> forecaster().teacherRatio(1.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder expects a ratio from 0 to 1, got 1.5 (teacher forcing)");
    }

    @Test void refusesWhatDoesNotFitTheRun() {
        var model = forecaster();
        var x = Samples.sequence(6, 2, 2, 1);
        var h = State.of("gru.h", Samples.sequence(1, 2, 5, 1).matrix());
        var withoutSteps = new EncoderDecoder(net(elman(2, 2)), net(elman(2, 2)), Start.zeros());

        assertThatThrownBy(() -> withoutSteps.predict(x)).isInstanceOf(IllegalStateException.class)
                .hasMessage("EncoderDecoder expects steps(n) before a run without a target, got none");
        assertThatThrownBy(() -> model.forward(x, State.ZERO, Pass.judge(Samples.sequence(4, 3, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder expects a target of B=2, D=1, got T=4, B=3, D=1 (source T=6, B=2, D=2)");
        assertThatThrownBy(() -> model.predict(x, h)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder expects a state whose parts begin with 'encoder.', got 'gru.h'");
        assertThatThrownBy(() -> model.predict(Samples.sequence(6, 2, 3, 1)))
                .hasMessageContaining("expects 2 features, got 3");
        assertThatThrownBy(() -> withoutSteps.attention(x, x)).isInstanceOf(IllegalStateException.class)
                .hasMessage("EncoderDecoder expects an Attention layer in its decoder, got [Recurrent 'elman']");
    }

    @Test void startsAreWhatTheySay() {
        assertThat(Arrays.asList(Start.token(3), Start.zeros(), Start.lastInput())).map(Object::toString)
                .containsExactly("Start.token(3)", "Start.zeros()", "Start.lastInput()");
    }
}
