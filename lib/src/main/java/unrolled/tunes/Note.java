package unrolled.tunes;

/**
 * A note or a rest.
 *
 * @param pitch in semitones, 60 for the C in the middle of a piano and 69 for the A of 440 Hz, as MIDI counts; or
 *        {@link #REST}
 * @param ticks how long it is; an eighth has {@link #EIGHTH}
 * @param tied whether the next note of this pitch goes on without a new attack
 */
public record Note(int pitch, int ticks, boolean tied) {

    /** The pitch of a rest. */
    public static final int REST = -1;

    /** The ticks of an eighth: halves, quarters, thirds and fifths of it are whole. */
    public static final int EIGHTH = 480;

    public boolean isRest() {
        return pitch == REST;
    }

    /** In hertz: 440 · 2^((pitch − 69) / 12), equal temperament. */
    public double frequency() {
        return 440 * Math.pow(2, (pitch - 69) / 12.0);
    }
}
