// The walk ends at step 1: nothing is said about h_0.
// loses: hw2-3c-initial-state
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = new SimpleMatrix[T + 1];
    dh[T] = dy[T];
    for (int t = T - 1; t >= 1; t--) dh[t] = dy[t].plus(step.back(h[t + 1], dh[t + 1]));
    return dh;
}
