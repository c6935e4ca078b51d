// Plain loops over numbers, no matrix operation at all.
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    SimpleMatrix out = new SimpleMatrix(h.getNumRows(), h.getNumCols());
    for (int r = 0; r < h.getNumRows(); r++) {
        for (int c = 0; c < h.getNumCols(); c++) {
            double v = h.get(r, c);
            out.set(r, c, (1.0 - v) * (1.0 + v) * dh.get(r, c));
        }
    }
    return out;
}
// cell: hw2-2-sum-back
SimpleMatrix times(SimpleMatrix left, SimpleMatrix right) {
    SimpleMatrix out = new SimpleMatrix(left.getNumRows(), right.getNumCols());
    for (int r = 0; r < out.getNumRows(); r++) {
        for (int c = 0; c < out.getNumCols(); c++) {
            double sum = 0;
            for (int k = 0; k < left.getNumCols(); k++) sum += left.get(r, k) * right.get(k, c);
            out.set(r, c, sum);
        }
    }
    return out;
}
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    return new Sent(times(da, W), times(da, U));
}
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    SimpleMatrix[] dh = new SimpleMatrix[h.length];
    SimpleMatrix later = new SimpleMatrix(h[0].getNumRows(), h[0].getNumCols());
    int t = h.length - 1;
    while (t > 0) {
        dh[t] = new SimpleMatrix(later.getNumRows(), later.getNumCols());
        for (int k = 0; k < later.getNumElements(); k++) dh[t].set(k, dy[t].get(k) + later.get(k));
        later = step.back(h[t], dh[t]);
        t--;
    }
    dh[0] = later;
    return dh;
}
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int H = da[1].getNumCols(), D = x[1].getNumCols();
    double[][] dW = new double[H][D], dU = new double[H][H], db = new double[H][1];
    for (int n = 0; n < da[1].getNumRows(); n++) {
        for (int t = da.length - 1; t > 0; t--) {
            for (int j = 0; j < H; j++) {
                for (int d = 0; d < D; d++) dW[j][d] += da[t].get(n, j) * x[t].get(n, d);
                for (int q = 0; q < H; q++) dU[j][q] += da[t].get(n, j) * h[t - 1].get(n, q);
                db[j][0] += da[t].get(n, j);
            }
        }
    }
    return new Gradients(new SimpleMatrix(dW), new SimpleMatrix(dU), new SimpleMatrix(db));
}
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    SimpleMatrix out = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int r = 0; r < theta.getNumRows(); r++) {
        for (int c = 0; c < theta.getNumCols(); c++) {
            double before = theta.get(r, c);
            double[] L = new double[2];
            for (int side = 0; side < 2; side++) {
                theta.set(r, c, side == 0 ? before - 1e-5 : before + 1e-5);
                L[side] = loss.getAsDouble();
            }
            theta.set(r, c, before);
            out.set(r, c, (L[1] - L[0]) / 2e-5);
        }
    }
    return out;
}
// cell: hw2-5-relative-error
double length(SimpleMatrix m) {
    double sum = 0;
    for (int r = 0; r < m.getNumRows(); r++) for (int c = 0; c < m.getNumCols(); c++) sum += m.get(r, c) * m.get(r, c);
    return Math.sqrt(sum);
}
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double difference = length(gradient.minus(slopes));
    if (difference == 0) return 0;
    return difference / (length(gradient) + length(slopes));
}
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    double[] out = new double[dh.length];
    for (int t = dh.length - 1; t >= 0; t--) {
        for (int k = 0; k < dh[t].getNumElements(); k++) out[t] = Math.hypot(out[t], dh[t].get(k));
    }
    return out;
}
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double norm = 0;
    for (SimpleMatrix g : gradients) for (int k = 0; k < g.getNumElements(); k++) norm = Math.hypot(norm, g.get(k));
    if (norm <= c) return gradients;
    List<SimpleMatrix> out = new LinkedList<>();
    for (SimpleMatrix g : gradients) {
        SimpleMatrix shorter = g.copy();
        for (int k = 0; k < g.getNumElements(); k++) shorter.set(k, g.get(k) / norm * c);
        out.add(shorter);
    }
    return out;
}
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    SimpleMatrix[] h = new SimpleMatrix[x.length], dh = new SimpleMatrix[x.length];
    h[0] = h0;
    for (int t = 1; t < x.length; t++) h[t] = step.forward(x[t], h[t - 1]);
    for (int t = x.length - 1; t > 0; t--) {
        boolean endsWindow = t % k == 0 || t == x.length - 1;
        dh[t] = h[t].minus(target[t]);
        if (!endsWindow) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh;
}
