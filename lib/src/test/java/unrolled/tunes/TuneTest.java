package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneTest {

    private static Tune tune(String notes) {
        return Abc.read("M:2/4\nL:1/8\nK:G\n" + notes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "GABc|d4|;                   true,true",
        "GABc|d3|;                   true,false",
        "G|ABcd|e3|;                 true,true,true",           // an upbeat, and the last bar lacks it
        "G|ABcd|e4|;                 false,true,true",
        "G|ABcd|e3:|f|gfed|c3:|;     true,true,true,true,true,true",
        "GABc|d2:|ef|g4|e2||;        true,true,true,true,true", // the bar is cut by the sign for the repeat
        "GABc|d2|e2|;                true,false,false",         // a plain bar line cuts no bar
        "GABcd|;                     false",
        "G;                          false"})
    void aBarIsRightWhenItIsAsLongAsTheMetreSaysOrCutWhereAPartEnds(String notes, String expected) {
        var right = tune(notes).right();
        var said = new StringBuilder();
        for (boolean bar : right) said.append(said.length() == 0 ? "" : ",").append(bar);

        assertThat(said).hasToString(expected.strip());
    }

    @Test void repeatsAndEndingsAreUnfolded() {
        assertThat(letters(tune("G4|A4:|B4|c4|1d4:|2e4||f4|"))).isEqualTo("GAGABcdBcef");
        assertThat(letters(tune("G4|:A4|B4:|c4|"))).isEqualTo("GABABc");
        assertThat(letters(tune("G4::A4:|"))).isEqualTo("GGAA");
        assertThat(letters(tune("G4|1A4|"))).isEqualTo("GA");
    }

    private static String letters(Tune tune) {
        var letters = new StringBuilder();
        for (var note : tune.played()) letters.append("G.A.Bc.d.e.f".charAt(note.pitch() - 67));
        return letters.toString();
    }

    @Test void aTuneOfRestsIsATune() {
        var silence = tune("z4|z2z2|");

        assertThat(silence.inKey()).isEqualTo(1);
        assertThat(silence.endsOnTonic()).isFalse();
        assertThat(new Critic(List.of(silence)).judge(List.of("M:2/4\nL:1/8\nK:G\nz4|")).rightBars()).isEqualTo(1);
    }

    @Test void sharesAreOfNotesAndOfBars() {
        var tune = tune("GAB^c|d4|GAB^c|z2G2|");

        assertThat(tune.inKey()).isCloseTo(8.0 / 10, within(1e-12));
        assertThat(tune.endsOnTonic()).isTrue();
        assertThat(tune("GABA|").endsOnTonic()).isFalse();
        assertThat(tune.repeatedBars()).isCloseTo(0.25, within(1e-12));
        assertThat(tune.notes()).hasSize(11);
        assertThat(tune.rightBars()).isEqualTo(4);
        assertThat(tune.bars()).extracting(Bar::text).isEqualTo(List.of("GAB^c", "d4", "GAB^c", "z2G2"));
    }
}
