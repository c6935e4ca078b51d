// Right answers with the imports, names, signs and habits that people have.
// answer: right-1-imports
// cell: hw2-1-tanh-back
import org.ejml.simple.SimpleMatrix;
import java.util.List;

SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    SimpleMatrix da = new SimpleMatrix(h.getNumRows(), h.getNumCols());
    for (int i : List.of(0)) {
        for (int k = i; k < da.getNumElements(); k++) da.set(k, (1 - Math.pow(h.get(k), 2)) * dh.get(k));
    }
    return da;
}
// answer: right-1-import-of-all
// cell: hw2-1-tanh-back
import java.util.*;
import java.util.stream.*;
import org.ejml.simple.*;
import org.ejml.data.*;

SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    DMatrixRMaj a = h.getDDRM(), d = dh.getDDRM();
    double[] all = IntStream.range(0, a.getNumElements()).mapToDouble(k -> d.get(k) - d.get(k) * a.get(k) * a.get(k))
            .toArray();
    return SimpleMatrix.wrap(DMatrixRMaj.wrap(a.numRows, a.numCols, all));
}
// answer: right-2-helper-forward
// cell: hw2-2-sum-back
SimpleMatrix forward(SimpleMatrix da, SimpleMatrix weights) { return da.mult(weights); }
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    return new Sent(forward(da, W), forward(da, U));
}
// answer: right-2-helper-back
// cell: hw2-2-sum-back
SimpleMatrix back(SimpleMatrix da, SimpleMatrix M) {
    double[][] out = new double[da.getNumRows()][M.getNumCols()];
    for (int n = 0; n < out.length; n++)
        for (int k = 0; k < out[n].length; k++) {
            double sum = 0;
            for (int j = 0; j < M.getNumRows(); j++) sum += da.get(n, j) * M.get(j, k);
            out[n][k] = sum;
        }
    return new SimpleMatrix(out);
}
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var dx = back(da, W);
    var dhPrev = back(da, U);
    return new Sent(dx, dhPrev);
}
// answer: right-3-helper-step-and-sun
// cell: hw2-3-back-through-time
SimpleMatrix step(Step s, SimpleMatrix[] h, SimpleMatrix[] dh, int t) {
    return s.back(h[t], dh[t]);
}
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    SimpleMatrix[] dh = new SimpleMatrix[h.length];
    int last = h.length - 1;
    dh[last] = dy[last].copy();
    for (int t = last - 1; t > 0; t--) {
        SimpleMatrix sun = dy[t].copy();
        sun = sun.plus(step(step, h, dh, t + 1));
        dh[t] = sun;
    }
    dh[0] = step(step, h, dh, 1);
    return dh;
}
// answer: right-3-variables-test-and-answer
// cell: hw2-3-back-through-time
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    SimpleMatrix[] answer = copies(dy);
    for (int test = dy.length - 1; test >= 1; test--) {
        SimpleMatrix arriving = step.back(h[test], answer[test]);
        answer[test - 1] = answer[test - 1] == null ? arriving : answer[test - 1].plus(arriving);
    }
    return answer;
}
var test = row(1, 2);
var answer = backThroughTime(new SimpleMatrix[] {test, test}, new SimpleMatrix[] {null, test}, new Step() {
    public SimpleMatrix forward(SimpleMatrix x, SimpleMatrix hPrev) { return x; }
    public SimpleMatrix back(SimpleMatrix h, SimpleMatrix dh) { return dh.scale(3); }
});
System.out.println("∂L/∂h_0 of my test: " + answer[0]);
// answer: right-4-helper-sum
// cell: hw2-4-weight-gradients
SimpleMatrix sum(Iterable<SimpleMatrix> parts) {
    SimpleMatrix all = null;
    for (SimpleMatrix part : parts) all = all == null ? part.copy() : all.plus(part);
    return all;
}
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    List<SimpleMatrix> dW = new ArrayList<>(), dU = new ArrayList<>(), db = new ArrayList<>();
    for (int t = 1; t < da.length; t++) {
        SimpleMatrix turned = da[t].transpose();
        dW.add(turned.mult(x[t]));
        dU.add(turned.mult(h[t - 1]));
        db.add(turned.mult(SimpleMatrix.ones(da[t].getNumRows(), 1)));
    }
    return new Gradients(sum(dW), sum(dU), sum(db));
}
// answer: right-5-percent-signs
// cell: hw2-5-differences
/*
%% central differences
% of each number, one after the other
 */
SimpleMatrix differences(DoubleSupplier loss, SimpleMatrix theta) {
    int m = theta.getNumCols();
    double[][] slopes = new double[theta.getNumRows()][m];
    for (int k = 0; k < theta.getNumElements(); k++) {
        int row = k / m, column = k
            % m;
        double old = theta.get(row, column);
        theta.set(row, column, old + 1e-5);
        double above = loss.getAsDouble();
        theta.set(row, column, old - 1e-5);
        slopes[row][k
   % m] = (above - loss.getAsDouble()) / 2e-5;
        theta.set(row, column, old);
    }
    return new SimpleMatrix(slopes);
}
// answer: right-5-text-block
// cell: hw2-5-relative-error
double relativeError(SimpleMatrix gradient, SimpleMatrix slopes) {
    String says = """
            %.3e of %.3e
            %s
            """;
    double d = gradient.minus(slopes).normF(), s = gradient.normF() + slopes.normF();
    if (s == 0.0) return 0;
    System.out.print(says.formatted(d, s, "%matplotlib"));
    return d / s;
}
// answer: right-6-helpers-norm-and-clip
// cell: hw2-6-clip
static double norm(Collection<? extends SimpleMatrix> all) {
    double squares = 0;
    for (SimpleMatrix g : all) for (int k = 0; k < g.getNumElements(); k++) squares += g.get(k) * g.get(k);
    return Math.sqrt(squares);
}
static List<SimpleMatrix> scaled(List<SimpleMatrix> all, double factor) {
    return all.stream().map(g -> g.scale(factor)).toList();
}
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double length = norm(gradients);
    return length > c ? scaled(gradients, c / length) : scaled(gradients, 1);
}
// answer: right-6-norms-with-final-and-this
// cell: hw2-6-norms
public double[] norms(final SimpleMatrix[] dh) {
    final double[] norms = new double[dh.length];
    int at = 0;
    for (final SimpleMatrix one : dh) {
        double square = 0.0d;
        for (int r = 0; r < one.getNumRows(); r++) {
            for (int c = 0; c < one.getNumCols(); c++) { square += one.get(r, c) * one.get(r, c); }
        }
        norms[at++] = Math.sqrt(square);
    }
    return norms;
}
// answer: right-7-helpers-copy-and-window
// cell: hw2-7-truncated
SimpleMatrix copy(SimpleMatrix m) { return new SimpleMatrix(m); }
void window(SimpleMatrix[] h, SimpleMatrix[] target, SimpleMatrix[] dh, int from, int to, Step step) {
    SimpleMatrix carried = null;
    for (int t = to; t >= from; t--) {
        dh[t] = h[t].minus(target[t]);
        if (carried != null) dh[t] = dh[t].plus(carried);
        carried = step.back(h[t], dh[t]);
    }
}
SimpleMatrix[] truncated(SimpleMatrix[] x, SimpleMatrix[] target, SimpleMatrix h0, int k, Step step) {
    SimpleMatrix[] h = new SimpleMatrix[x.length], dh = new SimpleMatrix[x.length];
    h[0] = copy(h0);
    for (int t = 1; t < x.length; t++) h[t] = step.forward(x[t], h[t - 1]);
    for (int from = 1; from < x.length; from += k) window(h, target, dh, from, Math.min(from + k, x.length) - 1, step);
    return dh;
}
// answer: right-8-annotated-and-printed
// cell: hw2-8-checkpointed
@SuppressWarnings("unused")
SimpleMatrix[] checkpointed(SimpleMatrix[] x, SimpleMatrix[] kept, SimpleMatrix[] dy, int k, Step step) {
    var dh = new SimpleMatrix[x.length];
    SimpleMatrix arriving = null;
    Deque<SimpleMatrix> states = new ArrayDeque<>();
    for (int t = x.length - 1; t >= 1; t--) {
        if (states.isEmpty()) {
            int before = (t - 1) / k * k;
            SimpleMatrix h = kept[before / k];
            for (int s = before + 1; s <= t; s++) states.push(h = step.forward(x[s], h));
            System.out.println("again from " + before + " to " + t + ": " + states.size() + " states");
        }
        dh[t] = arriving == null ? dy[t] : dy[t].plus(arriving);
        arriving = step.back(states.pop(), dh[t]);
    }
    dh[0] = arriving;
    return dh;
}
// answer: right-2-class-matrix-of-its-own
// cell: hw2-2-sum-back
record Matrix(double[][] rows) {
    static Matrix of(SimpleMatrix m) { return new Matrix(m.toArray2()); }
    double at(int r, int c) { return rows[r][c]; }
    Matrix times(Matrix other) {
        int n = rows.length, m = other.rows.length, p = other.rows[0].length;
        double[][] product = new double[n][p];
        for (int r = 0; r < n; r++) for (int k = 0; k < m; k++)
            for (int c = 0; c < p; c++) product[r][c] += at(r, k) * other.at(k, c);
        return new Matrix(product);
    }
    SimpleMatrix simple() { return new SimpleMatrix(rows); }
}
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    Matrix sent = Matrix.of(da);
    return new Sent(sent.times(Matrix.of(W)).simple(), sent.times(Matrix.of(U)).simple());
}
