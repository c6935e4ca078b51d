// Adds to the matrices of dy, which belong to the caller.
// loses: hw2-3e-read-only
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = new SimpleMatrix[T + 1];
    for (int t = T; t >= 1; t--) {
        dh[t] = dy[t];
        if (t < T) {
            var later = step.back(h[t + 1], dh[t + 1]);
            for (int k = 0; k < later.getNumElements(); k++) dh[t].set(k, dh[t].get(k) + later.get(k));
        }
    }
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
