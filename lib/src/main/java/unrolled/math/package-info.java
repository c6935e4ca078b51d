/**
 * Everything that touches raw arrays: {@link unrolled.math.Block} names a rectangle of numbers,
 * {@link unrolled.math.Floats} one in single precision, {@link unrolled.math.Blas} multiplies both,
 * {@link unrolled.math.Activation} and {@link unrolled.math.Softmax} are the nonlinearities,
 * {@link unrolled.math.Initializer} and {@link unrolled.math.Rng} say how a parameter starts, and
 * {@link unrolled.math.Parameter} is one matrix that learns. {@link unrolled.math.Stop} is how long work hears a
 * notebook's stop button.
 */
package unrolled.math;
