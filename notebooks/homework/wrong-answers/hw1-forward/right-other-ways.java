// Right answers in other ways: recursion, records, streams, matrices, local classes, checks of one's own.
// answer: right-shapes-by-a-switch
// cell: hw1-1-shapes
int[][] elmanShapes(int D, int H, int O) {
    int[][] shapes = new int[5][];
    for (int k = 0; k < 5; k++)
        shapes[k] = switch (k) {
            case 0 -> new int[] {H, D};
            case 1 -> new int[] {H, H};
            case 2 -> new int[] {H, 1};
            case 3 -> new int[] {O, H};
            default -> { yield new int[] {O, 1}; }
        };
    return shapes;
}
// answer: right-counts-by-an-enum
// cell: hw1-1-jordan-count
enum Matrices { W_SS, W_SY, B_S, U, W, B_H, V, B_Y }
int jordanParameters(int D, int H, int S, int O) {
    return EnumSet.allOf(Matrices.class).stream().mapToInt(m -> switch (m) {
        case W_SS -> S * S;
        case W_SY -> S * O;
        case B_S -> S;
        case U -> H * S;
        case W -> H * D;
        case B_H -> H;
        case V -> O * H;
        case B_Y -> O;
    }).sum();
}
// answer: right-count-as-text
// cell: hw1-1-jordan-count
int jordanParameters(int D, int H, int S, int O) {
    var sizes = new LinkedHashMap<String, Integer>();
    sizes.put("state", S * (S + O) + S);
    sizes.put("hidden", H * (S + D) + H);
    sizes.put("answer", O * H + O);
    int answer = 0;
    for (Map.Entry<String, Integer> size : sizes.entrySet()) answer += size.getValue();
    return answer;
}
// answer: right-step-dot-by-ternary-recursion
// cell: hw1-2-elman-step
double dot(double[] w, double[] v, int k) { return k < 0 ? 0 : w[k] * v[k] + dot(w, v, k - 1); }
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = new double[b.length];
    for (int j = 0; j < h.length; j++)
        h[j] = Math.tanh(dot(W[j], x, x.length - 1) + dot(U[j], hPrev, hPrev.length - 1) + b[j]);
    return h;
}
// answer: right-step-of-a-local-class
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    class Unit {
        private final int j;
        private double a;
        Unit(int j) { this.j = j; }
        Unit add(double[][] M, double[] v) {
            for (int k = 0; k < v.length; k++) this.a += M[j][k] * v[k];
            return this;
        }
        double fire() { return Math.tanh(a + b[j]); }
    }
    var h = new double[b.length];
    for (int j = 0; j < h.length; j++) h[j] = new Unit(j).add(W, x).add(U, hPrev).fire();
    return h;
}
// answer: right-step-with-fused-sums
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] h = Arrays.copyOf(b, b.length);
    int j = 0;
    do {
        for (int k = hPrev.length; k-- > 0; ) h[j] = Math.fma(U[j][k], hPrev[k], h[j]);
        for (int k = x.length; k-- > 0; ) h[j] = Math.fma(W[j][k], x[k], h[j]);
        h[j] = Math.sinh(h[j]) / Math.cosh(h[j]);
    } while (++j < h.length);
    return h;
}
// answer: right-step-boxed-lists
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    List<Double> seen = new ArrayList<>();
    for (double v : x) seen.add(v);
    for (double v : hPrev) seen.add(v);
    Double[] result = new Double[b.length];
    for (int j = 0; j < b.length; j++) {
        List<Double> weights = new LinkedList<>();
        for (Double w : W[j]) weights.add(w);
        for (Double u : U[j]) weights.add(u);
        Iterator<Double> it = weights.iterator();
        Double a = b[j];
        for (Double v : seen) a += it.next() * v;
        result[j] = Math.tanh(a);
    }
    return Stream.of(result).mapToDouble(Double::doubleValue).toArray();
}
// answer: right-step-with-checks
// cell: hw1-2-elman-step
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    if (W.length != b.length || U.length != b.length) throw new IllegalArgumentException("W, U and b do not fit");
    for (double[] row : W) if (row.length != x.length) throw new IllegalArgumentException("W and x do not fit");
    Objects.requireNonNull(hPrev, "hPrev");
    double[] mineX = x.clone(), mineH = hPrev.clone(), mineB = b.clone();
    assert mineH.length == U[0].length;
    for (int j = 0; j < mineB.length; j++) {
        try {
            for (int k = 0; ; k++) mineB[j] += W[j][k] * mineX[k];
        } catch (ArrayIndexOutOfBoundsException end) {
            for (int k = 0; k < mineH.length; k++) mineB[j] += U[j][k] * mineH[k];
        }
    }
    return Arrays.stream(mineB).map(Math::tanh).toArray();
}
// answer: right-output-parallel
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    return IntStream.range(0, by.length).parallel()
            .mapToDouble(o -> IntStream.range(0, h.length).mapToDouble(k -> Wy[o][k] * h[k]).reduce(by[o], Double::sum))
            .map(StrictMath::tanh).toArray();
}
// answer: right-output-of-one-matrix
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    SimpleMatrix A = new SimpleMatrix(Wy).concatColumns(new SimpleMatrix(by));         // [W_y b_y]
    SimpleMatrix v = new SimpleMatrix(h).concatRows(SimpleMatrix.ones(1, 1));
    SimpleMatrix y = A.mult(v);
    double[] result = new double[y.getNumRows()];
    for (int o = 0; o < result.length; o++) result[o] = Math.tanh(y.get(o, 0));
    return result;
}
// answer: right-unroll-by-iterate
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    record At(int t, double[] h) { }
    return Stream.iterate(new At(0, h0), at -> at.t() <= x.length,
                    at -> new At(at.t() + 1, at.t() < x.length ? step.apply(x[at.t()], at.h()) : null))
            .skip(1).map(At::h).toArray(double[][]::new);
}
// answer: right-unroll-generic
// cell: hw1-3-unroll
<S, I> List<S> scan(BiFunction<I, S, S> step, S start, Iterable<I> inputs) {
    List<S> states = new ArrayList<>();
    S now = start;
    for (I input : inputs) states.add(now = step.apply(input, now));
    return states;
}
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    return scan(step, h0, List.of(x)).toArray(new double[0][]);
}
// answer: right-jordan-state-by-tanh
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    var s = new ArrayList<Double>();
    int unit = 0;
    for (double bias : net.bs()) {
        double a = bias;
        int k = 0;
        for (double w : net.Wss()[unit]) a += w * sPrev[k++];
        k = 0;
        for (double w : net.Wsy()[unit]) a += w * yPrev[k++];
        s.add(0.5f * (1f + Math.tanh(0.5f * a)));                 // σ(a) = (1 + tanh(a/2)) / 2
        unit++;
    }
    return s.stream().mapToDouble(v -> v).toArray();
}
// answer: right-jordan-output-unit-by-unit
// cell: hw1-4-jordan-output
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    double[] y = net.by().clone();
    double[][] U = net.U(), W = net.W(), V = net.V();
    for (int unit = 0; unit < net.bh().length; unit++) {
        double sum = net.bh()[unit];
        for (int k = 0; k < s.length; k++) sum += U[unit][k] * s[k];
        for (int k = 0; k < x.length; k++) sum += W[unit][k] * x[k];
        double hidden = Math.tanh(sum);
        for (int o = 0; o < y.length; o++) y[o] += V[o][unit] * hidden;
    }
    return y;
}
// answer: right-jordan-sequence-early-return
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    if (x == null || x.length == 0) return new double[0][];
    double[] s = Arrays.copyOf(s0, s0.length), y = Arrays.copyOf(y0, y0.length);
    double[][] result = new double[x.length][y.length];
    int t = 0;
    while (true) {
        s = jordanState(net, s.clone(), y.clone());
        y = jordanOutput(net, s.clone(), x[t].clone());
        System.arraycopy(y, 0, result[t], 0, y.length);
        if (++t == x.length) return result;
    }
}
// answer: right-jordan-sequence-of-a-class
// cell: hw1-4-jordan-sequence
class Player {
    private final Jordan net;
    private double[] s, y;
    Player(Jordan net, double[] s, double[] y) { this.net = net; this.s = s; this.y = y; }
    double[] step(double[] x) {
        s = jordanState(net, s, y);
        return y = jordanOutput(net, s, x);
    }
}
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    Player player = new Player(net, s0, y0);
    return Arrays.stream(x).map(player::step).toArray(double[][]::new);
}
// answer: right-feedback-inputs-first
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    double[][] y = new double[x.length][b.length];
    for (int j = 0; j < b.length; j++)                      // what comes from outside
        for (int t = 0; t < x.length; t++) {
            y[t][j] = b[j];
            for (int d = 0; d < x[t].length; d++) y[t][j] += W[j][d] * x[t][d];
        }
    for (int t = 0; t < x.length; t++)                      // what comes back
        for (int j = 0; j < b.length; j++)
            for (int k = 0; k < b.length; k++) y[t][j] += U[j][k] * (t > 0 ? y[t - 1] : y0)[k];
    return y;
}
// answer: right-scaling-by-a-line
// cell: hw1-6-scaling
record Line(double slope, double shift) {
    double at(double v) { return slope * v + shift; }
    Line inverse() { return new Line(1 / slope, -shift / slope); }
    double[] of(double[] values) { return DoubleStream.of(values).map(this::at).toArray(); }
}
Line lineOf(Range r) { return new Line(1 / (r.max() - r.min()), -r.min() / (r.max() - r.min())); }
double[] scale(double[] values, Range range) { return lineOf(range).of(values); }
double[] unscale(double[] values, Range range) { return lineOf(range).inverse().of(values); }
// answer: right-forecast-in-one-stream
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    double[][] memory = {new double[net.U().length]};
    double[] said = DoubleStream.of(scale(tmin.clone(), low)).map(v -> {
        memory[0] = elmanStep(new double[] {v}, memory[0], net.W(), net.U(), net.b());
        return elmanOutput(memory[0], net.Wy(), net.by())[0];
    }).toArray();
    return unscale(said, high);
}
// answer: right-batch-by-the-operations-of-ejml
// cell: hw1-7-batch
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    DMatrixRMaj A = new DMatrixRMaj(X.getNumRows(), b.getNumElements());
    CommonOps_DDRM.multTransB(X.getDDRM(), W.getDDRM(), A);
    CommonOps_DDRM.multAddTransB(H.getDDRM(), U.getDDRM(), A);
    for (int n = 0; n < A.getNumRows(); n++)
        for (int j = 0; j < A.getNumCols(); j++) A.set(n, j, Math.tanh(A.get(n, j) + b.get(j)));
    return SimpleMatrix.wrap(A);
}
// answer: right-batch-of-rows
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    SimpleMatrix result = new SimpleMatrix(H.getNumRows(), H.getNumCols());
    for (int n = 0; n < X.getNumRows(); n++) {
        SimpleMatrix x = X.extractVector(true, n).transpose(), h = H.extractVector(true, n).transpose();
        SimpleMatrix a = W.mult(x).plus(U.mult(h)).plus(b);
        for (int j = 0; j < a.getNumElements(); j++) a.set(j, Math.tanh(a.get(j)));
        result.insertIntoThis(n, 0, a.transpose());
    }
    return result;
}
