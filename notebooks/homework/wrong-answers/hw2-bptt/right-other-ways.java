// Right answers in other ways: element by element, by streams, by recursion, with defensive copies.
// answer: right-1-element-operation
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    return h.elementOp((int row, int column, double v) -> dh.get(row, column) * (1d - v * v));
}
// answer: right-1-ones-minus-squares
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    var ones = SimpleMatrix.filled(h.getNumRows(), h.getNumCols(), 1f);
    return ones.minus(h.elementPower(2)).elementMult(dh);
}
// answer: right-1-in-a-copy
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    SimpleMatrix da = dh.copy();
    for (int n = 0; n < da.getNumRows(); n++)
        for (int j = 0; j < da.getNumCols(); j++) {
            double activation = h.get(n, j);
            da.set(n, j, da.get(n, j) * (1.0 + activation) * (1.0 - activation));
        }
    return da;
}
// answer: right-2-row-by-row
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    SimpleMatrix dx = new SimpleMatrix(da.getNumRows(), W.getNumCols());
    SimpleMatrix dh = new SimpleMatrix(da.getNumRows(), U.getNumCols());
    for (int n = 0; n < da.getNumRows(); n++) {
        dx.insertIntoThis(n, 0, da.rows(n, n + 1).mult(W));
        dh.insertIntoThis(n, 0, da.rows(n, n + 1).mult(U));
    }
    return new Sent(dx, dh);
}
// answer: right-2-transposed-twice
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    UnaryOperator<SimpleMatrix> through = M -> M.transpose().mult(da.transpose()).transpose();
    return new Sent(through.apply(W), through.apply(U));
}
// answer: right-2-both-at-once
// cell: hw2-2-sum-back
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    SimpleMatrix both = da.mult(W.concatColumns(U));
    int D = W.getNumCols();
    return new Sent(both.cols(0, D), both.cols(D, D + U.getNumCols()));
}
// answer: right-3-path-by-path
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    int T = h.length - 1;
    SimpleMatrix[] dh = new SimpleMatrix[T + 1];
    for (int s = T; s >= 1; s--) {
        SimpleMatrix told = dy[s];
        for (int t = s; t >= 0; t--) {
            dh[t] = dh[t] == null ? told.copy() : dh[t].plus(told);
            if (t > 0) told = step.back(h[t], told);
        }
    }
    return dh;
}
// answer: right-3-recursion-with-a-ternary
// cell: hw2-3-back-through-time
SimpleMatrix of(int t, SimpleMatrix[] h, SimpleMatrix[] dy, Step step, Map<Integer, SimpleMatrix> known) {
    if (known.containsKey(t)) return known.get(t);
    SimpleMatrix dh = t == h.length - 1 ? dy[t]
            : t == 0 ? step.back(h[1], of(1, h, dy, step, known))
            : dy[t].plus(step.back(h[t + 1], of(t + 1, h, dy, step, known)));
    known.put(t, dh);
    return dh;
}
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    var known = new TreeMap<Integer, SimpleMatrix>();
    of(0, h, dy, step, known);
    return known.values().toArray(SimpleMatrix[]::new);
}
// answer: right-3-a-list-from-the-end
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    LinkedList<SimpleMatrix> dh = new LinkedList<>();
    ListIterator<SimpleMatrix> states = Arrays.asList(h).listIterator(h.length);
    ListIterator<SimpleMatrix> errors = Arrays.asList(dy).listIterator(dy.length);
    SimpleMatrix arriving = null;
    while (states.hasPrevious()) {
        SimpleMatrix state = states.previous(), error = errors.previous(), all;
        if (error == null) all = arriving;
        else if (arriving == null) all = error;
        else all = error.plus(arriving);
        dh.addFirst(all);
        arriving = states.hasPrevious() ? step.back(state, all) : null;
    }
    return dh.toArray(new SimpleMatrix[0]);
}
// answer: right-4-from-the-last-step
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int t = da.length - 1;
    SimpleMatrix d = da[t].transpose();
    SimpleMatrix dW = d.mult(x[t]), dU = d.mult(h[t - 1]), db = d.mult(SimpleMatrix.filled(d.getNumCols(), 1, 1));
    while (--t >= 1) {
        d = da[t].transpose();
        dW = dW.plus(1.0, d.mult(x[t]));
        dU = d.mult(h[t - 1]).plus(dU);
        db = db.plus(d.mult(SimpleMatrix.ones(d.getNumCols(), 1)));
    }
    return new Gradients(dW, dU, db);
}
// answer: right-4-one-long-matrix
// cell: hw2-4-weight-gradients
SimpleMatrix stacked(SimpleMatrix[] steps, int from, int to) {
    SimpleMatrix all = steps[from];
    for (int t = from + 1; t < to; t++) all = all.concatRows(steps[t]);
    return all;
}
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int T = da.length;
    SimpleMatrix d = stacked(da, 1, T).transpose();
    return new Gradients(d.mult(stacked(x, 1, T)), d.mult(stacked(h, 0, T - 1)),
            d.mult(SimpleMatrix.ones(d.getNumCols(), 1)));
}
// answer: right-4-number-by-number
// cell: hw2-4-weight-gradients
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    int H = h[0].getNumCols();
    double[][] dW = new double[H][x[1].getNumCols()], dU = new double[H][H], db = new double[H][1];
    for (int j = 0; j < H; j++)
        for (int n = 0; n < h[0].getNumRows(); n++)
            for (int t = 1; t < da.length; t++) {
                double d = da[t].get(n, j);
                for (int k = 0; k < dW[j].length; k++) dW[j][k] += d * x[t].get(n, k);
                for (int k = 0; k < H; k++) dU[j][k] += d * h[t - 1].get(n, k);
                db[j][0] += d;
            }
    return new Gradients(new SimpleMatrix(dW), new SimpleMatrix(dU), new SimpleMatrix(db));
}
// answer: right-5-restored-whatever-happens
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    final double EPS = 1e-5;
    SimpleMatrix kept = theta.copy(), n = theta.createLike();
    for (int k = 0; k < kept.getNumElements(); k++) {
        try {
            double[] at = new double[2];
            for (int side = 0; side < 2; side++) {
                theta.set(k, kept.get(k) + (side == 0 ? EPS : -EPS));
                at[side] = loss.getAsDouble();
            }
            n.set(k, (at[0] - at[1]) / (EPS + EPS));
        } finally {
            theta.set(k, kept.get(k));
        }
    }
    return n;
}
// answer: right-5-down-first
// cell: hw2-5-differences
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    DoubleUnaryOperator[] nudge = {v -> v - 1e-5, v -> v + 1e-5};
    SimpleMatrix slopes = new SimpleMatrix(theta.getNumRows(), theta.getNumCols());
    for (int r = 0; r < theta.getNumRows(); r++) for (int c = 0; c < theta.getNumCols(); c++) {
        double before = theta.get(r, c), slope = 0;
        int sign = -1;
        for (var move : nudge) {
            theta.set(r, c, move.applyAsDouble(before));
            slope += sign * loss.getAsDouble();
            sign = -sign;
        }
        theta.set(r, c, before);
        slopes.set(r, c, slope / 2e-5);
    }
    return slopes;
}
// answer: right-5-error-by-hypot
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    double difference = 0, a = 0, n = 0;
    for (int k = 0; k < gradient.getNumElements(); k++) {
        difference = Math.hypot(difference, gradient.get(k) - slopes.get(k));
        a = Math.hypot(a, gradient.get(k));
        n = Math.hypot(n, slopes.get(k));
    }
    return a + n > 0 ? difference / (a + n) : 0;
}
// answer: right-6-clip-with-an-early-return
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double norm = Math.sqrt(gradients.stream().mapToDouble(g -> g.elementMult(g).elementSum()).sum());
    if (norm <= c) return List.copyOf(gradients);
    SimpleMatrix[] short_ = new SimpleMatrix[gradients.size()];
    for (int k = 0; k < short_.length; k++) short_[k] = gradients.get(k).divide(norm).scale(c);
    return Arrays.asList(short_);
}
// answer: right-6-clip-by-the-minimum
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    var squares = DoubleStream.of(norms(gradients.toArray(new SimpleMatrix[0]))).map(v -> v * v).sum();
    double factor = Math.min(1, c / Math.sqrt(squares));
    if (Double.isNaN(factor)) factor = 1;
    var result = new ArrayList<SimpleMatrix>(gradients.size());
    for (var g : gradients) result.add(g.scale(factor));
    return Collections.unmodifiableList(result);
}
// answer: right-7-one-walk-back
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    var h = new ArrayList<SimpleMatrix>(List.of(h0));
    for (int t = 1; t < x.length; t++) h.add(step.forward(x[t], h.get(t - 1)));
    var dh = new SimpleMatrix[x.length];
    for (int t = x.length - 1; t > 0; t--) {
        boolean ends = t % k == 0 || t == x.length - 1;
        SimpleMatrix own = h.get(t).minus(target[t]);
        dh[t] = ends ? own : own.plus(step.back(h.get(t + 1), dh[t + 1]));
    }
    return dh;
}
// answer: right-7-with-part-three
// cell: hw2-7-truncated
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    int T = x.length - 1;
    SimpleMatrix[] all = new SimpleMatrix[T + 1];
    SimpleMatrix start = h0;
    for (int from = 0; from < T; from += k) {
        int size = Math.min(k, T - from);
        SimpleMatrix[] h = new SimpleMatrix[size + 1], dy = new SimpleMatrix[size + 1];
        h[0] = start;
        for (int t = 1; t <= size; t++) {
            h[t] = step.forward(x[from + t], h[t - 1]);
            dy[t] = h[t].minus(target[from + t]);
        }
        System.arraycopy(backThroughTime(h, dy, step), 1, all, from + 1, size);
        start = h[size];
    }
    return all;
}
// answer: right-7-a-record-for-each-step
// cell: hw2-7-truncated
record At(int t, SimpleMatrix h, SimpleMatrix error) { }
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    Map<Integer, List<At>> windows = new TreeMap<>();
    SimpleMatrix h = h0.copy();
    for (int t = 1; t < x.length; t++) {
        h = step.forward(x[t], h);
        windows.computeIfAbsent((t - 1) / k, m -> new ArrayList<>()).add(0, new At(t, h, h.minus(target[t])));
    }
    SimpleMatrix[] dh = new SimpleMatrix[x.length];
    windows.values().forEach(window -> {
        SimpleMatrix arriving = null;
        for (At at : window) {
            dh[at.t()] = arriving == null ? at.error() : at.error().plus(arriving);
            arriving = step.back(at.h(), dh[at.t()]);
        }
    });
    return dh;
}
