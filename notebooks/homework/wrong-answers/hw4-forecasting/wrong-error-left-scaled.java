// The error is measured on scaled values and reported as megawatts.
// loses: hw4-3d-megawatts
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    double sum = 0;
    for (int k = 0; k < zActual.length; k++) sum += Math.abs(zActual[k] - zForecast[k]);
    return sum / zActual.length;
}
