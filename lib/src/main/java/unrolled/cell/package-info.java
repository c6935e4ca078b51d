/**
 * One time step and its chain rule: a class for each architecture, its equations on top.
 *
 * <p>Read {@link unrolled.cell.Cell} first, the contract; then {@link unrolled.cell.StackedCell}, which does the products
 * that most cells share; then {@link unrolled.cell.ElmanCell}, {@link unrolled.cell.LstmCell},
 * {@link unrolled.cell.GruCell} and {@link unrolled.cell.JordanCell}.
 */
package unrolled.cell;
