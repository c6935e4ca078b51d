// Right answers with the imports, names, signs and habits that people have.
// answer: right-lstm-step-imports
// cell: hw3-1-lstm-step
import unrolled.cell.StackedCell;
import unrolled.math.Block;
import unrolled.cell.*;
import java.util.*;

class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();

    public MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }

    @Override
    protected void step(int t) {
        addRecurrentProduct(t);
        final int H = this.hidden();
        final Block gates = this.a.at(t);
        for (int n = 0; n < gates.rows; ++n) {
            for (int j = 0; j < H; ++j) {
                final double i = sigma(gates.get(n, j));
                final double f = sigma(gates.get(n, j + H));
                final double g = Math.tanh(gates.get(n, j + 2 * H));
                final double o = sigma(gates.get(n, j + 3 * H));
                final double cNew = f * c.at(t - 1).get(n, j) + i * g;
                c.at(t).set(n, j, cNew);
                h.at(t).set(n, j, o * Math.tanh(cNew));
                gates.set(n, j, i);
                gates.set(n, j + H, f);
                gates.set(n, j + 2 * H, g);
                gates.set(n, j + 3 * H, o);
            }
        }
    }

    @Override
    protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: right-lstm-step-helpers-unit-and-units
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();

    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }

    private void unit(int t, int n, int j) {
        int H = hidden();
        double[] answer = new double[4];
        for (int k = 0; k < 4; k++) {
            double v = a.at(t).get(n, k * H + j);
            answer[k] = k == 2 ? Math.tanh(v) : sigma(v);
            a.at(t).set(n, k * H + j, answer[k]);
        }
        double sun = answer[1] * c.at(t - 1).get(n, j);
        sun += answer[0] * answer[2];
        c.at(t).set(n, j, sun);
        h.at(t).set(n, j, answer[3] * Math.tanh(sun));
    }
    private void units(int t) {
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < hidden(); j++) unit(t, n, j);
    }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        units(t);
    }
    @Override protected void stepBack(int t) { }
}
// answer: right-lstm-step-own-sigmoid-above
// cell: hw3-1-lstm-step
double sigmoid(double v) { return 0.5 * (1 + Math.tanh(v / 2)); }
enum Gate { INPUT, FORGET, CANDIDATE, OUTPUT;
    double of(double v) {
        return switch (this) {
            case CANDIDATE -> Math.tanh(v);
            case INPUT, FORGET, OUTPUT -> sigmoid(v);
        };
    }
}
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, Gate.values().length); }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        for (Gate gate : Gate.values())
            for (int j = gate.ordinal() * H; j < (gate.ordinal() + 1) * H; j++)
                for (int n = 0; n < a.at(t).rows; n++) a.at(t).set(n, j, gate.of(a.at(t).get(n, j)));
        for (int j = 0; j < H; j++)
            for (int n = 0; n < a.at(t).rows; n++) {
                var g = a.at(t);
                c.at(t).set(n, j, g.get(n, j) * g.get(n, 2 * H + j) + g.get(n, H + j) * c.at(t - 1).get(n, j));
                h.at(t).set(n, j, g.get(n, 3 * H + j) * Math.tanh(c.at(t).get(n, j)));
            }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: right-lstm-back-percent-signs
// cell: hw3-1-lstm-step-back
/*
% from h to o and to c,
%m from c to i, f and g
*/
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int m = hidden();
        for (int place = 0; place < a.at(t).rows * m; place++) {
            int n = place / m, j = place
                % m;
            double i = a.at(t).get(n, j), f = a.at(t).get(n, m + j);
            double g = a.at(t).get(n, 2 * m + j), o = a.at(t).get(n, 3 * m + j);
            double seen = Math.tanh(c.at(t).get(n, j));
            double d = dc.at(t).get(n, j) + dh.at(t).get(n, j) * o * (1 - seen) * (1 + seen);
            da.at(t).set(n, j, d * g * i * (1 - i));
            da.at(t).set(n, m + j, d * c.at(t - 1).get(n, j) * f * (1 - f));
            da.at(t).set(n, 2 * m + j, d * i * (1 - g) * (1 + g));
            da.at(t).set(n, 3 * m + j, dh.at(t).get(n, j) * seen * o * (1 - o));
            dc.at(t - 1).add(n, j, d * f);
        }
        addRecurrentProductBack(t);
    }
}
// answer: right-gru-step-annotated-and-commented
// cell: hw3-2-gru-step
/**
 * The step of a GRU.
 * <p>z: how much is new; r: how much of the old is looked at.</p>
 */
@SuppressWarnings("all")
final class MyGruStep0 { }                      // a class that nobody needs
@SuppressWarnings({"unused"})
class MyGruStep extends GruProducts {
    /* as given */
    MyGruStep(int features, int hidden) { super(features, hidden); }

    @Override protected void step(int t) {
        // first z and r
        addProductZr(t);
        int H = hidden(); int unused = 0;
        for (int n = 0; n < a.at(t).rows; n++)
            for (int j = 0; j < 2 * H; j++)
                a.at(t).set(n, j, 1.0f / (1.0f + Math.exp(-a.at(t).get(n, j))));
        // then what U_n sees
        for (int n = 0; n < a.at(t).rows; n++)
            for (int j = 0; j < H; j++)
                s.at(t).set(n, j, h.at(t - 1).get(n, j) * a.at(t).get(n, H + j));
        addProductN(t);
        // and at last the mix
        for (int n = 0; n < a.at(t).rows; n++)
            for (int j = 0; j < H; j++) {
                double old = h.at(t - 1).get(n, j), fresh = Math.tanh(a.at(t).get(n, 2 * H + j));
                a.at(t).set(n, 2 * H + j, fresh);
                h.at(t).set(n, j, old + a.at(t).get(n, j) * (fresh - old));
            }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: right-keep-bias-static-imports
// cell: hw3-3-keep-bias
import static java.lang.Math.*;

double keepBias(double halfLife) {
    double f = pow(0.5, 1 / halfLife);
    return log(f) - log(1 - f);
}
// answer: right-keep-bias-helper-eval
// cell: hw3-3-keep-bias
double eval(double b, double k) { return Math.pow(1 / (1 + Math.exp(-b)), k) - 0.5; }
double keepBias(double halfLife) {
    double low = -50, high = 50;                     // half of it, again and again
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2;
        if (eval(middle, halfLife) < 0) low = middle; else high = middle;
    }
    return low;
}
// answer: right-keep-bias-own-test-and-output
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    return -Math.log(Math.expm1(Math.log(2) / halfLife));
}
double test = keepBias(1), answer = Math.pow(sigma(keepBias(7)), 7);
if (Math.abs(test) > 1e-9 || Math.abs(answer - 0.5) > 1e-9) throw new AssertionError("my test: " + test);
System.out.printf("after 7 steps: %.2f %%%n", 100 * answer);
// answer: right-start-helpers-set-and-rows
// cell: hw3-3-start
void set(Parameter b, int gate, int H, double value) {
    for (int row = gate * H; row < (gate + 1) * H; row++) b.value().set(row, 0, value);
}
public void startLstm(final Parameter b, final int H, final double halfLife) {
    set(b, 1, H, keepBias(halfLife));
    set(b, 0, H, -keepBias(halfLife));
}
public void startGru(final Parameter b, final int H, final double halfLife) {
    set(b, 0, H, -keepBias(halfLife));
}
// answer: right-start-helper-copy
// cell: hw3-3-start
import org.ejml.simple.SimpleMatrix;
import org.ejml.data.DMatrixRMaj;

DMatrixRMaj copy(Parameter p) { return p.value().copy(); }
void startLstm(Parameter b, int H, double halfLife) {
    DMatrixRMaj v = copy(b);
    double f = keepBias(halfLife);
    for (int j = 0; j < 2 * H; j++) v.set(j, 0, j < H ? -f : f);
    b.set(v);
}
void startGru(Parameter b, int H, double halfLife) {
    DMatrixRMaj v = copy(b);
    for (int j = H - 1; j >= 0; --j) v.set(j, 0, -keepBias(halfLife));
    b.set(v);
}
// answer: right-letters-text-block
// cell: hw3-5-letters
String letters() {
    return """
        %1 c
        % 2: b
        3 a
        4 b
        5 d
        """;
}
// answer: right-letters-constant-above
// cell: hw3-5-letters
final String answer = "cbabd";
String letters() {
    System.out.println("I hand in " + answer);
    return answer;
}
// answer: right-convert-helper-sum-and-imports
// cell: hw3-6-convert
import java.util.List;
import java.util.ArrayList;
import java.util.Arrays;

double[] negative(double[] row) {
    double[] r = new double[row.length];
    for (int k = 0; k < r.length; k++) r[k] = -row[k];
    return r;
}
double[] copy(double[] row) { return Arrays.copyOf(row, row.length); }
double[][] convert(double[][] theirs) {
    List<double[]> rows = new ArrayList<>();
    int H = theirs.length / 3;
    for (int j = H; j < 2 * H; j++) rows.add(negative(theirs[j]));
    for (int j = 0; j < H; j++) rows.add(copy(theirs[j]));
    for (int j = 2 * H; j < 3 * H; j++) rows.add(copy(theirs[j]));
    return rows.toArray(new double[rows.size()][]);
}
