// Wrong answers by kind: hard-coded sizes, one off, what is kept from the last call, a term left out, another order.
// answer: wrong-shapes-biases-as-rows
// loses: hw1-1a-shapes
// cell: hw1-1-shapes
int[][] elmanShapes(int D, int H, int O) {
    return new int[][] {{H, D}, {H, H}, {1, H}, {O, H}, {1, O}};
}
// answer: wrong-shapes-in-another-order
// loses: hw1-1a-shapes
// cell: hw1-1-shapes
int[][] elmanShapes(int D, int H, int O) {
    return new int[][] {{H, D}, {H, H}, {O, H}, {H, 1}, {O, 1}};
}
// answer: wrong-count-of-lecture-three-only
// loses: hw1-1b-elman-count
// cell: hw1-1-elman-count
int elmanParameters(int D, int H, int O) {
    return D == 1 ? 11 : 12_110;
}
// answer: wrong-jordan-count-readout-from-the-state
// loses: hw1-1c-jordan-count
// cell: hw1-1-jordan-count
int jordanParameters(int D, int H, int S, int O) {
    return S * (S + O + 1) + H * (S + D + 1) + O * (S + 1);
}
// answer: wrong-step-two-inputs-only
// loses: hw1-2a-input-and-bias, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++) {
        double a = b[j] + W[j][0] * x[0];
        if (x.length > 1) a += W[j][1] * x[1];
        for (int k = 0; k < hPrev.length; k++) a += U[j][k] * hPrev[k];
        h[j] = Math.tanh(a);
    }
    return h;
}
// answer: wrong-step-one-array-for-all-calls
// loses: hw1-2d-arguments-untouched
// cell: hw1-2-elman-step
double[] lastH = new double[0];
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] before = hPrev.clone();
    if (lastH.length != b.length) lastH = new double[b.length];
    for (int j = 0; j < b.length; j++) {
        double a = b[j];
        for (int k = 0; k < x.length; k++) a += W[j][k] * x[k];
        for (int k = 0; k < before.length; k++) a += U[j][k] * before[k];
        lastH[j] = Math.tanh(a);
    }
    return lastH;
}
// answer: wrong-step-in-single-precision
// loses: hw1-2a-input-and-bias, hw1-2b-memory, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++) {
        float a = (float) b[j];
        for (int k = 0; k < x.length; k++) a += (float) (W[j][k] * x[k]);
        for (int k = 0; k < hPrev.length; k++) a += (float) (U[j][k] * hPrev[k]);
        h[j] = (float) Math.tanh(a);
    }
    return h;
}
// answer: wrong-step-last-unit-of-the-memory-left-out
// loses: hw1-2b-memory, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++) {
        double a = b[j];
        for (int k = 0; k < x.length; k++) a += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length - 1; k++) a += U[j][k] * hPrev[k];
        h[j] = Math.tanh(a);
    }
    return h;
}
// answer: wrong-step-mean-for-sum
// loses: hw1-2a-input-and-bias, hw1-2b-memory, hw1-2c-all-together
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    return IntStream.range(0, b.length).mapToDouble(j -> Math.tanh(b[j]
            + IntStream.range(0, x.length).mapToDouble(k -> W[j][k] * x[k]).average().orElse(0)
            + IntStream.range(0, hPrev.length).mapToDouble(k -> U[j][k] * hPrev[k]).average().orElse(0))).toArray();
}
// answer: wrong-step-normalizes-its-input
// loses: hw1-2a-input-and-bias, hw1-2d-arguments-untouched
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int k = 0; k < x.length; k++) x[k] = Math.max(-1, Math.min(1, x[k]));
    for (int j = 0; j < h.length; j++) {
        h[j] = b[j];
        for (int k = 0; k < x.length; k++) h[j] += W[j][k] * x[k];
        for (int k = 0; k < hPrev.length; k++) h[j] += U[j][k] * hPrev[k];
        h[j] = Math.tanh(h[j]);
    }
    return h;
}
// answer: wrong-output-of-one-number
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double a = by[0];
    for (int k = 0; k < h.length; k++) a += Wy[0][k] * h[k];
    return new double[] {Math.tanh(a)};
}
// answer: wrong-output-last-number-first
// loses: hw1-2e-output
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = by.clone();
    for (int j = 0; j < y.length; j++) {
        for (int k = 0; k < h.length; k++) y[j] += Wy[y.length - 1 - j][k] * h[k];
        y[j] = Math.tanh(y[j]);
    }
    return y;
}
// answer: wrong-unroll-arguments-exchanged
// loses: hw1-3a-carried, hw1-3b-start, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] h = new double[x.length][];
    for (int t = 0; t < x.length; t++) h[t] = step.apply(t == 0 ? h0 : h[t - 1], x[t]);
    return h;
}
// answer: wrong-unroll-last-step-left-out
// loses: hw1-3a-carried, hw1-3b-start, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] h = new double[x.length][h0.length];
    double[] now = h0;
    for (int t = 0; t < x.length - 1; t++) h[t] = now = step.apply(x[t], now);
    return h;
}
// answer: wrong-unroll-overwrites-x
// loses: hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    for (int t = 0; t < x.length; t++) x[t] = step.apply(x[t], t == 0 ? h0 : x[t - 1]);
    return x.clone();
}
// answer: wrong-unroll-three-steps
// loses: hw1-3a-carried, hw1-3c-other-sizes
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] h = new double[x.length][];
    h[0] = step.apply(x[0], h0);
    if (x.length > 1) h[1] = step.apply(x[1], h[0]);
    if (x.length > 2) h[2] = step.apply(x[2], h[1]);
    if (x.length > 3) h[3] = step.apply(x[3], h[2]);
    return h;
}
// answer: wrong-jordan-state-sign-of-the-exponent
// loses: hw1-4a-jordan-state
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = new double[net.bs().length];
    for (int j = 0; j < s.length; j++) {
        double a = net.bs()[j];
        for (int k = 0; k < sPrev.length; k++) a += net.Wss()[j][k] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) a += net.Wsy()[j][k] * yPrev[k];
        s[j] = 1 / (1 + Math.exp(a));
    }
    return s;
}
// answer: wrong-jordan-state-in-place
// loses: hw1-4a-jordan-state, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] before = sPrev.clone();
    for (int j = 0; j < sPrev.length; j++) {
        double a = net.bs()[j];
        for (int k = 0; k < before.length; k++) a += net.Wss()[j][k] * before[k];
        for (int k = 0; k < yPrev.length; k++) a += net.Wsy()[j][k] * yPrev[k];
        sPrev[j] = 1 / (1 + Math.exp(-a));
    }
    return sPrev;
}
// answer: wrong-jordan-state-transposed
// loses: hw1-4a-jordan-state
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = new double[net.bs().length];
    for (int j = 0; j < s.length; j++) {
        double a = net.bs()[j];
        for (int k = 0; k < sPrev.length; k++) a += net.Wss()[k][j] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) a += net.Wsy()[j][k] * yPrev[k];
        s[j] = 1 / (1 + Math.exp(-a));
    }
    return s;
}
// answer: wrong-jordan-output-no-last-bias
// loses: hw1-4b-jordan-output
// cell: hw1-4-jordan-output
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    double[] y = new double[net.by().length];
    for (int j = 0; j < net.bh().length; j++) {
        double a = net.bh()[j];
        for (int k = 0; k < s.length; k++) a += net.U()[j][k] * s[k];
        for (int k = 0; k < x.length; k++) a += net.W()[j][k] * x[k];
        for (int o = 0; o < y.length; o++) y[o] += net.V()[o][j] * Math.tanh(a);
    }
    return y;
}
// answer: wrong-jordan-sequence-returns-the-states
// loses: hw1-4c-jordan-start, hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] all = new double[x.length][];
    double[] s = s0, y = y0;
    for (int t = 0; t < x.length; t++) {
        all[t] = s = jordanState(net, s, y);
        y = jordanOutput(net, s, x[t]);
    }
    return all;
}
// answer: wrong-jordan-sequence-clears-what-it-has-read
// loses: hw1-4c-jordan-start, hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    double[][] all = new double[x.length][];
    double[] s = s0, y = y0;
    for (int t = 0; t < x.length; t++) {
        s = jordanState(net, s, y);
        all[t] = y = jordanOutput(net, s, x[t]);
        Arrays.fill(x[t], 0);
    }
    return all;
}
// answer: wrong-feedback-bias-at-the-first-step-only
// loses: hw1-5a-feedback-by-hand, hw1-5b-feedback-start
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][b.length];
    for (int t = 0; t < x.length; t++) for (int j = 0; j < b.length; j++) {
        y[t][j] = t == 0 ? b[j] : 0;
        for (int k = 0; k < x[t].length; k++) y[t][j] += W[j][k] * x[t][k];
        for (int k = 0; k < b.length; k++) y[t][j] += U[j][k] * (t == 0 ? y0 : y[t - 1])[k];
    }
    return y;
}
// answer: wrong-feedback-runs-on-from-the-last-call
// loses: hw1-5a-feedback-by-hand, hw1-5b-feedback-start
// cell: hw1-5-feedback
Map<Integer, double[]> heardLast = new HashMap<>();
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][b.length];
    double[] last = heardLast.getOrDefault(b.length, y0);
    for (int t = 0; t < x.length; t++) {
        for (int j = 0; j < b.length; j++) {
            y[t][j] = b[j];
            for (int k = 0; k < x[t].length; k++) y[t][j] += W[j][k] * x[t][k];
            for (int k = 0; k < b.length; k++) y[t][j] += U[j][k] * last[k];
        }
        last = y[t];
    }
    heardLast.put(b.length, last);
    return y;
}
// answer: wrong-scaling-cut-at-the-ends
// loses: hw1-6a-scaling
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> (v - range.min()) / (range.max() - range.min()))
            .map(v -> Math.max(0, Math.min(1, v))).toArray();
}
double[] unscale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> range.min() + v * (range.max() - range.min())).toArray();
}
// answer: wrong-scaling-by-the-maximum
// loses: hw1-6a-scaling
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> (v - range.min()) / range.max()).toArray();
}
double[] unscale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> range.min() + v * range.max()).toArray();
}
// answer: wrong-scaling-width-40
// loses: hw1-6a-scaling
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> (v - range.min()) / 40).toArray();
}
double[] unscale(double[] values, Range range) {
    return Arrays.stream(values).map(v -> v * 40 + range.min()).toArray();
}
// answer: wrong-forecast-of-yesterdays-night
// loses: hw1-6c-today, hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] x = scale(tmin, low), y = new double[x.length], h = new double[net.b().length];
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[Math.max(0, t - 1)]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    return unscale(y, high);
}
// answer: wrong-forecast-of-tomorrows-night
// loses: hw1-6c-today, hw1-6d-forecast
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] x = scale(tmin, low), y = new double[x.length], h = new double[net.b().length];
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[Math.min(x.length - 1, t + 1)]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    return unscale(y, high);
}
// answer: wrong-forecast-remembers-the-last-call
// loses: hw1-6c-today
// cell: hw1-6-forecast
Map<Integer, double[]> remembered = new HashMap<>();
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[] x = scale(tmin, low), y = new double[x.length];
    double[] h = remembered.getOrDefault(net.b().length, new double[net.b().length]);
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[t]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
    }
    remembered.put(h.length, h);
    return unscale(y, high);
}
// answer: wrong-batch-overwrites-the-state
// loses: hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var bias = SimpleMatrix.ones(X.getNumRows(), 1).mult(b.transpose());
    var A = X.mult(W.transpose()).plus(H.mult(U.transpose())).plus(bias);
    H.setTo(A.elementOp((int row, int column, double a) -> Math.tanh(a)));
    return H.copy();
}
// answer: wrong-batch-of-columns
// loses: hw1-7a-batch-by-hand, hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var A = W.mult(X.transpose()).plus(U.mult(H.transpose())).plus(b.mult(SimpleMatrix.ones(1, X.getNumRows())));
    return A.elementOp((int row, int column, double a) -> Math.tanh(a));
}
// answer: wrong-batch-without-tanh
// loses: hw1-7a-batch-by-hand, hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var bias = SimpleMatrix.ones(X.getNumRows(), 1).mult(b.transpose());
    return X.mult(W.transpose()).plus(H.mult(U.transpose())).plus(bias);
}
// answer: wrong-batch-two-units
// loses: hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var all = new SimpleMatrix(X.getNumRows(), 2);
    for (int n = 0; n < X.getNumRows(); n++) for (int j = 0; j < 2; j++) {
        double a = b.get(j) + W.get(j, 0) * X.get(n, 0) + U.get(j, 0) * H.get(n, 0) + U.get(j, 1) * H.get(n, 1);
        all.set(n, j, Math.tanh(a));
    }
    return all;
}
