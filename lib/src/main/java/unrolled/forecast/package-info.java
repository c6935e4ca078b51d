/**
 * Honest forecasting. A {@link unrolled.forecast.Forecaster} is fitted to a series and then says what comes next:
 * {@link unrolled.forecast.Naive}, {@link unrolled.forecast.SeasonalNaive}, {@link unrolled.forecast.Drift},
 * {@link unrolled.forecast.MovingAverage}, {@link unrolled.forecast.ExponentialSmoothing} and
 * {@link unrolled.forecast.Arima}; and with a network, for several steps ahead, {@link unrolled.forecast.Recursive},
 * {@link unrolled.forecast.Direct}, {@link unrolled.forecast.VectorOutput} and {@link unrolled.forecast.SeqToSeq}.
 *
 * <p>{@link unrolled.forecast.Metrics} measure the errors,
 * {@link unrolled.forecast.Ranking} compares models with the naive forecast, and {@link unrolled.forecast.WalkForward}
 * does so fold after fold.
 */
package unrolled.forecast;
