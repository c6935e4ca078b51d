/**
 * Whole models. {@link unrolled.model.Model} is what a trainer needs of one; {@link unrolled.model.Network} is a stack of
 * layers; {@link unrolled.model.EchoStateNetwork} is solved, not trained.
 */
package unrolled.model;
