package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class FeedbackTest {

    private static Network net() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 5)), new Dense(5, 2));
        Samples.randomize(net.parameters(), 2);
        return net;
    }

    @Test void oneStateGoesThroughAllStepsAsInOneRun() {
        var net = net();
        var start = Samples.sequence(3, 4, 2, 1);
        var fed = Feedback.run(net, start, State.ZERO, 5);

        var whole = new Sequence(3 + 4, 4, 2);
        for (int t = 0; t < 3; t++) whole.at(t).copyFrom(start.at(t));
        for (int t = 3; t < 7; t++) whole.at(t).copyFrom(fed.outputs().at(t - 3));
        var y = net.predict(whole);

        for (int t = 0; t < 5; t++) {
            assertThat(fed.outputs().at(t).toMatrix().data).containsExactly(y.at(t + 2).toMatrix().data, within(1e-14));
        }
        for (var part : net.lastState().names()) {
            assertThat(fed.last().get(part).data).containsExactly(net.lastState().get(part).data, within(1e-14));
        }
    }

    @Test void aLaterRunGoesOnWhereTheFirstEnded() {
        var net = net();
        var start = Samples.sequence(1, 4, 2, 1);
        var whole = Feedback.run(net, start, State.ZERO, 6).outputs();
        var first = Feedback.run(net, start, State.ZERO, 2);
        var second = Feedback.run(net, first.outputs().steps(1, 2), first.last(), 4).outputs();

        assertThat(second.matrix().data).containsExactly(whole.steps(2, 6).matrix().data, within(1e-14));
    }

    @Test void startsOfUnequalLengthGoOnFromTheirOwnEnd() {
        var net = net();
        var start = Samples.sequence(3, 2, 2, 1).withLengths(new int[] {1, 3});
        var fed = Feedback.run(net, start, State.ZERO, 4).outputs();

        for (int n = 0; n < 2; n++) {
            var alone = Feedback.run(net, start.examples(n, n + 1).steps(0, start.length(n)), State.ZERO, 4).outputs();
            assertThat(fed.examples(n, n + 1).matrix().data).containsExactly(alone.matrix().data, within(1e-14));
        }
    }

    @Test void aModelThatAnswersOnceIsFedTheSame() {
        var once = Network.of(1, new Recurrent(new LstmCell(2, 5)), new LastStep(), new Dense(5, 2));
        for (int k = 0; k < once.parameters().size(); k++) {
            once.parameters().get(k).set(net().parameters().get(k).value());
        }
        var start = Samples.sequence(3, 2, 2, 1).withLengths(new int[] {1, 3});

        assertThat(Feedback.run(once, start, State.ZERO, 4).outputs().matrix().data)
                .containsExactly(Feedback.run(net(), start, State.ZERO, 4).outputs().matrix().data, within(1e-14));
    }

    @Test void whatIsFedBackCanBeChosen() {
        var net = Network.of(1, new Embedding(5, 3), new Recurrent(new LstmCell(3, 4)), new Dense(4, 5));
        Samples.randomize(net.parameters(), 2);

        var fed = Feedback.run(net, Sequence.of(2), State.ZERO, 3, y -> Sequence.of(4)).outputs();

        assertThat(fed.matrix().data).containsExactly(net.predict(Sequence.of(2, 4, 4)).matrix().data, within(1e-14));
    }

    @Test void refusesNoStepsAndOutputsThatAreNoInputs() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 5)));
        var start = Samples.sequence(1, 4, 2, 1);

        assertThatThrownBy(() -> Feedback.run(net, start, State.ZERO, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feedback expects 1 or more steps, got 0");
        assertThatThrownBy(() -> Feedback.run(net, start, State.ZERO, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feedback expects outputs that can be inputs, got 5 outputs for 2 inputs"
                        + " (Network of [Recurrent 'lstm'])");
    }
}
