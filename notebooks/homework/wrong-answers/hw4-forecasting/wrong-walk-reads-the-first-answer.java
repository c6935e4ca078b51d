// The past that is handed over ends with the first value to forecast.
// loses: hw4-3c-walk
// cell: hw4-3-walk
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    var forecasts = new ArrayList<double[]>();
    for (int origin = from; origin + steps <= y.length; origin += every) {
        forecasts.add(forecaster.apply(Arrays.copyOfRange(y, 0, origin + 1)));
    }
    return forecasts.toArray(double[][]::new);
}
