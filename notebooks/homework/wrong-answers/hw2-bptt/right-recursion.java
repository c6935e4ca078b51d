// No loop through time: each method calls itself for the rest of the sequence.
// cell: hw2-3-back-through-time
SimpleMatrix walk(int t, SimpleMatrix[] h, SimpleMatrix[] dy, Step step, SimpleMatrix[] dh) {
    if (t == h.length - 1) return dh[t] = dy[t];
    var arriving = step.back(h[t + 1], walk(t + 1, h, dy, step, dh));
    return dh[t] = t == 0 ? arriving : arriving.plus(dy[t]);
}
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    var dh = new SimpleMatrix[h.length];
    walk(0, h, dy, step, dh);
    return dh;
}
// cell: hw2-4-weight-gradients
Gradients from(int t, SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    var turned = da[t].transpose();
    var ones = SimpleMatrix.ones(turned.getNumCols(), 1);
    var here = new Gradients(turned.mult(x[t]), turned.mult(h[t - 1]), turned.mult(ones));
    if (t + 1 == da.length) return here;
    var rest = from(t + 1, x, h, da);
    return new Gradients(here.dW().plus(rest.dW()), here.dU().plus(rest.dU()), here.db().plus(rest.db()));
}
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    return from(1, x, h, da);
}
// cell: hw2-7-truncated
SimpleMatrix window(int t, int k, SimpleMatrix hPrev, SimpleMatrix[] x, SimpleMatrix[] target, Step step,
        SimpleMatrix[] dh) {
    var h = step.forward(x[t], hPrev);
    dh[t] = h.minus(target[t]);
    if (t + 1 == x.length) return dh[t];
    var next = step.forward(x[t + 1], h);
    var later = window(t + 1, k, h, x, target, step, dh);
    if (t % k != 0) dh[t] = dh[t].plus(step.back(next, later));
    return dh[t];
}
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    var dh = new SimpleMatrix[x.length];
    window(1, k, h0, x, target, step, dh);
    return dh;
}
// cell: hw2-8-checkpointed
SimpleMatrix forth(int t, int last, SimpleMatrix hPrev, SimpleMatrix[] x, SimpleMatrix[] dy, Step step,
        SimpleMatrix[] dh) {
    var h = step.forward(x[t], hPrev);
    if (t < last) forth(t + 1, last, h, x, dy, step, dh);
    var sent = step.back(h, dh[t]);
    return dh[t - 1] = t > 1 ? sent.plus(dy[t - 1]) : sent;
}
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    var dh = new SimpleMatrix[T + 1];
    dh[T] = dy[T];
    for (int m = (T + k - 1) / k - 1; m >= 0; m--) forth(m * k + 1, Math.min(T, m * k + k), kept[m], x, dy, step, dh);
    return dh;
}
