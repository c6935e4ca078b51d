/**
 * Sequence in, sequence out. {@link unrolled.layer.Layer} is the contract; {@link unrolled.layer.Recurrent} is
 * backpropagation through time; {@link unrolled.layer.Dense} reads states out; {@link unrolled.layer.LastStep} answers
 * once for a sequence.
 */
package unrolled.layer;
