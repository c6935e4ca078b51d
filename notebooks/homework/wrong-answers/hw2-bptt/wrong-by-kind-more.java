// Wrong answers by kind: another slope, one off, what is kept or overwritten, means, floors, hard-coded sizes.
// answer: wrong-1-tanh-once-more
// loses: hw2-1a-by-hand, hw2-1b-against-differences
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    return h.elementOp((int r, int c, double v) -> (1 - Math.pow(Math.tanh(v), 2)) * dh.get(r, c));
}
// answer: wrong-1-slope-without-the-gradient
// loses: hw2-1a-by-hand, hw2-1b-against-differences
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    return h.elementOp((int r, int c, double v) -> 1 - v * v);
}
// answer: wrong-1-activation-overwritten
// loses: hw2-1c-read-only
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    for (int k = 0; k < h.getNumElements(); k++) h.set(k, (1 - h.get(k) * h.get(k)) * dh.get(k));
    return h.copy();
}
// answer: wrong-1-of-the-first-row
// loses: hw2-1b-against-differences
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    var da = dh.copy();
    for (int j = 0; j < h.getNumCols(); j++) da.set(0, j, dh.get(0, j) * (1 - h.get(0, j) * h.get(0, j)));
    return da;
}
// answer: wrong-2-W-transposed-by-elements
// loses: hw2-2b-input
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    double[][] dx = new double[da.getNumRows()][W.getNumCols()];
    for (int n = 0; n < dx.length; n++) for (int d = 0; d < dx[n].length; d++)
        for (int j = 0; j < Math.min(W.getNumRows(), da.getNumCols()); j++)
            dx[n][d] += da.get(n, j) * W.get(Math.min(d, W.getNumRows() - 1), Math.min(j, W.getNumCols() - 1));
    return new Sent(new SimpleMatrix(dx), da.mult(U));
}
// answer: wrong-2-two-units-only
// loses: hw2-2a-by-hand, hw2-2c-state-elsewhere
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var dh = new SimpleMatrix(da.getNumRows(), U.getNumCols());
    for (int n = 0; n < da.getNumRows(); n++) for (int q = 0; q < U.getNumCols(); q++)
        dh.set(n, q, da.get(n, 0) * U.get(0, q) + da.get(n, 1) * U.get(1, q));
    return new Sent(da.mult(W), dh);
}
// answer: wrong-2-exchanged
// loses: hw2-2a-by-hand, hw2-2b-input, hw2-2c-state-elsewhere
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    return new Sent(da.mult(U), da.mult(W));
}
// answer: wrong-3-one-step-short
// loses: hw2-3a-last-error, hw2-3b-every-error, hw2-3d-other-shapes
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = copies(dy);
    for (int t = T; t > 2; t--) dh[t - 1] = dh[t - 1].plus(step.back(h[t], dh[t]));
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
// answer: wrong-3-error-sent-back-alone
// loses: hw2-3a-last-error, hw2-3b-every-error, hw2-3d-other-shapes
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = copies(dy);
    for (int t = T; t > 1; t--) dh[t - 1] = dy[t - 1].plus(step.back(h[t], dy[t]));
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
// answer: wrong-3-initial-error-invented
// loses: hw2-3c-initial-state
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = copies(dy);
    for (int t = T; t > 1; t--) dh[t - 1] = dy[t - 1].plus(step.back(h[t], dh[t]));
    dh[0] = dh[1].plus(step.back(h[1], dh[1]));
    return dh;
}
// answer: wrong-3-kept-from-the-last-call
// loses: hw2-3a-last-error, hw2-3b-every-error, hw2-3c-initial-state, hw2-3e-read-only
// cell: hw2-3-back-through-time
Map<Integer, SimpleMatrix> arrived = new HashMap<>();
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1, size = dy[T].getNumElements();
    var dh = copies(dy);
    var last = arrived.get(size);
    if (last != null && last.getNumRows() == dy[T].getNumRows()) dh[T] = dh[T].plus(last);
    for (int t = T; t > 1; t--) dh[t - 1] = dy[t - 1].plus(step.back(h[t], dh[t]));
    dh[0] = step.back(h[1], dh[1]);
    arrived.put(size, dh[0]);
    return dh;
}
// answer: wrong-3-states-overwritten
// loses: hw2-3e-read-only
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    var dh = copies(dy);
    for (int t = T; t > 1; t--) {
        dh[t - 1] = dy[t - 1].plus(step.back(h[t], dh[t]));
        h[t] = dh[t];
    }
    dh[0] = step.back(h[1], dh[1]);
    return dh;
}
// answer: wrong-4-input-of-the-step-before
// loses: hw2-4b-input-weights, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int B = h[0].getNumRows(), H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[Math.max(1, t - 1)]));
        dU = dU.plus(da[t].transpose().mult(h[t - 1]));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(B, 1)));
    }
    return new Gradients(dW, dU, db);
}
// answer: wrong-4-last-step-left-out
// loses: hw2-4a-recurrent-weights, hw2-4b-input-weights, hw2-4c-bias, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int B = h[0].getNumRows(), H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length - 1; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]));
        dU = dU.plus(da[t].transpose().mult(h[t - 1]));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(B, 1)));
    }
    return new Gradients(dW, dU, db);
}
// answer: wrong-4-mean-over-examples
// loses: hw2-4c-bias, hw2-4d-other-shapes
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int B = h[0].getNumRows(), H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]).divide(B));
        dU = dU.plus(da[t].transpose().mult(h[t - 1]).divide(B));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(B, 1)).divide(B));
    }
    return new Gradients(dW, dU, db);
}
// answer: wrong-4-gradients-added-into-da
// loses: hw2-4e-called-again
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int B = h[0].getNumRows(), H = h[0].getNumCols(), D = x[1].getNumCols();
    SimpleMatrix dW = new SimpleMatrix(H, D), dU = new SimpleMatrix(H, H), db = new SimpleMatrix(H, 1);
    for (int t = 1; t < da.length; t++) {
        dW = dW.plus(da[t].transpose().mult(x[t]));
        dU = dU.plus(da[t].transpose().mult(h[t - 1]));
        db = db.plus(da[t].transpose().mult(SimpleMatrix.ones(B, 1)));
        h[t - 1].zero();
    }
    return new Gradients(dW, dU, db);
}
// answer: wrong-5-nudged-in-a-copy
// loses: hw2-5a-by-hand, hw2-5b-digits
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int k = 0; k < theta.getNumElements(); k++) {
        var up = theta.copy();
        up.set(k, up.get(k) + 1e-5);
        double above = loss.getAsDouble();
        up.set(k, up.get(k) - 2e-5);
        slopes.set(k, (above - loss.getAsDouble()) / 2e-5);
    }
    return slopes;
}
// answer: wrong-5-only-the-first-row
// loses: hw2-5b-digits
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int k = 0; k < theta.getNumCols(); k++) {
        double kept = theta.get(0, k);
        theta.set(0, k, kept + 1e-5);
        double up = loss.getAsDouble();
        theta.set(0, k, kept - 1e-5);
        slopes.set(0, k, (up - loss.getAsDouble()) / 2e-5);
        theta.set(0, k, kept);
    }
    return slopes;
}
// answer: wrong-5-sign
// loses: hw2-5a-by-hand, hw2-5b-digits
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    var slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int k = 0; k < theta.getNumElements(); k++) {
        double kept = theta.get(k);
        theta.set(k, kept - 1e-5);
        double first = loss.getAsDouble();
        theta.set(k, kept + 1e-5);
        slopes.set(k, (first - loss.getAsDouble()) / 2e-5);
        theta.set(k, kept);
    }
    return slopes;
}
// answer: wrong-5-the-larger-norm-below
// loses: hw2-5d-relative-error, hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double largest = Math.max(gradient.normF(), slopes.normF());
    return largest == 0 ? 0 : gradient.minus(slopes).normF() / largest;
}
// answer: wrong-5-exponents-of-single-precision
// loses: hw2-5d-relative-error, hw2-5e-verdicts
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    float norms = (float) (gradient.normF() + slopes.normF()), difference = (float) gradient.minus(slopes).normF();
    return norms == 0 ? 0 : difference / norms;
}
// answer: wrong-6-largest-number-for-the-norm
// loses: hw2-6a-norms
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    return Arrays.stream(dh).mapToDouble(m -> m.elementMaxAbs()).toArray();
}
// answer: wrong-6-first-step-left-out
// loses: hw2-6a-norms
// cell: hw2-6-norms
double[] norms(SimpleMatrix[] dh) {
    return Arrays.stream(dh).skip(1).mapToDouble(m -> m.normF()).toArray();
}
// answer: wrong-6-clipped-in-place
// loses: hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double squares = 0;
    for (var g : gradients) squares += g.normF() * g.normF();
    double factor = Math.min(1, c / Math.max(Math.sqrt(squares), 1e-300));
    for (var g : gradients) g.setTo(g.scale(factor));
    return gradients;
}
// answer: wrong-6-squares-against-c
// loses: hw2-6d-short-gradients
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double squares = 0;
    for (var g : gradients) squares += g.normF() * g.normF();
    double factor = squares > c ? c / Math.sqrt(squares) : 1;
    return gradients.stream().map(g -> g.scale(factor)).toList();
}
// answer: wrong-6-floor-of-a-millionth
// loses: hw2-6b-by-hand, hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double squares = 0;
    for (var g : gradients) squares += g.normF() * g.normF();
    double factor = Math.min(1, c / (Math.sqrt(squares) + 1e-6));
    return gradients.stream().map(g -> g.scale(factor)).toList();
}
// answer: wrong-6-without-the-last
// loses: hw2-6b-by-hand, hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double squares = 0;
    for (int k = 0; k < Math.min(2, gradients.size()); k++) squares += Math.pow(gradients.get(k).normF(), 2);
    double factor = squares > c * c ? c / Math.sqrt(squares) : 1;
    return gradients.stream().map(g -> g.scale(factor)).toList();
}
// answer: wrong-7-cut-one-step-early
// loses: hw2-7b-cut, hw2-7c-other-shapes
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = run(step, x, h0), dh = new SimpleMatrix[T + 1];
    for (int t = T; t >= 1; t--) {
        dh[t] = h[t].minus(target[t]);
        if (t < T && (t + 1) % k != 0) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh;
}
// answer: wrong-7-targets-overwritten
// loses: hw2-7c-other-shapes
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = run(step, x, h0), dh = target;
    for (int t = T; t >= 1; t--) {
        dh[t] = h[t].minus(target[t]);
        if (t < T && t % k != 0) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh.clone();
}
// answer: wrong-7-never-cut
// loses: hw2-7b-cut, hw2-7c-other-shapes
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = run(step, x, h0), dh = new SimpleMatrix[T + 1];
    for (int t = T; t >= 1; t--) {
        dh[t] = h[t].minus(target[t]);
        if (t < T) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh;
}
// answer: wrong-7-sign-of-the-error
// loses: hw2-7a-state, hw2-7b-cut, hw2-7c-other-shapes
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] h = run(step, x, h0), dh = new SimpleMatrix[T + 1];
    for (int t = T; t >= 1; t--) {
        dh[t] = target[t].minus(h[t]);
        if (t < T && t % k != 0) dh[t] = dh[t].plus(step.back(h[t + 1], dh[t + 1]));
    }
    return dh;
}
// answer: wrong-8-last-window-dropped
// loses: hw2-8a-full-gradient, hw2-8b-price
// cell: hw2-8-checkpointed
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    var dh = copies(dy);
    for (int m = T / k - 1; m >= 0; m--) {
        var h = new SimpleMatrix[k + 1];
        h[0] = kept[m];
        for (int t = 1; t <= k; t++) h[t] = step.forward(x[m * k + t], h[t - 1]);
        for (int t = k; t >= 1; t--) {
            var arriving = step.back(h[t], dh[m * k + t]);
            dh[m * k + t - 1] = m * k + t == 1 ? arriving : dh[m * k + t - 1].plus(arriving);
        }
    }
    return dh;
}
// answer: wrong-8-checkpoints-overwritten
// loses: hw2-8a-full-gradient
// cell: hw2-8-checkpointed
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    int T = x.length - 1;
    var dh = copies(dy);
    for (int m = (T - 1) / k; m >= 0; m--) {
        int last = Math.min(k, T - m * k);
        var h = new SimpleMatrix[last + 1];
        h[0] = kept[m];
        for (int t = 1; t <= last; t++) h[t] = step.forward(x[m * k + t], h[t - 1]);
        for (int t = last; t >= 1; t--) {
            var arriving = step.back(h[t], dh[m * k + t]);
            dh[m * k + t - 1] = m * k + t == 1 ? arriving : dh[m * k + t - 1].plus(arriving);
        }
        kept[m] = dh[m * k];
    }
    return dh;
}
