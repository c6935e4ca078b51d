package unrolled.bench;

import static unrolled.seq.State.ZERO;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import unrolled.cell.LstmCell;
import unrolled.layer.Attention;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.text.Generator;
import unrolled.text.Sampler;
import unrolled.train.Loss;

/** What a language model adds to its cells, T=35, B=32: a vocabulary of 10,000, an embedding, attention, generation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TextBenchmark {

    private static final int STEPS = 35;
    private static final int BATCH = 32;
    private static final int WORDS = 10_000;
    private static final int HIDDEN = 128;

    private final Loss loss = Loss.softmaxCrossEntropy();
    private final Sequence logits = random(STEPS, BATCH, WORDS);
    private final Sequence ids = new Sequence(STEPS, BATCH, 1);
    private final Sequence dy = new Sequence(1, 1, WORDS);
    private final Embedding embedding = new Embedding(WORDS, HIDDEN);
    private final Sequence dEmbedded = random(STEPS, BATCH, HIDDEN);
    private final Sequence decoder = random(STEPS, BATCH, HIDDEN);
    private final Sequence encoder = random(STEPS, BATCH, HIDDEN);
    private final Sequence dAttention = random(STEPS, BATCH, 2 * HIDDEN);
    private final Attention dot = Attention.dot(HIDDEN);
    private final Attention additive = Attention.additive(HIDDEN, HIDDEN, HIDDEN);
    private final Rng rng = new Rng(3);
    private Generator generator;

    @Setup public void setup() {
        for (int t = 0; t < STEPS; t++) {
            for (int n = 0; n < BATCH; n++) ids.set(t, n, 0, rng.below(WORDS));
        }
        Network.of(1, embedding);
        Network.of(1, dot);
        Network.of(1, additive);
        generator = new Generator(Network.of(1, new Embedding(64, 16), new Recurrent(new LstmCell(16, HIDDEN)),
                new Dense(HIDDEN, 64)), Sampler.greedy());
    }

    @Benchmark public double softmaxCrossEntropy() {
        return loss.gradient(logits, ids, dy);
    }

    /** The bound: one exponential for each logit. */
    @Benchmark public double exponentials() {
        double sum = 0;
        for (double a : logits.matrix().data) sum += Math.exp(a);
        return sum;
    }

    @Benchmark public Sequence embedding() {
        embedding.forward(ids, ZERO, Pass.PREDICT);
        return embedding.backward(dEmbedded, ZERO);
    }

    @Benchmark public Sequence attentionDot() {
        return attend(dot);
    }

    @Benchmark public Sequence attentionAdditive() {
        return attend(additive);
    }

    private Sequence attend(Attention attention) {
        attention.attendTo(encoder);
        attention.forward(decoder, ZERO, Pass.PREDICT);
        attention.startBack();
        attention.backward(dAttention, ZERO);
        return attention.finish();
    }

    /** A hundred tokens, one at a time. */
    @Benchmark public int[] generate() {
        return generator.write(new int[] {1}, 100, rng).ids();
    }

    private static Sequence random(int steps, int batch, int features) {
        var rng = new Rng(1);
        var x = new Sequence(steps, batch, features);
        for (int j = 0; j < x.matrix().data.length; j++) x.matrix().data[j] = rng.normal();
        return x;
    }
}
