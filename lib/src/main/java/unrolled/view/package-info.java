/**
 * Everything a notebook shows. Reading order: {@link unrolled.view.Notebook} (where things go),
 * {@link unrolled.view.Html} (what they become), {@link unrolled.view.Figures}, {@link unrolled.view.Figure} and
 * {@link unrolled.view.Series} (pictures of numbers), {@link unrolled.view.Multiples} (several on the same axes),
 * {@link unrolled.view.Explore} (figures to drag), {@link unrolled.view.NetworkDiagram} (pictures of models),
 * {@link unrolled.view.Stepper} (pictures to walk through), {@link unrolled.view.Played} (tunes to see and to hear),
 * {@link unrolled.view.Progress} (training as it happens), {@link unrolled.view.Quiz} (checks and questions).
 *
 * <p>A figure is a {@code Plot} (lines, points, bars, a heat map or a surface) in a {@code Frame} (titles, caption,
 * marks). {@code Picture} draws it in SVG: a {@code Panel} puts the plot on its {@code Axes}, where the plot draws
 * itself with a {@code Pen}. {@code Plotly} makes it interactive from the plot's {@code Traces}. An explorer is many
 * figures in {@code Frames}: what stays goes to the page once, what changes for each frame.
 */
package unrolled.view;
