package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.cell.GruCell;
import unrolled.layer.Attention;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.train.Clipping;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

/** The whole way: short strings of digits are learned to be written backwards. */
class ReversingTest {

    private static final int START = 10;
    private static final int END = 11;
    private static final int IDS = 12;
    private static final int HIDDEN = 64;

    @ParameterizedTest(name = "with attention: {0}") @CsvSource({"true, 5", "false, 12"})
    void learnsToReverse(boolean attends, int epochs) {
        var train = digits(2000, 1);
        var test = digits(200, 2);
        var model = model(attends);

        new Trainer(model, Loss.softmaxCrossEntropy(), Optimizer.adam(0.005)).epochs(epochs).batchSize(32)
                .clipping(Clipping.norm(1)).fit(train);

        assertThat(accuracy(model, test)).isGreaterThan(0.95);
    }

    private static EncoderDecoder model(boolean attends) {
        var encoder = Network.of(1, new Embedding(IDS, 12), new Recurrent(new GruCell(12, HIDDEN)));
        var cell = new Recurrent(new GruCell(12, HIDDEN));
        var decoder = attends
                ? Network.of(2, new Embedding(IDS, 12), cell, Attention.dot(HIDDEN), new Dense(2 * HIDDEN, IDS))
                : Network.of(2, new Embedding(IDS, 12), cell, new Dense(HIDDEN, IDS));
        return new EncoderDecoder(encoder, decoder, Start.token(START));
    }

    /** Strings of two to four digits, and the same backwards with an end. */
    private static Batch digits(int examples, long seed) {
        var rng = new Rng(seed);
        var sources = new ArrayList<double[][]>();
        var targets = new ArrayList<double[][]>();
        for (int n = 0; n < examples; n++) {
            int length = 2 + rng.below(3);
            var source = new double[length][1];
            var target = new double[length + 1][1];
            for (int t = 0; t < length; t++) {
                source[t][0] = rng.below(10);
                target[length - 1 - t][0] = source[t][0];
            }
            target[length][0] = END;
            sources.add(source);
            targets.add(target);
        }
        return new Batch(Sequence.padded(sources), Sequence.padded(targets));
    }

    private static double accuracy(EncoderDecoder model, Batch data) {
        var written = model.greedy(data.input(), data.target().steps() + 1, END);
        int right = 0;
        for (int n = 0; n < data.size(); n++) {
            double[] asked = data.target().series(n, 0);
            int[] tokens = Arrays.stream(asked).mapToInt(d -> (int) d).limit(asked.length - 1).toArray();
            if (Arrays.equals(tokens, written[n])) right++;
        }
        return (double) right / data.size();
    }
}
