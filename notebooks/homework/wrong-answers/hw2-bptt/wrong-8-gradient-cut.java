// Truncated BPTT once more: each window is walked back through alone.
// loses: hw2-8a-full-gradient, hw2-8b-price
// cell: hw2-8-checkpointed
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    var dh = new SimpleMatrix[T + 1];
    for (int m = (T - 1) / k; m >= 0; m--) {
        int from = m * k, last = Math.min(from + k, T);
        var h = new SimpleMatrix[last - from + 1];
        h[0] = kept[m];
        for (int t = from + 1; t <= last; t++) h[t - from] = step.forward(x[t], h[t - 1 - from]);
        for (int t = last; t > from; t--) {
            dh[t] = t == last ? dy[t] : dy[t].plus(step.back(h[t + 1 - from], dh[t + 1]));
        }
        if (m == 0) dh[0] = step.back(h[1], dh[1]);
    }
    return dh;
}
