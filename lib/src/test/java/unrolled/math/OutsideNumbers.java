package unrolled.math;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Numbers outside of Java's heap for tests; a test is skipped where nothing multiplies them. */
final class OutsideNumbers {

    private OutsideNumbers() {}

    static void expectAvailable() {
        assumeTrue(Native.isThere(), "OpenBLAS has no library for this platform");
    }

    /** These numbers outside of the heap. */
    static Outside outside(Precision precision, Block numbers) {
        expectAvailable();
        var outside = Outside.of(precision, numbers.rows, numbers.cols);
        outside.copyFrom(numbers);
        return outside;
    }
}
