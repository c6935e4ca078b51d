/**
 * Whole models. {@link unrolled.model.Model} is what a trainer needs of one; {@link unrolled.model.Network} is a stack of
 * layers.
 */
package unrolled.model;
