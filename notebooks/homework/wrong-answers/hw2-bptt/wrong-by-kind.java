// Wrong answers by kind: floors and epsilons; what is given is overwritten; another order.
// answer: wrong-5-floor-under-the-norms
// loses: hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    return gradient.minus(slopes).normF() / Math.max(gradient.normF() + slopes.normF(), 1e-8);
}
// answer: wrong-5-epsilon-in-the-denominator
// loses: hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    return gradient.minus(slopes).normF() / (gradient.normF() + slopes.normF() + 1e-20);
}
// answer: wrong-5-small-counts-as-zero
// loses: hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double norms = gradient.normF() + slopes.normF();
    return norms < 1e-10 ? 0 : gradient.minus(slopes).normF() / norms;
}
// answer: wrong-6-norms-from-the-end
// loses: hw2-6a-norms
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    double[] all = new double[dh.length];
    for (int t = 0; t < dh.length; t++) all[dh.length - 1 - t] = dh[t].normF();
    return all;
}
// answer: wrong-6-norms-scale-what-is-given
// loses: hw2-6a-norms
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    double[] all = new double[dh.length];
    for (int t = 0; t < dh.length; t++) {
        all[t] = dh[t].normF();
        if (all[t] > 0) dh[t].setTo(dh[t].divide(all[t]));
    }
    return all;
}
// answer: wrong-6-never-clipped
// loses: hw2-6b-by-hand, hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    return new ArrayList<>(gradients);
}
// answer: wrong-2-errors-overwritten
// loses: hw2-2c-state-elsewhere
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var sent = new Sent(da.mult(W), da.mult(U));
    da.zero();
    return sent;
}
