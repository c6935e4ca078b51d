// The way back through step t + 1 is given h_t instead of h_{t+1}.
// loses: hw2-3b-every-error, hw2-3d-other-shapes
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = new SimpleMatrix[T + 1];
    dh[T] = dy[T];
    for (int t = T - 1; t >= 1; t--) dh[t] = dy[t].plus(step.back(h[t], dh[t + 1]));
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
