package unrolled.view;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import unrolled.tunes.Note;
import unrolled.tunes.Synthesis;
import unrolled.tunes.Tune;

/**
 * A tune that one can hear: the browser's own player, with play, pause and a place to drag, that needs no network and
 * no kernel.
 *
 * <pre>{@code
 *   show(Sound.of(tune));
 *   show(Sound.of(tune).tempo(90).withRepeats());
 * }</pre>
 *
 * <p>The sound stands in the page as a WAV file: one channel, {@value #RATE} numbers of 8 bits a second, that is some
 * 15 kB a second in the page. Longer than {@value #LONGEST} s is cut, and the label says so.
 */
public final class Sound implements Showable {

    /** Numbers a second. */
    public static final int RATE = 11_025;

    /** Seconds: a page holds less than a megabyte for each tune. */
    public static final int LONGEST = 60;

    /** Quarters a minute, unless another tempo is asked for. */
    public static final double TEMPO = 132;

    private static final int HEADER = 44;

    private final Tune tune;
    private final double tempo;
    private final boolean repeats;

    private Sound(Tune tune, double tempo, boolean repeats) {
        this.tune = tune;
        this.tempo = tempo;
        this.repeats = repeats;
    }

    /** The tune as it is written, each part once. */
    public static Sound of(Tune tune) {
        return new Sound(tune, TEMPO, false);
    }

    /**
     * The same, faster or slower.
     *
     * @param quarters how many quarters a minute
     * @throws IllegalArgumentException if it is not from 20 to 400
     */
    public Sound tempo(double quarters) {
        new Synthesis(RATE, quarters);                             // refuses what it cannot play
        return new Sound(tune, quarters, repeats);
    }

    /** The same with every part that has a sign for it twice. */
    public Sound withRepeats() {
        return new Sound(tune, tempo, true);
    }

    private List<Note> notes() {
        return repeats ? tune.played() : tune.notes();
    }

    /** How long it sounds, in seconds. */
    public double seconds() {
        return Math.min(LONGEST, new Synthesis(RATE, tempo).seconds(notes()));
    }

    /** The sound as a WAV file. */
    public byte[] wav() {
        byte[] samples = Synthesis.eightBits(new Synthesis(RATE, tempo).samples(notes()));
        int count = Math.min(samples.length, LONGEST * RATE);
        var wav = ByteBuffer.allocate(HEADER + count + count % 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(word("RIFF")).putInt(wav.capacity() - 8).put(word("WAVE"));
        wav.put(word("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE)
                .putShort((short) 1).putShort((short) 8);
        wav.put(word("data")).putInt(count).put(samples, 0, count);
        return wav.array();
    }

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    private String label() {
        var name = tune.title().isBlank() ? "a tune" : tune.title();
        double all = new Synthesis(RATE, tempo).seconds(notes());
        var length = all > LONGEST ? "the first " + LONGEST + " s" : String.format(Locale.ROOT, "%.0f s", all);
        return "Sound: " + name + ", " + tune.metre() + " in " + tune.key() + ", " + length;
    }

    @Override public Html html() {
        var label = Html.escape(label());
        var markup = Html.open("div", "margin:.3em 0 .6em") + "<div>" + label + "</div>"
                + "<audio controls preload=\"metadata\" aria-label=\"" + label + "\" style=\"width:min(28em,100%)\" "
                + "src=\"data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav()) + "\"></audio></div>";
        return Html.raw(markup, label());
    }
}
