package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.cell.GruCell;
import unrolled.data.CourseData;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.text.Sampler;
import unrolled.text.Vocabulary;

/** From tunes to tokens and back, into other keys, and the judgement of what was written. */
class WritingTest {

    private static final String TUNE = "X:3\nT:A Tune\nM:6/8\nL:1/8\nK:G\nG2A Bcd|e6:|\n";

    @Test void aTuneIsItsMetreItsKeyAndItsLetters() {
        var tokenizer = new TuneTokenizer();

        var tokens = tokenizer.tokens(TUNE);

        assertThat(tokens).startsWith("M:6/8", "K:G", "G", "2", "A").endsWith("6", ":", "|");
        assertThat(tokenizer.text(tokens)).isEqualTo("M:6/8\nL:1/8\nK:G\nG2ABcd|e6:|\n");
        assertThat(tokenizer.tokens("M:C\nL:1/8\nK:A minor")).containsExactly("M:4/4", "K:Am");
    }

    @ParameterizedTest
    @ValueSource(strings = {"L:1/8\nK:G\nG", "M:4/4\nK:G\nG", "M:4/4\nL:1/4\nK:G\nG", "M:4/4\nL:1/8\nG"})
    void aTextWithoutItsHeadIsNotCut(String text) {
        assertThatThrownBy(() -> new TuneTokenizer().tokens(text)).hasMessageContaining("TuneTokenizer expects a line");
    }

    @ParameterizedTest
    @CsvSource({"G,1,A,2", "G,-1,F,-2", "G,4,D,7", "G,-3,D,-5", "Em,1,F#m,2", "Ador,3,Ddor,5", "C,-1,Bb,-2"})
    void inAnotherKeyAllStepsAreTheSame(String from, int steps, String to, int semitones) {
        var abc = "M:4/4\nL:1/8\nK:" + from + "\nG,A=FB ^c_ece|c'^g=BF EDCB,|\n";

        var moved = Transposition.of(abc, steps).orElseThrow();

        assertThat(Abc.read(moved).key()).isEqualTo(Key.of(to));
        assertThat(Abc.read(moved).notes()).extracting(Note::pitch).isEqualTo(
                Abc.read(abc).notes().stream().map(note -> note.pitch() + semitones).toList());
    }

    @Test void aNoteThatWouldNeedThreeSharpsIsNotMoved() {
        assertThat(Transposition.of("M:4/4\nL:1/8\nK:C\n^^E8|", 1)).isEmpty();
        assertThat(Transposition.of("M:4/4\nL:1/8\nK:C\n^E8|", 1)).isPresent();
    }

    @Test void everyTuneOfTheCourseMovesAndComesBack() {
        for (var abc : CourseData.tunes("aird-airs").subList(0, 60)) {
            var up = Transposition.of(abc, 1).orElseThrow();
            var back = Transposition.of(up, -1).orElseThrow();
            assertThat(Abc.read(back).notes()).isEqualTo(Abc.read(abc).notes());
        }
    }

    // ---- what was copied

    private static Tune tune(String key, String notes) {
        return Abc.read("M:4/4\nL:1/8\nK:" + key + "\n" + notes);
    }

    @Test void theLongestRunIsFoundInAnyKey() {
        var book = new Likeness(List.of(tune("C", "C8|"), tune("C", "CDEF GABc|d8|")));

        assertThat(book.longest(tune("C", "c4 CDEF|GABc z8|"))).isEqualTo(new Likeness.Run(1, 1, 1));
        assertThat(book.longest(tune("D", "z4 DEFG|ABcd a4|")).bars()).isEqualTo(1);
        assertThat(book.longest(tune("C", "C2D2E2F2|")).bars()).isZero();
        assertThat(book.longest(tune("C", "CEDC|")).bars()).isCloseTo(0.125, within(1e-12));
        assertThat(book.longest(tune("C", "CDEF GABc|d8|")).bars()).isEqualTo(2);
    }

    @Test void aRestIsPartOfARun() {
        var book = new Likeness(List.of(tune("C", "zCzD z2")));

        assertThat(book.longest(tune("F", "zFzG z2")).bars()).isEqualTo(0.75);
    }

    @Test void theCriticCountsWhatIsNoTune() {
        var critic = new Critic(List.of(tune("C", "CDEF GABc|d8|e8|")));

        var verdict = critic.judge(List.of("M:4/4\nL:1/8\nK:C\nCDEF GABc|d8|e8|", "M:4/4\nL:1/8\nK:C\n^F4|C8|",
                "M:4/4\n?"));

        assertThat(verdict.tunes()).isEqualTo(3);
        assertThat(verdict.read()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(verdict.rightBars()).isCloseTo(0.8, within(1e-12));
        assertThat(verdict.inKey()).isCloseTo(0.75, within(1e-12));
        assertThat(verdict.endsOnTonic()).isEqualTo(0.5);
        assertThat(verdict.repeatedBars()).isZero();
        assertThat(verdict.longestRun()).isEqualTo(3);
        assertThat(verdict.copied()).isEqualTo(0.5);
        assertThat(critic.keeps("M:4/4\nL:1/8\nK:C\nCDEF GABc|d8|e8|")).isFalse();
        assertThat(critic.keeps("M:4/4\nL:1/8\nK:C\n^F4|C8|")).isTrue();
        assertThat(critic.keeps("M:4/4\n?")).isFalse();
        var verdicts = new LinkedHashMap<String, Critic.Verdict>();
        verdicts.put("somebody", verdict);
        assertThat(Critic.table("tunes", verdicts).row(0).getDouble("bars right")).isEqualTo(0.8);
    }

    // ---- who writes

    private static final Vocabulary VOCABULARY = Vocabulary.of(List.of(new TuneTokenizer().tokens(TUNE)));

    @Test void aTableThatHasReadOneTuneWritesIt() {
        var writer = TuneWriter.counts(8, 1e-6, List.of(TUNE), VOCABULARY, Sampler.greedy());

        assertThat(writer.write(Metre.of("6/8"), Key.of("G"), new Rng(1)))
                .isEqualTo("M:6/8\nL:1/8\nK:G\nG2ABcd|e6:|\n");
    }

    @Test void anUntrainedNetworkWritesLettersWithoutEnd() {
        int N = VOCABULARY.size();
        var net = Network.of(1, new Embedding(N, 4), new Recurrent(new GruCell(4, 5)), new Dense(5, N));
        var writer = TuneWriter.of(net, VOCABULARY, Sampler.temperature(1).without(Vocabulary.END));

        var written = writer.write(Metre.of("6/8"), Key.of("G"), new Rng(1));

        assertThat(written).startsWith("M:6/8\n").doesNotContain("<");
        assertThatThrownBy(() -> writer.write(Metre.of("7/8"), Key.of("G"), new Rng(1)))
                .hasMessageContaining("TuneWriter expects").hasMessageContaining("7/8").hasMessageContaining("M:6/8");
    }
}
