package unrolled.math;

/**
 * In which numbers a training computes; parameters, their gradients and updates are double in both, and so is what goes
 * from layer to layer. SINGLE makes every product of a parameter in floats, and a cell's steps, states and what else it
 * writes down for products. What is no product of a parameter stays double in both: attention's scores and weights,
 * softmax, layer normalization, embeddings, dropout and losses; and so does a cell without twins, such as a student's,
 * and a run of a cell whose steps times examples times parameters are less than a million.
 */
public enum Precision {

    /** 53 bits, 16 digits. */
    DOUBLE,

    /** 24 bits, 7 digits: faster where there is a native library for the platform, elsewhere the same as DOUBLE. */
    SINGLE
}
