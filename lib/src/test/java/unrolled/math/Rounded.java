package unrolled.math;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Floats for tests; a test is skipped where there are none. */
final class Rounded {

    private Rounded() {}

    static void expectAvailable() {
        assumeTrue(Single.available(), "oneDNN has no library for this platform");
    }

    /** These numbers in floats. */
    static Floats floats(Block numbers) {
        expectAvailable();
        var floats = Floats.of(numbers.rows, numbers.cols);
        floats.copyFrom(numbers);
        return floats;
    }
}
