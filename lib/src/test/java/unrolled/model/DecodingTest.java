package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.cell.GruCell;
import unrolled.layer.Attention;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.seq.Sequence;

class DecodingTest {

    private static final int START = 3;
    private static final int END = 1;
    private static final int MAX = 4;

    private static final EncoderDecoder MODEL = model();
    private static final Sequence SOURCE = Samples.ids(5, 8, 6, 1).withLengths(new int[] {5, 1, 3, 2, 4, 5, 2, 3});

    private static EncoderDecoder model() {
        var encoder = Network.of(1, new Embedding(6, 3), new Recurrent(new GruCell(3, 5)));
        var decoder = Network.of(2, new Embedding(4, 3), new Recurrent(new GruCell(3, 5)), Attention.dot(5),
                new Dense(10, 4));
        var model = new EncoderDecoder(encoder, decoder, Start.token(START));
        Samples.randomize(model.parameters(), 9);
        for (var p : decoder.parameters()) {
            for (int j = 0; j < p.size(); j++) p.value().data[j] *= 2;   // clear preferences, some sequences that end
        }
        return model;
    }

    @Test void greedyIsABeamOfWidthOne() {
        var greedy = MODEL.greedy(SOURCE, MAX, END);
        var beams = MODEL.decode(SOURCE, 1, MAX, END);

        for (int n = 0; n < 8; n++) {
            assertThat(beams.get(n)).hasSize(1);
            assertThat(beams.get(n).get(0).tokens()).isEqualTo(greedy[n]);
        }
        assertThat(beams).anyMatch(found -> found.get(0).ended()).anyMatch(found -> !found.get(0).ended());
    }

    @ParameterizedTest @ValueSource(doubles = {0, 0.7, 1})
    void aFullWidthFindsTheBestOfAllSequences(double power) {
        var all = new ArrayList<int[]>();
        enumerate(new int[0], all);
        assertThat(all).hasSize(1 + 3 + 9 + 27 + 81);

        var found = MODEL.decode(SOURCE, 1000, MAX, END, power);

        for (int n = 0; n < 8; n++) {
            assertThat(found.get(n)).hasSize(all.size());
            double best = Double.NEGATIVE_INFINITY;
            for (var tokens : all) best = Math.max(best, score(n, tokens, power));
            assertThat(found.get(n).get(0).score()).isCloseTo(best, within(1e-12));
        }
    }

    /** All sequences of the other three tokens: those that can still end, and those of the longest length. */
    private static void enumerate(int[] prefix, List<int[]> all) {
        all.add(prefix);
        if (prefix.length == MAX) return;
        for (int k : new int[] {0, 2, 3}) {
            int[] longer = Arrays.copyOf(prefix, prefix.length + 1);
            longer[prefix.length] = k;
            enumerate(longer, all);
        }
    }

    private static double score(int n, int[] tokens, double power) {
        int length = Math.min(MAX, tokens.length + 1);
        return logProbability(n, tokens, length) / Math.pow(length, power);
    }

    private static double logProbability(int n, int[] tokens, int length) {
        var target = new Sequence(length, 1, 1);
        for (int t = 0; t < length; t++) target.set(t, 0, 0, t < tokens.length ? tokens[t] : END);
        return MODEL.logProbability(SOURCE.examples(n, n + 1), target)[0];
    }

    @Test void theProbabilitiesOfAllSequencesSumToOne() {
        for (var found : MODEL.decode(SOURCE, 1000, MAX, END)) {
            assertThat(found.stream().mapToDouble(h -> Math.exp(h.logProbability())).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test void aBeamTellsTheProbabilityOfWhatItFound() {
        var found = MODEL.decode(SOURCE, 3, MAX, END);

        for (int n = 0; n < 8; n++) {
            for (var h : found.get(n)) {
                int length = h.tokens().length + (h.ended() ? 1 : 0);
                assertThat(h.logProbability()).isCloseTo(logProbability(n, h.tokens(), length), within(1e-12));
                assertThat(h.score()).isCloseTo(h.logProbability() / length, within(1e-15));
            }
            assertThat(found.get(n)).extracting(Hypothesis::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test void theLogProbabilityOfABatchIsThatOfItsExamples() {
        var target = Samples.ids(4, 8, 4, 5).withLengths(new int[] {1, 4, 2, 3, 3, 2, 4, 1});
        var together = MODEL.logProbability(SOURCE, target);

        for (int n = 0; n < 8; n++) {
            var one = target.examples(n, n + 1).steps(0, target.length(n));
            var alone = MODEL.logProbability(SOURCE.examples(n, n + 1), one);
            assertThat(together[n]).isCloseTo(alone[0], within(1e-13));
        }
    }

    @Test void refusesNumbersOutOfRangeAndModelsOfNumbers() {
        var numbers = new EncoderDecoder(Network.of(1, new Recurrent(new GruCell(2, 3))),
                Network.of(2, new Recurrent(new GruCell(2, 3)), new Dense(3, 2)), Start.zeros());
        var x = Samples.sequence(4, 2, 2, 1);

        assertThatThrownBy(() -> numbers.greedy(x, 3, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.greedy expects a model of tokens, got one of numbers");
        assertThatThrownBy(() -> numbers.decode(x, 2, 3, 1))
                .hasMessageStartingWith("EncoderDecoder.decode expects a model");
        assertThatThrownBy(() -> numbers.logProbability(x, x))
                .hasMessageStartingWith("EncoderDecoder.logProbability expects a model");
        assertThatThrownBy(() -> MODEL.decode(SOURCE, 0, 3, END)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.decode expects a width and a length of 1 or more, got 0 and 3");
        assertThatThrownBy(() -> MODEL.greedy(SOURCE, 0, END)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.greedy expects a width and a length of 1 or more, got 1 and 0");
        assertThatThrownBy(() -> MODEL.greedy(SOURCE, 3, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.greedy expects an id from 0 to 3, got 4");
        assertThatThrownBy(() -> MODEL.logProbability(SOURCE.examples(0, 1), Sequence.of(0, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.logProbability expects an id from 0 to 3, got 9");
        assertThatThrownBy(() -> MODEL.logProbability(SOURCE.examples(0, 1), Sequence.of(0, 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.logProbability expects an id from 0 to 3, got 1.5");
        assertThatThrownBy(() -> MODEL.decode(SOURCE, 2, 3, END, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EncoderDecoder.decode expects a power of 0 or more, got NaN (length normalization)");
    }
}
