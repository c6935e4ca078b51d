// Right answers to one task each, as students write them.
// answer: right-shapes-by-rows
// cell: hw1-1-shapes
int[][] elmanShapes(int numberOfInputs, int numberOfHiddenUnits, int numberOfOutputs) {
    int[][] gestalten = new int[5][2];
    gestalten[0] = new int[]{numberOfHiddenUnits, numberOfInputs};
    gestalten[1] = new int[]{numberOfHiddenUnits, numberOfHiddenUnits};
    gestalten[2] = new int[]{numberOfHiddenUnits, 1};
    gestalten[3] = new int[]{numberOfOutputs, numberOfHiddenUnits};
    gestalten[4] = new int[]{numberOfOutputs, 1};
    return gestalten;       // die Reihenfolge der Aufgabe
}
// answer: right-step-product-first
// cell: hw1-2-elman-step
double[] times(double[][] M, double[] v) {
    double[] r = new double[M.length];
    for (int row = 0; row < M.length; row++)
        for (int col = 0; col < v.length; col++)
            r[row] += M[row][col] * v[col];
    return r;
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] wx = times(W, x), uh = times(U, hPrev), h = new double[b.length];
    for (int j = 0; j < h.length; ++j) { h[j] = Math.tanh(wx[j] + uh[j] + b[j]); }
    return h;
}
// answer: right-step-set-all
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = b.clone();
    Arrays.setAll(h, j -> {
        double a = h[j];
        for (int k = x.length - 1; k >= 0; k--) a += W[j][k] * x[k];
        for (int k = hPrev.length - 1; k >= 0; k--) a += U[j][k] * hPrev[k];
        return Math.tanh(a);
    });
    return h;
}
// answer: right-output-concise
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] out = by.clone();
    int o = 0;
    for (double[] weights : Wy) {
        int k = 0;
        for (double w : weights) out[o] += w * h[k++];
        out[o] = Math.tanh(out[o]);
        o++;
    }
    return out;
}
// answer: right-unroll-early-return
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    if (x.length == 0) return new double[0][];
    double[][] h = new double[x.length][];
    h[0] = step.apply(x[0], h0.clone());
    for (int t = 1; t < h.length; t++) h[t] = step.apply(x[t], h[t - 1].clone());
    return h;
}
// answer: right-jordan-in-one-record
// cell: hw1-4-jordan-sequence
record Carried(double[] state, double[] answer) {
    Carried after(Jordan net, double[] x) {
        double[] s = jordanState(net, state, answer);
        return new Carried(s, jordanOutput(net, s, x));
    }
}
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    var all = new ArrayList<double[]>();
    var now = new Carried(s0, y0);
    for (double[] input : x) { now = now.after(net, input); all.add(now.answer()); }
    return all.toArray(double[][]::new);
}
