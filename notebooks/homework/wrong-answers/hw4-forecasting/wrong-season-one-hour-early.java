// Last season's value is taken one row too early.
// loses: hw4-3a-seasonal-naive
// cell: hw4-3-seasonal-naive
double[] seasonalNaive(double[] past, int period, int steps) {
    var forecast = new double[steps];
    for (int h = 0; h < steps; h++) forecast[h] = past[past.length - period - 1 + h % period];
    return forecast;
}
