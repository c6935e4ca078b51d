/**
 * Everything a notebook shows. Reading order: {@link unrolled.view.Notebook} (where things go),
 * {@link unrolled.view.Html} (what they become), {@link unrolled.view.Figures}, {@link unrolled.view.Figure} and
 * {@link unrolled.view.Series} (pictures of numbers), {@link unrolled.view.Multiples} (several on the same axes),
 * {@link unrolled.view.NetworkDiagram} (pictures of models),
 * {@link unrolled.view.Progress} (training as it happens), {@link unrolled.view.Quiz} (checks and questions).
 */
package unrolled.view;
