// EJML instead of loops; direct networks cut with a horizon and made last hour first; a detector that swaps the future.
// cell: hw4-1-scale-of
double[] scaleOf(double[] y, int train) {
    var column = new SimpleMatrix(Arrays.copyOf(y, train));
    double mean = column.elementSum() / train;
    return new double[] {mean, column.minus(mean).normF() / Math.sqrt(train)};
}
// cell: hw4-1-scaled
double[] scaled(double[] y, double[] scale) {
    return new SimpleMatrix(y).minus(scale[0]).divide(scale[1]).getDDRM().data;
}

double[] unscaled(double[] z, double[] scale) {
    return new SimpleMatrix(z).scale(scale[1]).plus(scale[0]).getDDRM().data;
}
// cell: hw4-3-mase
import org.ejml.dense.row.CommonOps_DDRM;
double mase(double[] actual, double[] forecast, double[] train, int period) {
    var error = new SimpleMatrix(actual).minus(new SimpleMatrix(forecast));
    var y = new SimpleMatrix(train);
    int k = train.length;
    var naive = y.rows(period, k).minus(y.rows(0, k - period));
    double mae = CommonOps_DDRM.elementSumAbs(error.getDDRM()) / actual.length;
    return mae * (k - period) / CommonOps_DDRM.elementSumAbs(naive.getDDRM());
}
// cell: hw4-3-megawatts
double maeInMegawatts(double[] zActual, double[] zForecast, double[] scale) {
    var actual = new SimpleMatrix(zActual).scale(scale[1]).plus(scale[0]);
    var forecast = new SimpleMatrix(zForecast).scale(scale[1]).plus(scale[0]);
    return CommonOps_DDRM.elementSumAbs(actual.minus(forecast).getDDRM()) / zActual.length;
}
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    var nets = new LinkedList<Network>();
    for (int h = steps; h >= 1; h--) {
        var all = Windows.manyToOne(n).horizon(h).cut(z);
        var last = new Sequence(1, all.size(), 1);
        for (int k = 0; k < all.size(); k++) last.set(0, k, 0, all.target().get(0, k, h - 1));
        nets.addFirst(trainer.apply(new Batch(all.input(), last)));
    }
    return nets;
}
// cell: hw4-6-peeks
boolean peeks(Method method, double[] y, int origin) {
    var rng = new Random(4);
    double[] known = method.forecast(Arrays.copyOf(y, y.length), origin);
    for (int trial = 0; trial < 3; trial++) {
        double[] another = y.clone();
        for (int t = origin; t < y.length; t++) another[t] = 50 * rng.nextGaussian();
        if (!Arrays.equals(known, method.forecast(another, origin))) return true;
    }
    return false;
}
