package unrolled.math;

/**
 * In which numbers {@link Blas} multiplies; parameters and their gradients are double in both. Where there is much to
 * multiply, SINGLE also computes a cell's steps in floats, and keeps the states, their gradients and what else they
 * write down in {@link Floats}.
 */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /** 24 bits, 7 digits: faster where oneDNN has a library for the platform, elsewhere the same as DOUBLE. */
    SINGLE
}
