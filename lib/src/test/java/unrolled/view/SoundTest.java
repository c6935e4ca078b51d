package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.tunes.Abc;
import unrolled.tunes.Note;
import unrolled.tunes.Synthesis;
import unrolled.tunes.Tune;

/** Listens by computing: Java's own reader of WAV files decodes the sound, and each note has its pitch. */
class SoundTest {

    private static final Tune SCALE = Abc.read("X:1\nT:Up & <down>\nM:4/4\nL:1/4\nK:D\nDEFG|ABcd|z2 G,,2|d'2-d'2:|\n");

    private static double[] decoded(byte[] wav) throws Exception {
        try (var in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            assertThat(in.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_UNSIGNED);
            assertThat(in.getFormat().getChannels()).isEqualTo(1);
            assertThat(in.getFormat().getSampleRate()).isEqualTo(Sound.RATE);
            byte[] bytes = in.readAllBytes();
            assertThat(in.getFrameLength()).isEqualTo(bytes.length);
            var samples = new double[bytes.length];
            for (int n = 0; n < samples.length; n++) samples[n] = ((bytes[n] & 255) - 128) / 127.0;
            return samples;
        }
    }

    /** How much of a frequency is in a piece of sound: the size of one term of its Fourier transform. */
    private static double strength(double[] samples, int from, int to, double frequency) {
        double re = 0;
        double im = 0;
        for (int n = from; n < to; n++) {
            double phase = 2 * Math.PI * frequency * n / Sound.RATE;
            re += samples[n] * Math.cos(phase);
            im += samples[n] * Math.sin(phase);
        }
        return Math.hypot(re, im) / (to - from);
    }

    /** The MIDI pitch from 24 to 100 whose frequency is strongest. */
    private static int heard(double[] samples, int from, int to) {
        int best = 24;
        for (int pitch = 25; pitch <= 100; pitch++) {
            if (strength(samples, from, to, new Note(pitch, 1, false).frequency())
                    > strength(samples, from, to, new Note(best, 1, false).frequency())) best = pitch;
        }
        return best;
    }

    @Test void everyNoteSoundsAtItsPitchAndTime() throws Exception {
        var samples = decoded(Sound.of(SCALE).tempo(60).wav());
        double at = 0;
        for (var note : SCALE.notes()) {
            int from = (int) (at * Sound.RATE);
            at += note.ticks() / (2.0 * Note.EIGHTH);                   // a quarter is a second
            int to = Math.min((int) (at * Sound.RATE), samples.length);
            if (note.isRest()) {
                for (int n = from + 1; n < to; n++) assertThat(samples[n]).isCloseTo(0, within(1e-9));
            } else if (!note.tied()) {
                assertThat(heard(samples, from, Math.min(to, from + 8000))).isEqualTo(note.pitch());
            }
        }
        assertThat(samples.length).isEqualTo(16 * Sound.RATE);
    }

    @Test void aTiedNoteHasOneAttack() throws Exception {
        var once = decoded(Sound.of(Abc.read("M:4/4\nL:1/4\nK:C\nA2-A2|")).wav());
        var twice = decoded(Sound.of(Abc.read("M:4/4\nL:1/4\nK:C\nA2A2|")).wav());
        int half = once.length / 2;

        assertThat(strength(once, half, half + 2000, 440)).isLessThan(0.5 * strength(twice, half, half + 2000, 440));
    }

    @Test void overtonesThatTheRateCannotHoldAreLeftOut() {
        var samples = new Synthesis(8000, 120).samples(Abc.read("M:4/4\nL:1/4\nK:C\nc''4|").notes());   // 2093 Hz

        assertThat(strength(samples, 0, 4000, 3814 * Sound.RATE / 8000.0)).isLessThan(0.01);   // 2 · 2093 folded
    }

    @Test void repeatsTakeTwiceTheTime() {
        assertThat(Sound.of(SCALE).tempo(120).seconds()).isCloseTo(8, within(1e-9));
        assertThat(Sound.of(SCALE).tempo(120).withRepeats().seconds()).isCloseTo(16, within(1e-9));
    }

    @Test void aPageHoldsLessThanAMegabyteOfSound() {
        var longest = Sound.of(SCALE).tempo(20).withRepeats();

        assertThat(longest.seconds()).isEqualTo(Sound.LONGEST);
        assertThat(longest.html().markup().length()).isBetween(800_000, 1_000_000);
        assertThat(longest.html().toString()).contains("the first 60 s");
    }

    @Test void thePlayerHasALabelAndTheSoundInIt() throws Exception {
        var html = Sound.of(SCALE).tempo(240).html();

        assertThat(html.markup()).contains("<audio controls").doesNotContain("http")
                .contains("aria-label=\"Sound: Up &amp; &lt;down&gt;, 4/4 in D, 4 s\"");
        var data = html.markup().replaceAll("(?s).*base64,([^\"]*)\".*", "$1");
        assertThat(decoded(Base64.getDecoder().decode(data))).hasSize(4 * Sound.RATE);
        assertThat(html).hasToString("Sound: Up & <down>, 4/4 in D, 4 s");
        assertThat(Sound.of(Abc.read("M:4/4\nK:C\nC")).html().toString()).contains("a tune");
    }

    @ParameterizedTest @ValueSource(doubles = {0, 19, 401, Double.NaN})
    void aTempoThatNobodyPlaysIsRefused(double quarters) {
        assertThatThrownBy(() -> Sound.of(SCALE).tempo(quarters))
                .hasMessageContaining("20 to 400 quarters a minute, got " + quarters);
    }

    @ParameterizedTest @ValueSource(ints = {7999, 48_001}) void aRateThatNoSpeakerTakesIsRefused(int rate) {
        assertThatThrownBy(() -> new Synthesis(rate, 120)).hasMessageContaining("8000 to 48000 a second, got " + rate);
    }

    @Test void theRollShowsEveryNoteAndSaysWhatItShows() {
        var html = PianoRoll.of(SCALE).html();

        assertThat(html).hasToString("Piano roll of Up & <down> 4/4 in D: 4 bars, 4 of the right length, 12 notes from"
                + " G2 to D6.");
        var svg = PianoRoll.of(SCALE).svg().open();
        assertThat(svg.split("<rect", -1)).hasSize(11 + 1);                            // 12 notes, one of them a rest
        assertThat(svg).contains(">D4<").contains(">D5<").doesNotContain("<down>");
        assertThat(roll("E|C8|D3|E8|").svg().open()).contains(">(1)<", ">(3)<", ">4<");
        assertThat(roll("E/|C8|D7D/|").svg().open()).contains(">2<").doesNotContain(">1<");
        assertThat(roll("z8|").html().toString()).contains("1 of the right length");
    }

    private static PianoRoll roll(String notes) {
        return PianoRoll.of(Abc.read("M:4/4\nL:1/8\nK:C\n" + notes));
    }

    @Test void aTuneIsSeenHeardAndRead() {
        var html = Played.of("M:4/4\nL:1/8\nK:C\nC>D E2 F4|").html();

        assertThat(html.markup()).contains("<img").contains("<audio").contains("C&gt;D E2");
    }

    @Test void whatIsNoTuneIsShownAsTextWithThePlace() {
        var html = Played.of("M:4/4\nL:1/8\nK:C\nCD<!E2|").html();

        assertThat(html.markup()).contains("CD&lt;<mark ").contains(">!</mark>E2").contains("(line 4, character 4)")
                .doesNotContain("<audio").doesNotContain("<img");
        assertThat(html.toString()).contains("CD<▶!E2");
        assertThat(Played.of("M:4/4\nL:1/8\nK:C\n").html().markup()).contains(">▮</mark>");
    }
}
