/**
 * From tables to sequences and back. {@link unrolled.data.CourseData} and {@link unrolled.data.Csv} read a file into a
 * Tablesaw table, {@link unrolled.data.Gaps} finds and fills missing days, {@link unrolled.data.Columns} takes numbers
 * out of a table, {@link unrolled.data.Scaler} brings them to a common scale, {@link unrolled.data.Split} parts past
 * from future, and {@link unrolled.data.Windows} cuts the inputs and targets that a network learns from.
 *
 * <p>For series: {@link unrolled.data.Differencing}, {@link unrolled.data.Lags}, {@link unrolled.data.Decomposition},
 * {@link unrolled.data.Cycle}, {@link unrolled.data.Folds} and {@link unrolled.data.Stationarity}; and made data:
 * {@link unrolled.data.Synthetic} and {@link unrolled.data.Collatz}.
 */
package unrolled.data;
