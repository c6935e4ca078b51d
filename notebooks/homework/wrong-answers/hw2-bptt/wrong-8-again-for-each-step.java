// The right gradient, but each state is computed again from its checkpoint: k²/2 steps for a window of k.
// loses: hw2-8b-price
// cell: hw2-8-checkpointed
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    var dh = new SimpleMatrix[T + 1];
    dh[T] = dy[T];
    for (int t = T; t >= 1; t--) {
        int m = (t - 1) / k;
        var h = kept[m];
        for (int s = m * k + 1; s <= t; s++) h = step.forward(x[s], h);
        dh[t - 1] = step.back(h, dh[t]);
        if (t > 1) dh[t - 1] = dh[t - 1].plus(dy[t - 1]);
    }
    return dh;
}
