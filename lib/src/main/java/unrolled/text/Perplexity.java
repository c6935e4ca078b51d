package unrolled.text;

import java.util.List;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.State;
import unrolled.train.Loss;

/**
 * How many tokens a model of the next token wavers between, on average: the exponential of its cross-entropy.
 *
 * <pre>
 *   PP = exp(−1/M Σ log p(k_m | what came before))          over all M valid tokens
 * </pre>
 *
 * <p>A model that guesses evenly among N tokens has N; a certain and right one has 1.
 *
 * @see <a href="https://doi.org/10.1121/1.2016299">F. Jelinek and others, Perplexity: a measure of the difficulty of
 *      speech recognition tasks, JASA 62 (1977), S63</a>
 */
public final class Perplexity {

    private Perplexity() {}

    /** The perplexity on a batch of ids and next ids, from a state of zeros. */
    public static double of(Model model, Batch data) {
        return of(model, List.of(data));
    }

    /**
     * The perplexity on several batches; each token counts the same, whatever batch it is in.
     *
     * @throws IllegalArgumentException if there is no batch, or a target is not a token that the model knows
     */
    public static double of(Model model, Iterable<Batch> batches) {
        var loss = Loss.softmaxCrossEntropy().summed();
        double sum = 0;
        long tokens = 0;
        for (var batch : batches) {
            var logits = model.forward(batch.input(), State.ZERO, Pass.judge(batch.target()));
            sum += loss.value(logits, batch.target());
            tokens += logits.validSteps();
        }
        if (tokens == 0) throw new IllegalArgumentException("Perplexity expects a batch or more, got none");
        return Math.exp(sum / tokens);
    }
}
