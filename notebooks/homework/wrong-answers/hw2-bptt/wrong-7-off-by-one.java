// The cut is one step early: the last step of a window is counted to the next.
// loses: hw2-7b-cut, hw2-7c-other-shapes
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = new SimpleMatrix[T + 1], dh = new SimpleMatrix[T + 1];
    h[0] = h0;
    for (int t = 1; t <= T; t++) h[t] = step.forward(x[t], h[t - 1]);
    for (int t = T; t >= 1; t--) {
        dh[t] = h[t].minus(target[t]);
        if (t < T && (t + 1) % k != 0) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh;
}
