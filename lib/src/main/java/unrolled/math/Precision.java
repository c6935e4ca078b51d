package unrolled.math;

/**
 * In which numbers {@link Blas} multiplies; states, parameters and their gradients are double in both. Where there is
 * much to multiply, SINGLE also keeps what a cell writes down for its way back, such as the gates, in {@link Floats}.
 */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /**
     * 24 bits, 7 digits: faster where oneDNN has a library for the platform, elsewhere the same as DOUBLE. Do not
     * watch such a training with a profiler that sends signals to threads, as Java's flight recorder does: a kernel of
     * oneDNN 3.8.1 for few rows damages the memory of the process when a signal is handled on its stack.
     */
    SINGLE
}
