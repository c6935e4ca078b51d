package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {

    @ParameterizedTest
    @CsvSource({"C,0,0", "G,1,7", "F,-1,5", "Bb,-2,10", "F#,6,6", "C#,7,1", "Cb,-7,11", "Em,1,4", "Am,0,9", "Gm,-2,7",
        "A Dorian,1,9", "Ador,1,9", "Edor,2,4", "Dmix,1,2", "A Mixolydian,2,9", "C major,0,0", "G#m,5,8"})
    void aKeyHasSharpsAndATonic(String written, int sharps, int tonic) {
        assertThat(Key.of(written).sharps()).isEqualTo(sharps);
        assertThat(Key.of(written).tonicPitch()).isEqualTo(tonic);
    }

    @ParameterizedTest
    @CsvSource({"C,F,0", "G,F,1", "G,C,0", "D,C,1", "F,B,-1", "F,E,0", "Eb,A,-1", "C#,B,1", "Cb,F,-1", "G#,F,2",
        "G#,C,1", "Fb,B,-2"})
    void aSignatureMovesItsLetters(String key, char letter, int shift) {
        assertThat(Key.of(key).shift(letter)).isEqualTo(shift);
    }

    @Test void aKeyHoldsItsSevenPitches() {
        var key = Key.of("D");

        assertThat(key.holds(62)).isTrue();
        assertThat(key.holds(73)).isTrue();
        assertThat(key.holds(72)).isFalse();
        assertThat(key).hasToString("D");
        assertThat(Key.of("E minor")).hasToString("Em");
    }

    @Test void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> Key.of("H")).hasMessageContaining("Key expects").hasMessageContaining("'H'");
        assertThatThrownBy(() -> Key.of("Cphr")).hasMessageContaining("'Cphr'");
    }

    @Test void aMetreHasTicks() {
        assertThat(Metre.of("C").ticks()).isEqualTo(8 * Note.EIGHTH);
        assertThat(Metre.of("C|")).isEqualTo(new Metre(2, 2)).hasToString("2/2");
        assertThat(Metre.of("12/8").ticks()).isEqualTo(12 * Note.EIGHTH);
        assertThat(Metre.of("6/8").compound()).isTrue();
        assertThat(Metre.of("3/4").compound()).isFalse();
        assertThatThrownBy(() -> Metre.of("4/5")).hasMessageContaining("Metre expects").hasMessageContaining("'4/5'");
        assertThatThrownBy(() -> Metre.of("00/4")).hasMessageContaining("'00/4'");
    }
}
