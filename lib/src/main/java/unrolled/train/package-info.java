/**
 * Learning: {@link unrolled.train.Loss} says how wrong, {@link unrolled.train.Optimizer} steps, at a rate that
 * {@link unrolled.train.Schedule} changes, {@link unrolled.train.Clipping} keeps the step in bounds,
 * {@link unrolled.train.Trainer} is the loop, {@link unrolled.train.History} what it saw, and
 * {@link unrolled.train.GradientCheck} proves a way back.
 *
 * <p>Looking inside: {@link unrolled.train.GradientFlow} and {@link unrolled.train.Jacobians} show how an error fades
 * on its way back, {@link unrolled.train.Activity} what states and gates do, {@link unrolled.train.LearningRateRange}
 * which rate to take, and {@link unrolled.train.Classification} which classes are mistaken for which.
 */
package unrolled.train;
