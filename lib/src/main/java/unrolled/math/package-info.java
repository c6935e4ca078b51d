/**
 * Everything that touches raw arrays. In reading order: {@link unrolled.math.Trace}, one quantity of a cell at all
 * steps; {@link unrolled.math.Vec}, one step of it, with the verbs that a cell's equations are written in;
 * {@link unrolled.math.Parameter}, a matrix that learns, and {@link unrolled.math.Matrix}, its three products;
 * {@link unrolled.math.Precision}, in which numbers a training computes, and {@link unrolled.math.Numbers}, how a run
 * hands that through.
 *
 * <p>Below them: {@link unrolled.math.Operand}, what is multiplied, {@link unrolled.math.Block}, a rectangle of
 * doubles, and {@link unrolled.math.Blas}, which has them multiplied, in Java or by native libraries. Beside them:
 * {@link unrolled.math.Activation} and {@link unrolled.math.Softmax}, the nonlinearities;
 * {@link unrolled.math.Initializer} and {@link unrolled.math.Rng}, how a parameter starts;
 * {@link unrolled.math.Spectrum}, how a matrix stretches; {@link unrolled.math.Norm}, how long a vector is.
 */
package unrolled.math;
