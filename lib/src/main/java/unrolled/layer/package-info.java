/**
 * Sequence in, sequence out. {@link unrolled.layer.Layer} is the contract; {@link unrolled.layer.Recurrent} is
 * backpropagation through time; {@link unrolled.layer.Dense} reads states out; {@link unrolled.layer.LastStep} and
 * {@link unrolled.layer.MeanOverTime} answer once for a sequence, {@link unrolled.layer.RepeatStep} turns one step into
 * many. {@link unrolled.layer.Bidirectional} reads from both ends, {@link unrolled.layer.Embedding} turns ids into
 * vectors; {@link unrolled.layer.LayerNorm}, {@link unrolled.layer.Dropout} and {@link unrolled.layer.Residual} help
 * deep stacks to learn. {@link unrolled.layer.Attention} lets a decoder look at every step of its encoder.
 */
package unrolled.layer;
