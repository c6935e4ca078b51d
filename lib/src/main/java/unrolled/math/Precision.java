package unrolled.math;

/**
 * In which numbers {@link Blas} multiplies; states, parameters and their gradients are double in both. Where there is
 * much to multiply, SINGLE also keeps what a cell writes down for its way back, such as the gates, in {@link Floats}.
 */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /** 24 bits, 7 digits: faster where oneDNN has a library for the platform, elsewhere the same as DOUBLE. */
    SINGLE
}
