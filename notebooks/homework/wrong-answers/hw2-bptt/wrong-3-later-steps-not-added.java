// Each error stays in its own step: what arrives from t + 1 is not added.
// loses: hw2-3a-last-error, hw2-3b-every-error, hw2-3d-other-shapes
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = new SimpleMatrix[T + 1];
    for (int t = T; t >= 1; t--) dh[t] = dy[t].copy();
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
