package unrolled.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import unrolled.math.Softmax;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * What a trained {@link EncoderDecoder} of tokens writes, greedily or by {@link Beam} search, and how likely it holds
 * what others wrote.
 */
final class Decoding {

    private final EncoderDecoder model;
    private final Coupling coupling;

    Decoding(EncoderDecoder model, Coupling coupling) {
        this.model = model;
        this.coupling = coupling;
    }

    int[][] greedy(Sequence source, int maxLength, int end) {
        expectTokens("greedy", 1, maxLength, end);
        var y = model.free(source, maxLength);
        return IntStream.range(0, source.batch()).mapToObj(n -> IntStream.range(0, maxLength)
                .map(t -> DecoderSteps.largest(y.at(t), n)).takeWhile(k -> k != end).toArray()).toArray(int[][]::new);
    }

    /** One source after the other, each without its padding. */
    List<List<Hypothesis>> beams(Sequence source, int width, int maxLength, int end, double a) {
        expectTokens("decode", width, maxLength, end);
        if (!(a >= 0 && a < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("EncoderDecoder.decode expects a power of 0 or more, got " + a
                    + " (length normalization)");
        }
        var all = new ArrayList<List<Hypothesis>>();
        for (int n = 0; n < source.batch(); n++) {
            var one = source.examples(n, n + 1).steps(0, source.length(n));
            var encoded = model.encoder().forward(one, State.ZERO, Pass.PREDICT);
            var initial = coupling.shared(model.encoder().lastState());
            var beam = new Beam(model.decoder(), coupling, encoded, initial, width, end, a);
            all.add(List.copyOf(beam.search(model.start().id(), maxLength)));
        }
        return all;
    }

    /** Σ_t log softmax(y_t) of the target's ids, the teacher forcing. */
    double[] logProbability(Sequence source, Sequence target) {
        expectTokens("logProbability", 1, 1, 0);
        var y = model.forced(source, target);
        var sums = new double[y.batch()];
        for (int t = 0; t < y.steps(); t++) {
            for (int n = 0; n < y.batch(); n++) {
                if (!y.valid(t, n)) continue;
                expectId("logProbability", target.get(t, n, 0));
                int k = (int) target.get(t, n, 0);
                sums[n] += y.at(t).get(n, k) - Softmax.logSumExp(y.at(t), n);
            }
        }
        return sums;
    }

    private void expectTokens(String who, int width, int maxLength, int end) {
        if (!model.start().isToken()) {
            throw new IllegalArgumentException("EncoderDecoder." + who + " expects a model of tokens,"
                    + " got one of numbers");
        }
        if (width < 1 || maxLength < 1) {
            throw new IllegalArgumentException("EncoderDecoder." + who + " expects a width and a length of 1 or more,"
                    + " got " + width + " and " + maxLength);
        }
        expectId(who, end);
    }

    private void expectId(String who, double id) {
        if (id == (int) id && 0 <= id && id < coupling.outputs()) return;
        throw new IllegalArgumentException("EncoderDecoder." + who + " expects an id from 0 to "
                + (coupling.outputs() - 1) + ", got "
                + (id == (int) id ? String.valueOf((int) id) : String.valueOf(id)));
    }
}
