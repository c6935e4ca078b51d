package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.machine.Stop;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.State;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class GeneratorTest {

    private static final int[] PROMPT = {3, 1, 4};

    private final Network net = Network.of(1, new Embedding(7, 3), new Recurrent(new LstmCell(3, 5)),
            new Recurrent(new GruCell(5, 4)), new Dense(4, 7));
    private final Sampler sampler = Sampler.temperature(0.5).topK(5);

    @Test void stepByStepIsOneFullRun() {
        int[] ids = new Generator(net, sampler).write(PROMPT, 12, new Rng(9)).ids();

        var read = IntStream.concat(Arrays.stream(PROMPT), Arrays.stream(ids)).toArray();
        var logits = net.predict(Tokens.sequence(read));
        var rng = new Rng(9);
        assertThat(ids).hasSize(12);
        for (int j = 0; j < ids.length; j++) {
            var row = logits.toArray()[PROMPT.length - 1 + j][0];
            assertThat(sampler.draw(row, rng)).as("token %d", j).isEqualTo(ids[j]);
        }
    }

    @Test void theStateThatComesBackHasReadAllButTheLastToken() {
        var written = new Generator(net, sampler).write(PROMPT, 6, new Rng(9));

        var read = IntStream.concat(Arrays.stream(PROMPT), Arrays.stream(written.ids()).limit(5)).toArray();
        net.predict(Tokens.sequence(read));
        var full = net.lastState();
        assertThat(written.state().names()).isEqualTo(full.names());
        for (var part : full.names()) {
            assertThat(written.state().get(part).data)
                    .containsExactly(full.get(part).data, org.assertj.core.data.Offset.offset(1e-14));
        }
    }

    @Test void textGoesOnWhereItStopped() {
        var generator = new Generator(net, sampler);
        int[] whole = generator.write(PROMPT, 10, new Rng(4)).ids();

        var rng = new Rng(4);
        var first = generator.write(PROMPT, 4, rng);
        int[] last = {first.ids()[3]};
        int[] rest = generator.write(first.state(), last, 6, rng).ids();

        assertThat(first.ids()).isEqualTo(Arrays.copyOf(whole, 4));
        assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 4, 10));
    }

    @Test void theSameSeedWritesTheSameWhateverRanBefore() {
        var generator = new Generator(net, sampler);
        int[] first = generator.write(PROMPT, 8, new Rng(2)).ids();
        net.predict(Tokens.padded(List.of(new int[] {1, 2}, new int[] {5})));

        assertThat(generator.write(PROMPT, 8, new Rng(2)).ids()).isEqualTo(first);
    }

    @Test void stopsAtTheStopToken() {
        net.parameter("dense.b").value().set(Vocabulary.END, 0, 100);

        int[] ids = new Generator(net, sampler).stopAt(Vocabulary.END).write(PROMPT, 8, new Rng(2)).ids();

        assertThat(ids).containsExactly(Vocabulary.END);
    }

    @Test void aModelThatAnswersOnceWritesToo() {
        var once = Network.of(1, new Embedding(7, 3), new Recurrent(new LstmCell(3, 5)), new LastStep(),
                new Dense(5, 7));
        var always = Network.of(1, new Embedding(7, 3), new Recurrent(new LstmCell(3, 5)), new Dense(5, 7));

        assertThat(new Generator(once, Sampler.greedy()).write(PROMPT, 8, new Rng(1)).ids())
                .isEqualTo(new Generator(always, Sampler.greedy()).write(PROMPT, 8, new Rng(1)).ids());
    }

    @Test void learnsARhymeByHeart() {
        var characters = Tokenizer.characters();
        var text = characters.tokens("round and round the ragged rock ".repeat(12));
        var vocabulary = Vocabulary.of(List.of(text));
        int N = vocabulary.size();
        var model = Network.of(3, new Embedding(N, 8), new Recurrent(new GruCell(8, 32)), new Dense(32, N));
        var data = Tokens.streams(vocabulary.ids(text), 4);
        double before = Perplexity.of(model, data);

        new Trainer(model, Loss.softmaxCrossEntropy(), Optimizer.adam(0.02)).epochs(60).fit(data);
        var ids = new Generator(model, Sampler.greedy())
                .write(vocabulary.ids(characters.tokens("round a")), 25, new Rng(1)).ids();

        assertThat(before).isBetween(N * 0.5, N * 2.0);
        assertThat(Perplexity.of(model, data)).isLessThan(1.3);
        assertThat(characters.text(vocabulary.tokens(ids))).isEqualTo("nd round the ragged rock ");
    }

    @Test void aStopButtonEndsALongText() {
        var told = new ArrayList<String>();
        Stop.readBy(told::add);
        var generator = new Generator(net, sampler);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> generator.write(PROMPT, 8, new Rng(2))).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        Stop.readBy(words -> { });
        assertThat(told).containsExactly("Generator was stopped after 0 of 8 tokens");
    }

    @Test void refusesAnEmptyPromptOrCount() {
        var generator = new Generator(net, sampler);

        assertThatThrownBy(() -> generator.write(new int[0], 3, new Rng(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Generator expects a prompt of one token or more and a count of 1 or more, got 0 tokens "
                        + "and a count of 3");
        assertThatThrownBy(() -> generator.write(PROMPT, 0, new Rng(1)))
                .hasMessageEndingWith("got 3 tokens and a count of 0");
        assertThatThrownBy(() -> generator.write(new int[] {7}, 1, new Rng(1)))
                .hasMessageContaining("expects ids from 0 to 6");
        assertThatThrownBy(() -> generator.write(State.of("lstm.h", new DMatrixRMaj(2, 5)), PROMPT, 1, new Rng(1)))
                .hasMessageContaining("expects a state of 1×5, got 2×5");
    }
}
