package unrolled;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * What may happen to the bytes of a file: some change, go, come, appear twice, or the end is missing.
 *
 * @param place in ten thousandths of the file
 */
public record Damage(Kind kind, int place, byte value, int length) {

    enum Kind { CHANGE, FLIP, DELETE, INSERT, REPEAT, TRUNCATE, ZERO }

    /** One to four damages. */
    public static Arbitrary<List<Damage>> several() {
        return Combinators.combine(Arbitraries.of(Kind.class), places(),
                Arbitraries.bytes().edgeCases(edge -> edge.add((byte) '"', (byte) ',', (byte) '\n', (byte) 0xff)),
                Arbitraries.integers().between(1, 40)).as(Damage::new).list().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 9999).withDistribution(RandomDistribution.uniform());
    }

    public static byte[] done(byte[] whole, List<Damage> damages) {
        var bytes = whole;
        for (var damage : damages) bytes = damage.done(bytes);
        return bytes;
    }

    private byte[] done(byte[] whole) {
        int at = (int) ((long) place * whole.length / 10_000);
        int end = Math.min(whole.length, at + length);
        var copy = whole.clone();
        switch (kind) {
            case CHANGE -> fill(copy, at, Math.min(end, at + 1), value);
            case FLIP -> fill(copy, at, Math.min(end, at + 1), (byte) (at < end ? copy[at] ^ 1 << (value & 7) : 0));
            case ZERO -> fill(copy, at, end, (byte) 0);
            case DELETE -> copy = joined(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, end, whole.length));
            case INSERT -> copy = joined(joined(Arrays.copyOf(whole, at), new byte[] {value}),
                    Arrays.copyOfRange(whole, at, whole.length));
            case REPEAT -> copy = joined(Arrays.copyOf(whole, end), Arrays.copyOfRange(whole, at, whole.length));
            case TRUNCATE -> copy = Arrays.copyOf(whole, at);
        }
        return copy;
    }

    private static void fill(byte[] bytes, int from, int to, byte value) {
        if (from < to) Arrays.fill(bytes, from, to, value);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
