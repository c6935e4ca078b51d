package unrolled.math;

/** In which numbers {@link Blas} multiplies; states, parameters and gradients are double in both. */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /** 24 bits, 7 digits: faster where oneDNN has a library for the platform, elsewhere the same as DOUBLE. */
    SINGLE
}
