/**
 * Whole models. {@link unrolled.model.Model} is what a trainer needs of one; {@link unrolled.model.Network} is a stack
 * of layers; {@link unrolled.model.EncoderDecoder} turns one sequence into another, with
 * {@link unrolled.model.TeacherDecay} for scheduled sampling and {@link unrolled.model.Hypothesis} for what a beam
 * search finds; {@link unrolled.model.Feedback} feeds outputs back as inputs;
 * {@link unrolled.model.EchoStateNetwork} is solved, not trained.
 */
package unrolled.model;
