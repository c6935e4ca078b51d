package unrolled.math;

/**
 * In which numbers {@link Blas} multiplies; parameters and their gradients are double in both. Where there is much to
 * multiply, SINGLE also computes a cell's steps in floats and keeps what they write down in {@link Floats}: states are
 * rounded to 24 bits at every step then.
 */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /** 24 bits, 7 digits: faster where oneDNN has a library for the platform, elsewhere the same as DOUBLE. */
    SINGLE
}
