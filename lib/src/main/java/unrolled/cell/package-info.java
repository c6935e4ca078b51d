/**
 * One time step and its chain rule: a class for each architecture, its equations on top.
 *
 * <p>Read {@link unrolled.cell.Cell} first, the contract; then {@link unrolled.cell.StackedCell}, which does the
 * products that most cells share; then {@link unrolled.cell.ElmanCell}, {@link unrolled.cell.LstmCell},
 * {@link unrolled.cell.GruCell} and {@link unrolled.cell.JordanCell}. {@link unrolled.cell.Run} is one sequence on its
 * way through a cell.
 *
 * <p>Then the variations, each with one change: {@link unrolled.cell.OutputFeedbackCell} feeds back its answer;
 * {@link unrolled.cell.LeakyCell} and {@link unrolled.cell.SkipCell} remember longer without gates;
 * {@link unrolled.cell.LayerNormElmanCell} keeps its pre-activations in range; {@link unrolled.cell.PeepholeLstmCell}
 * lets the gates see the cell state.
 */
package unrolled.cell;
