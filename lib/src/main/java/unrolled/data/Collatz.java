package unrolled.data;

import java.util.stream.LongStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * The 3n + 1 sequences: a rule of one line whose length nobody can foretell. Every start tried so far ends at 1.
 *
 * <pre>
 *   n_{t+1} = n_t / 2        n_t even
 *           = 3 n_t + 1      n_t odd
 * </pre>
 *
 * @see <a href="https://doi.org/10.1080/00029890.1985.11971528">J. C. Lagarias, The 3x + 1 Problem and its
 *      Generalizations, The American Mathematical Monthly 92 (1985), 3–23</a>
 */
public final class Collatz {

    private Collatz() {}

    /**
     * The sequence from n down to 1, both included: {@code of(6)} is 6, 3, 10, 5, 16, 8, 4, 2, 1.
     *
     * @throws IllegalArgumentException if n is below 1
     * @throws ArithmeticException if a number grows past 2⁶³ − 1
     */
    public static long[] of(long n) {
        if (n < 1) throw new IllegalArgumentException("Collatz expects a start of 1 or more, got " + n);
        return LongStream.concat(LongStream.iterate(n, k -> k != 1, Collatz::next), LongStream.of(1)).toArray();
    }

    /** The number after n. */
    public static long next(long n) {
        return n % 2 == 0 ? n / 2 : Math.addExact(Math.multiplyExact(3, n), 1);
    }

    /** How many steps lead from n to 1: {@code steps(6)} is 8. */
    public static int steps(long n) {
        return of(n).length - 1;
    }

    /**
     * A row for each start: {@code n}, its {@code steps} to 1 and the largest number on the way, {@code peak}.
     *
     * @throws IllegalArgumentException if from is below 1 or to is below from
     */
    public static Table table(int from, int to) {
        if (to < from) throw new IllegalArgumentException("Collatz expects from ≤ to, got " + from + " and " + to);
        var starts = IntColumn.create("n");
        var steps = IntColumn.create("steps");
        var peaks = LongColumn.create("peak");
        for (int n = from; n <= to; n++) {
            var sequence = of(n);
            starts.append(n);
            steps.append(sequence.length - 1);
            peaks.append(LongStream.of(sequence).max().orElseThrow());
        }
        return Table.create("Collatz", starts, steps, peaks);
    }
}
