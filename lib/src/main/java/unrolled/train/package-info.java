/**
 * Learning: {@link unrolled.train.Loss} says how wrong, {@link unrolled.train.Optimizer} steps, at a rate that
 * {@link unrolled.train.Schedule} changes, {@link unrolled.train.Clipping} keeps the step in bounds,
 * {@link unrolled.train.Trainer} is the loop, {@link unrolled.train.History} what it saw, and
 * {@link unrolled.train.GradientCheck} proves a way back.
 */
package unrolled.train;
