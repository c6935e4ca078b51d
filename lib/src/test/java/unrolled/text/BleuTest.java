package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Golden;
import unrolled.text.Bleu.Smoothing;

/**
 * The constants are sacreBLEU's 2.6.0, printed by {@code src/test/python/bleu_values.py}; NLTK's 3.10.4 are the same.
 */
class BleuTest {

    private static final Offset<Double> CLOSE = within(1e-12);
    private static final List<List<String>> CANDIDATES = sentences("the cat sat on the mat today",
            "there is a cat on the mat", "it is raining cats and dogs outside");
    private static final List<List<List<String>>> REFERENCES = List.of(
            sentences("the cat is on the mat today", "a cat sat on the mat"),
            sentences("there is a cat on the mat", "a cat is on the mat"),
            sentences("outside it is raining cats and dogs again", "it rains cats and dogs out there"));

    @Test void aCorpusScoresAsSacreBleuSays() {
        var bleu = Bleu.corpus(CANDIDATES, REFERENCES);

        assertThat(bleu.score()).isCloseTo(0.9087863930453417, CLOSE);
        assertThat(bleu.precisions().get(0)).isEqualTo(1);
        assertThat(bleu.precisions().get(1)).isCloseTo(0.9444444444444444, CLOSE);
        assertThat(bleu.precisions().get(2)).isCloseTo(0.8666666666666667, CLOSE);
        assertThat(bleu.precisions().get(3)).isCloseTo(0.8333333333333333, CLOSE);
        assertThat(bleu.brevityPenalty()).isEqualTo(1);
        assertThat(bleu.length()).isEqualTo(21);
        assertThat(bleu.referenceLength()).isEqualTo(21);
    }

    @Test void whatIsTooShortIsPenalized() {
        var cut = new ArrayList<List<String>>();
        for (var candidate : CANDIDATES) cut.add(candidate.subList(0, candidate.size() - 2));

        var bleu = Bleu.corpus(cut, REFERENCES);

        assertThat(bleu.score()).isCloseTo(0.71056644669789, CLOSE);
        assertThat(bleu.brevityPenalty()).isCloseTo(0.7659283383646487, CLOSE);
        assertThat(bleu.length()).isEqualTo(15);
        assertThat(bleu.referenceLength()).isEqualTo(19);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "EXPONENTIAL, 0.07809849842300637", "ADD_ONE, 0.1920561263749893"})
    void aWordRepeatedCountsOnlyAsOftenAsInAReference(Smoothing smoothing, double expected) {
        var bleu = Bleu.sentence(words("the the the the the the the"),
                sentences("the cat is on the mat", "there is a cat on the mat"), smoothing);

        assertThat(bleu.precisions().get(0)).isEqualTo(2 / 7.0);      // the example of Papineni and others, section 2.1
        assertThat(bleu.score()).isCloseTo(expected, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "EXPONENTIAL, 0.1964073254502566", "ADD_ONE, 0.3178289704467185"})
    void smoothingIsAsSacreBleuDoesIt(Smoothing smoothing, double expected) {
        var bleu = Bleu.sentence(words("a cat sat there quietly on mats"),
                sentences("the cat sat on the mat", "there is a cat on the mat"), smoothing);

        assertThat(bleu.score()).isCloseTo(expected, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 0", "EXPONENTIAL, 0.7071067811865478"})
    void aShortSentenceIsJudgedByTheNGramsItCanHave(Smoothing smoothing, double expected) {
        var bleu = Bleu.sentence(words("the dog"), sentences("the cat sat", "dog"), smoothing);

        assertThat(bleu.score()).isCloseTo(expected, CLOSE);
        assertThat(bleu.referenceLength()).isEqualTo(1);            // 1 and 3 are equally near to 2: the shorter
    }

    /** A few hundred, short, with empty ones, several references, ties and repeated words. */
    @ParameterizedTest @EnumSource
    void everySentenceMadeByChanceScoresAsSacreBleuSays(Smoothing smoothing) {
        for (var golden : Golden.of("bleu").objects("sentences")) {
            var bleu = Bleu.sentence(candidate(golden), references(golden), smoothing);

            expectSame(golden, "bleu." + smoothing, bleu);
        }
    }

    @Test void everyCorpusMadeByChanceScoresAsSacreBleuSays() {
        for (var golden : Golden.of("bleu").objects("corpora")) {
            var pairs = golden.objects("pairs");
            var bleu = Bleu.corpus(pairs.stream().map(BleuTest::candidate).toList(),
                    pairs.stream().map(BleuTest::references).toList());

            expectSame(golden, "bleu", bleu);
        }
    }

    private static void expectSame(Golden golden, String path, Bleu bleu) {
        var precisions = bleu.precisions().stream().mapToDouble(p -> p).toArray();
        var what = golden.has("candidate") ? golden.text("candidate") + " / " + golden.text("references") : "a corpus";
        assertThat(bleu.score()).as(what).isCloseTo(golden.number(path + ".score"), CLOSE);
        assertThat(precisions).as(what).containsExactly(golden.vector(path + ".precisions"), CLOSE);
        assertThat(bleu.brevityPenalty()).as(what).isCloseTo(golden.number(path + ".brevityPenalty"), CLOSE);
        assertThat(bleu.length()).as(what).isEqualTo(golden.integer(path + ".length"));
        assertThat(bleu.referenceLength()).as(what).isEqualTo(golden.integer(path + ".referenceLength"));
    }

    @Test void nothingThatMatchesIsZeroUnderEverySmoothing() {
        for (var smoothing : Smoothing.values()) {
            assertThat(Bleu.sentence(words("yes"), sentences("no"), smoothing).score()).isZero();
            assertThat(Bleu.sentence(words("yes"), List.of(List.of()), smoothing).score()).isZero();
            assertThat(Bleu.sentence(words("no yes no"), List.of(List.of(), words("a")), smoothing).precisions())
                    .containsExactly(0.0, 0.0, 0.0, 0.0);
        }
    }

    @Test void aPerfectSentenceHasOne() {
        for (var smoothing : Smoothing.values()) {
            assertThat(Bleu.sentence(words("it snows a lot here"), sentences("it snows a lot here"), smoothing).score())
                    .isCloseTo(1, CLOSE);
        }
    }

    @Test void nothingIsWorthNothing() {
        assertThat(Bleu.sentence(List.of(), sentences("it snows"), Smoothing.ADD_ONE).score()).isZero();
        assertThat(Bleu.corpus(sentences("no match here at all"), List.of(sentences("it snows"))).score()).isZero();
    }

    @Test void refusesMissingReferences() {
        assertThatThrownBy(() -> Bleu.corpus(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bleu expects references for each of one or more sentences, got 0 sentences and "
                        + "references for 0");
        assertThatThrownBy(() -> Bleu.corpus(CANDIDATES, REFERENCES.subList(0, 2)))
                .hasMessageContaining("got 3 sentences and references for 2");
        assertThatThrownBy(() -> Bleu.corpus(CANDIDATES.subList(0, 2), List.of(REFERENCES.get(0), List.of())))
                .hasMessage("Bleu expects a reference or more for each sentence, got none (sentence 1)");
    }

    private static List<String> candidate(Golden golden) {
        return words(golden.text("candidate"));
    }

    private static List<List<String>> references(Golden golden) {
        return sentences(golden.text("references").split("\\|", -1));
    }

    private static List<List<String>> sentences(String... sentences) {
        return Stream.of(sentences).map(BleuTest::words).toList();
    }

    private static List<String> words(String sentence) {
        return sentence.isEmpty() ? List.of() : List.of(sentence.split(" "));
    }
}
