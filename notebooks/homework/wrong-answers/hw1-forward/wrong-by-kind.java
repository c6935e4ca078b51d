// Wrong answers by kind: what is given is overwritten; one step off; a part left out.
// answer: wrong-forecast-overwrites-tmin
// loses: hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] h = new double[net.b().length];
    for (int t = 0; t < tmin.length; t++) {
        double x = (tmin[t] - low.min()) / (low.max() - low.min());
        h = elmanStep(new double[] {x}, h, net.W(), net.U(), net.b());
        tmin[t] = high.min() + elmanOutput(h, net.Wy(), net.by())[0] * (high.max() - high.min());
    }
    return tmin.clone();
}
// answer: wrong-jordan-sequence-overwrites-its-start
// loses: hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
        System.arraycopy(jordanState(net, s0, y0), 0, s0, 0, s0.length);
        y[t] = jordanOutput(net, s0, x[t]);
        System.arraycopy(y[t], 0, y0, 0, y0.length);
    }
    return y;
}
// answer: wrong-output-no-bias
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = new double[by.length];
    for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < h.length; k++) y[j] += Wy[j][k] * h[k];
        y[j] = Math.tanh(y[j]);
    }
    return y;
}
// answer: wrong-output-overwrites-h
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = by.clone();
    for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < h.length; k++) y[j] += Wy[j][k] * h[k];
        y[j] = Math.tanh(y[j]);
    }
    java.util.Arrays.fill(h, 0);
    return y;
}
// answer: wrong-state-overwrites-the-past
// loses: hw1-4a-jordan-state, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = net.bs().clone();
    for (int j = 0; j < s.length; j++) {
        for (int k = 0; k < sPrev.length; k++) s[j] += net.Wss()[j][k] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) s[j] += net.Wsy()[j][k] * yPrev[k];
        s[j] = 1 / (1 + Math.exp(-s[j]));
    }
    yPrev[0] += 1;
    return s;
}
// answer: wrong-state-no-bias
// loses: hw1-4a-jordan-state
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = new double[net.bs().length];
    for (int j = 0; j < s.length; j++) {
        for (int k = 0; k < sPrev.length; k++) s[j] += net.Wss()[j][k] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) s[j] += net.Wsy()[j][k] * yPrev[k];
        s[j] = 1 / (1 + Math.exp(-s[j]));
    }
    return s;
}
// answer: wrong-feedback-overwrites-x
// loses: hw1-5b-feedback-start
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][];
    double[] last = y0;
    for (int t = 0; t < x.length; t++) {
        y[t] = b.clone();
        for (int j = 0; j < b.length; j++) {
            for (int k = 0; k < x[t].length; k++) y[t][j] += W[j][k] * x[t][k];
            for (int k = 0; k < last.length; k++) y[t][j] += U[j][k] * last[k];
        }
        x[t] = y[t];
        last = y[t];
    }
    return y;
}
// answer: wrong-unroll-from-the-end
// loses: hw1-3a-carried, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] h = new double[x.length][];
    double[] now = h0;
    for (int t = x.length - 1; t >= 0; t--) h[t] = now = step.apply(x[t], now);
    return h;
}
