package unrolled.tunes;

import java.util.Arrays;
import java.util.List;

/**
 * The sound of a tune, like that of a plucked string, by adding sines.
 *
 * <pre>
 *   s(t) = e^(−t/τ) Σ_k a_k sin(2π k f t)        a = 1, 1/2, 1/4, 1/8      τ = 0.5 s
 *   f    = 440 · 2^((pitch − 69) / 12)
 * </pre>
 *
 * <p>Each note begins in 5 ms and ends in 10 ms, so that nothing cracks. Overtones above half the rate are left out:
 * they would sound as other, lower ones.
 */
public final class Synthesis {

    private static final double[] OVERTONES = {1, 0.5, 0.25, 0.125};
    private static final double LOUDEST = 1.875;
    private static final double DECAY = 0.5;
    private static final double ATTACK = 0.005;
    private static final double RELEASE = 0.01;

    private final int rate;
    private final double secondsPerTick;

    /**
     * @param rate numbers a second
     * @param quarters how many quarters a minute
     * @throws IllegalArgumentException if the rate is not from 8000 to 48000, or the tempo not from 20 to 400
     */
    public Synthesis(int rate, double quarters) {
        if (rate < 8000 || rate > 48_000) {
            throw new IllegalArgumentException("Synthesis expects a rate from 8000 to 48000 a second, got " + rate);
        }
        if (!(quarters >= 20 && quarters <= 400)) {
            throw new IllegalArgumentException("Synthesis expects 20 to 400 quarters a minute, got " + quarters);
        }
        this.rate = rate;
        secondsPerTick = 60 / quarters / (2 * Note.EIGHTH);
    }

    /** How long it sounds, in seconds. */
    public double seconds(List<Note> notes) {
        return notes.stream().mapToInt(Note::ticks).sum() * secondsPerTick;
    }

    /** The notes one after another; from −1 to 1. */
    public double[] samples(List<Note> notes) {
        var samples = new double[(int) Math.ceil(seconds(notes) * rate)];
        long ticks = 0;
        for (int k = 0; k < notes.size();) {
            int last = tiedTo(notes, k);
            int length = notes.subList(k, last + 1).stream().mapToInt(Note::ticks).sum();
            int from = (int) Math.round(ticks * secondsPerTick * rate);
            int to = (int) Math.min(samples.length, Math.round((ticks + length) * secondsPerTick * rate));
            if (!notes.get(k).isRest()) sound(notes.get(k).frequency(), samples, from, to);
            ticks += length;
            k = last + 1;
        }
        return samples;
    }

    /** The last of the notes that sound as one with note k. */
    private static int tiedTo(List<Note> notes, int k) {
        int last = k;
        while (notes.get(last).tied() && last + 1 < notes.size()
                && notes.get(last + 1).pitch() == notes.get(k).pitch()) last++;
        return last;
    }

    private void sound(double frequency, double[] samples, int from, int to) {
        for (int k = 0; k < OVERTONES.length && (k + 1) * frequency < rate / 2.0; k++) {
            double step = 2 * Math.PI * (k + 1) * frequency / rate;
            for (int n = from; n < to; n++) samples[n] += OVERTONES[k] * Math.sin(step * (n - from));
        }
        for (int n = from; n < to; n++) samples[n] *= loudness(n - from, to - n) / LOUDEST;
    }

    private double loudness(int since, int left) {
        double fades = Math.min(1, Math.min(since / (ATTACK * rate), left / (RELEASE * rate)));
        return fades * Math.exp(-since / (DECAY * rate));
    }

    /** The same in 8 bits: 0 for −1, 128 for silence, 255 for 1. */
    public static byte[] eightBits(double[] samples) {
        var bytes = new byte[samples.length];
        double loudest = Math.max(1e-9, Arrays.stream(samples).map(Math::abs).max().orElse(1));
        for (int n = 0; n < bytes.length; n++) bytes[n] = (byte) Math.round(128 + 127 * 0.9 * samples[n] / loudest);
        return bytes;
    }
}
