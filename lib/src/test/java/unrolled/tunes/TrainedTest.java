package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.data.CourseData;
import unrolled.math.Rng;
import unrolled.model.Checkpoint;
import unrolled.text.Perplexity;
import unrolled.text.Sampler;
import unrolled.text.Tokenizer;
import unrolled.text.Tokens;
import unrolled.text.Vocabulary;

/** What {@code data/trained/README.md} and lecture 11 say of the models that come trained. */
class TrainedTest {

    @ParameterizedTest @ValueSource(strings = {"tunes", "writer"})
    void aModelIsSmallAndLoadsInASecond(String name) throws IOException {
        var file = CourseData.model(name);
        var clock = ManagementFactory.getThreadMXBean();             // a busy machine makes others wait, not this

        long start = clock.getCurrentThreadCpuTime();
        var net = Checkpoint.load(file);
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;

        assertThat(Files.size(file)).isLessThan(2_000_000);
        assertThat(seconds).isLessThan(1);
        assertThat(file.resolveSibling(name + ".log")).isNotEmptyFile();
        assertThat(file.resolveSibling(name + ".html")).isNotEmptyFile();
        assertThat(net.parameterCount()).isGreaterThan(100_000);
    }

    @Test void theWriterOfTunesCountsItsBars() throws IOException {
        var file = CourseData.model("tunes");
        var vocabulary = Vocabulary.ofTokens(Files.readAllLines(file.resolveSibling("tunes.tokens.txt")));
        var writer = TuneWriter.of(Checkpoint.load(file), vocabulary, Sampler.temperature(0.8));
        var rng = new Rng(5);
        var written = new ArrayList<String>();
        for (var metre : List.of("4/4", "6/8", "2/4", "9/8", "3/4", "2/2")) {
            for (var key : List.of("G", "D")) written.add(writer.write(Metre.of(metre), Key.of(key), rng));
        }
        var book = CourseData.tunes("aird-airs").stream().map(Abc::read).toList();

        var verdict = new Critic(book).judge(written);

        assertThat(verdict.read()).isGreaterThan(0.8);
        assertThat(verdict.rightBars()).isGreaterThan(0.9);
        assertThat(verdict.inKey()).isGreaterThan(0.95);
    }

    @Test void theWriterOfProseIsBetterOnTextThatItHasNotReadThanTheLecturesNetwork() {
        var letters = Tokenizer.characters().tokens(CourseData.text("course-notes"));
        int cut = letters.size() * 9 / 10;
        var vocabulary = Vocabulary.of(List.of(letters.subList(0, cut)));
        var held = Tokens.streams(vocabulary.ids(letters.subList(cut, letters.size())), 1);

        assertThat(Perplexity.of(Checkpoint.load(CourseData.model("writer")), held)).isLessThan(5);
    }
}
