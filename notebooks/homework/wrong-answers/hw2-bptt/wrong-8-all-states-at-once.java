// The right gradient, but all states are computed again before the walk back begins: nothing is saved.
// loses: hw2-8b-price
// cell: hw2-8-checkpointed
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = new SimpleMatrix[T + 1], dh = new SimpleMatrix[T + 1];
    h[0] = kept[0];
    for (int t = 1; t <= T; t++) h[t] = step.forward(x[t], h[t - 1]);
    dh[T] = dy[T];
    for (int t = T; t >= 1; t--) {
        dh[t - 1] = step.back(h[t], dh[t]);
        if (t > 1) dh[t - 1] = dh[t - 1].plus(dy[t - 1]);
    }
    return dh;
}
