package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.data.CourseData;

class AbcTest {

    private static final int E = Note.EIGHTH;

    static Tune tune(String notes) {
        return Abc.read("X:7\nT:A Tune\nM:4/4\nL:1/8\nK:G\n" + notes);
    }

    private static List<Integer> pitches(String notes) {
        return tune(notes).notes().stream().map(Note::pitch).toList();
    }

    private static List<Integer> ticks(String notes) {
        return tune(notes).notes().stream().map(Note::ticks).toList();
    }

    @Test void theHeadSaysNumberTitleMetreAndKey() {
        var tune = tune("G8|");

        assertThat(tune.number()).isEqualTo(7);
        assertThat(tune.title()).isEqualTo("A Tune");
        assertThat(tune.metre()).isEqualTo(new Metre(4, 4));
        assertThat(tune.key()).isEqualTo(new Key("G", ""));
    }

    @Test void theSignatureAndOctavesMakeThePitch() {
        assertThat(pitches("C F f c' G,, z")).containsExactly(60, 66, 78, 84, 43, Note.REST);
    }

    @Test void anAccidentalHoldsOnItsLineToTheEndOfTheBar() {
        assertThat(pitches("^c c C =f f F | c f")).containsExactly(73, 73, 60, 77, 77, 66, 72, 78);
        assertThat(pitches("^^c __d")).containsExactly(74, 72);
    }

    @Test void lengthsAreMultiplesOfTheUnit() {
        assertThat(ticks("A A2 A/ A// A3/2 A/4 A16")).containsExactly(E, 2 * E, E / 2, E / 4, 3 * E / 2, E / 4, 16 * E);
    }

    @Test void brokenRhythmTakesFromOneNoteWhatItGivesToTheOther() {
        assertThat(ticks("A>B A<B A>>B A2 > B2")).containsExactly(3 * E / 2, E / 2, E / 2, 3 * E / 2, 7 * E / 4, E / 4,
                3 * E, E);
    }

    @Test void aTupletSqueezesItsNotes() {
        assertThat(ticks("(3ABc d (2AB (4ABcd (6ABcdef")).startsWith(2 * E / 3, 2 * E / 3, 2 * E / 3, E, 3 * E / 2,
                3 * E / 2, 3 * E / 4).endsWith(E / 3);
        assertThat(Abc.read("M:6/8\nL:1/8\nK:C\n(5ABcde").notes().get(0).ticks()).isEqualTo(3 * E / 5);
        assertThat(ticks("(5ABcde").get(0)).isEqualTo(2 * E / 5);
    }

    @ParameterizedTest @CsvSource({"2/4, 240", "3/4, 480", "6/8, 480", "3/8, 240"})
    void withoutAUnitTheMetreChoosesIt(String metre, int ticks) {
        assertThat(Abc.read("M:" + metre + "\nK:C\nA").notes().get(0).ticks()).isEqualTo(ticks);
    }

    @Test void barLinesThatMeanTheSameBecomeOneSign() {
        var ends = tune("|:A:||B|1c:|2d|]e:|:f::g:||:a|[1b:|]c'[|d'").bars().stream().map(Bar::end).toList();

        assertThat(ends).containsExactly(":|", "|1", ":|2", "||", "::", "::", "::", "|1", ":|", "||", "");
    }

    @Test void aLineBreakIsNoBarLineAndACommentNoNote() {
        assertThat(tune("AB\\\n|cd % these are two bars\nef|").bars()).extracting(bar -> bar.notes().size())
                .containsExactly(2, 4);
    }

    @Test void severalTunesStandInOneText() {
        var tunes = Abc.readAll("% a book\nX:1\nM:2/4\nL:1/8\nK:C\nCDEF|\n\nX:2\nM:3/4\nL:1/8\nK:D\nD6|\n");

        assertThat(tunes).extracting(Tune::number).containsExactly(1, 2);
        assertThat(tunes.get(1).notes()).containsExactly(new Note(62, 6 * E, false));
        assertThatThrownBy(() -> Abc.readAll("no tune")).isInstanceOf(AbcException.class).hasMessageContaining("X:");
    }

    @Test void everyTuneOfTheCourseIsReadAndNearlyAllBarsAddUp() {
        var tunes = CourseData.tunes("aird-airs").stream().map(Abc::read).toList();

        assertThat(tunes.size()).isEqualTo(1085);
        assertThat(tunes.stream().filter(tune -> tune.rightBars() == tune.bars().size()).count()).isEqualTo(1015);
        assertThat(tunes.stream().mapToDouble(Tune::inKey).average().orElseThrow()).isGreaterThan(0.99);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(Arguments.of("GA?B|", 2, "'?'"), Arguments.of("G>|A", 2, "another note"),
                Arguments.of(">A", 0, "a note before it"), Arguments.of("A>>>B", 3, "a note before it"),
                Arguments.of("(3AB|c", 4, "another note"), Arguments.of("(3A(3B", 3, "the end of the tuplet"),
                Arguments.of("A0", 0, "a length"), Arguments.of("A/7", 0, "a length"),
                Arguments.of("A1/0", 0, "length"),
                Arguments.of("G,,,,,,", 0, "a pitch"), Arguments.of("g''''''", 0, "a pitch"),
                Arguments.of("AB:", 2, "':'"), Arguments.of("||", 2, "none"), Arguments.of("", 0, "none"),
                Arguments.of("[AB]", 0, "'['"), Arguments.of("(AB)", 0, "'('"));
    }

    @ParameterizedTest @MethodSource("wrong")
    void whatIsNoTuneIsRefusedWithThePlace(String notes, int at, String said) {
        var head = "M:4/4\nL:1/8\nK:C\n";

        var refusal = catchThrowableOfType(AbcException.class, () -> Abc.read(head + notes));

        assertThat(refusal).hasMessageContaining("Abc expects").hasMessageContaining(said)
                .hasMessageContaining("(line 4, character " + (at + 1) + ")");
        assertThat(refusal.at()).isEqualTo(head.length() + at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"M:4/4\nL:1/8\nA", "L:1/8\nK:C\nA", "M:x\nK:C\nA", "M:0/4\nK:C\nA", "M:4/4\nK:H\nA",
        "M:4/4\nK:Cloc\nA", "M:4/4\nL:1/7x\nK:C\nA", "M:4/4\nL:1/0\nK:C\nA", "X:one\nM:4/4\nK:C\nA", "hello", ""})
    void aHeadThatLacksSomethingIsRefused(String text) {
        assertThatThrownBy(() -> Abc.read(text)).isInstanceOf(AbcException.class).hasMessageContaining("expects")
                .hasMessageContaining("(line ");
    }
}
