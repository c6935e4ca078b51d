// Right answers with the imports, names, signs and habits that people have.
// answer: right-imports-that-are-there-anyhow
// cell: hw1-2-elman-step
import java.util.List;
import java.util.ArrayList;
import org.ejml.simple.SimpleMatrix;
import java.util.stream.IntStream;

double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    List<Double> h = new ArrayList<>();
    SimpleMatrix input = new SimpleMatrix(W).mult(new SimpleMatrix(x));
    for (int j = 0; j < b.length; j++) {
        final int row = j;
        double memory = IntStream.range(0, hPrev.length).mapToDouble(k -> U[row][k] * hPrev[k]).sum();
        h.add(Math.tanh(input.get(j, 0) + memory + b[j]));
    }
    return h.stream().mapToDouble(Double::doubleValue).toArray();
}
// answer: right-imports-with-stars
// cell: hw1-2-elman-step
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import static java.lang.Math.*;

double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    DoubleUnaryOperator squash = a -> tanh(a);
    return IntStream.range(0, b.length).mapToDouble(j -> {
        double a = b[j];
        for (int k = 0; k < max(x.length, hPrev.length); k++) {
            if (k < x.length) a += W[j][k] * x[k];
            if (k < hPrev.length) a += U[j][k] * hPrev[k];
        }
        return squash.applyAsDouble(a);
    }).toArray();
}
// answer: right-static-imports
// cell: hw1-2-elman-output
import static java.lang.Math.tanh;
import static java.util.Arrays.setAll;

double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = new double[by.length];
    setAll(y, o -> {
        double a = by[o];
        for (int k = 0; k < h.length; k++) a += Wy[o][k] * h[k];
        return tanh(a);
    });
    return y;
}
// answer: right-helper-forward
// cell: hw1-2-elman-step
double[] forward(double[][] M, double[] v) {
    double[] r = new double[M.length];
    for (int j = 0; j < M.length; j++) for (int k = 0; k < v.length; k++) r[j] += M[j][k] * v[k];
    return r;
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] in = forward(W, x), back = forward(U, hPrev), h = new double[b.length];
    for (int j = 0; j < h.length; j++) h[j] = Math.tanh(in[j] + back[j] + b[j]);
    return h;
}
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = forward(Wy, h);
    for (int j = 0; j < y.length; j++) y[j] = Math.tanh(y[j] + by[j]);
    return y;
}
// answer: right-helpers-unit-and-eval
// cell: hw1-2-elman-step
double eval(double[] weights, double[] values) {
    double sun = 0;
    for (int k = 0; k < values.length; k++) sun += weights[k] * values[k];
    return sun;
}
double unit(double[] w, double[] x, double[] u, double[] h, double bias) {
    return Math.tanh(eval(w, x) + eval(u, h) + bias);
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    double[] step = new double[b.length];
    for (int j = 0; j < step.length; j++) step[j] = unit(W[j], x, U[j], hPrev, b[j]);
    return step;
}
// answer: right-helpers-sum-dot-and-copy
// cell: hw1-4-jordan-state
double sum(double... parts) {
    double all = 0;
    for (double part : parts) all += part;
    return all;
}
double dot(double[] u, double[] v) {
    double d = 0;
    for (int k = 0; k < u.length; k++) d += u[k] * v[k];
    return d;
}
double[] copy(double[] v) { return Arrays.copyOf(v, v.length); }
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = copy(net.bs());
    for (int j = 0; j < s.length; j++) {
        double a = sum(s[j], dot(net.Wss()[j], sPrev), dot(net.Wsy()[j], yPrev));
        s[j] = 1 / (1 + Math.exp(-a));
    }
    return s;
}
// answer: right-variables-test-answer-and-sun
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    double[][] answer = new double[x.length][];
    for (int test = 0; test < x.length; test++) answer[test] = step.apply(x[test], test == 0 ? h0 : answer[test - 1]);
    return answer;
}
double sun = unroll((x, h) -> new double[] {h[0] + x[0]}, new double[] {0}, new double[][] {{1}, {2}})[1][0];
double[][] test = unroll((x, h) -> x, new double[1], new double[][] {{4}, {5}});
boolean answer = sun == 3 && test[1][0] == 5;
System.out.println("my own test: " + answer);
// answer: right-tests-of-its-own
// cell: hw1-6-scaling
double[] scale(double[] values, Range range) {
    double width = range.max() - range.min();
    double[] result = values.clone();
    for (int i = 0; i < result.length; i++) result[i] = (result[i] - range.min()) / width;
    return result;
}
double[] unscale(double[] values, Range range) {
    double width = range.max() - range.min();
    double[] result = values.clone();
    for (int i = 0; i < result.length; i++) result[i] = result[i] * width + range.min();
    return result;
}
{
    Range test = new Range(0, 50);
    double[] expected = {0, 0.5, 1}, got = scale(new double[] {0, 25, 50}, test);
    if (!Arrays.equals(expected, got)) throw new AssertionError("my test: " + Arrays.toString(got));
    for (double v : unscale(got, test)) System.out.println(v + " °C");
}
// answer: right-percent-at-the-beginning-of-lines
// cell: hw1-5-feedback
/*
% two rows are enough: the answer before this one, and this one
%m is no command, and neither is
%time
*/
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    int m = 2, T = x.length;
    double[][] two = {y0, new double[b.length]}, all = new double[T][];
    for (int t = 1; t <= T; t++) {
        double[] before = two[(t - 1)
            % m], now = b.clone();
        for (int j = 0; j < now.length; j++) {
            for (int k = 0; k < x[t - 1].length; k++) now[j] += W[j][k] * x[t - 1][k];
            for (int k = 0; k < before.length; k++) now[j] += U[j][k] * before[k];
        }
        two[t
% m] = now;
        all[t - 1] = now.clone();
    }
    return all;
}
// answer: right-text-block-of-commands
// cell: hw1-1-elman-count
int elmanParameters(int D, int H, int O) {
    String formula = """
        %load the shapes
        % W: H×D
%% and all others
        """;
    int numbers = 0;
    for (int[] shape : new int[][] {{H, D}, {H, H}, {H, 1}, {O, H}, {O, 1}}) numbers += shape[0] * shape[1];
    return formula.isEmpty() ? 0 : numbers;
}
// answer: right-final-and-this-and-that
// cell: hw1-2-elman-step
public static final double[] elmanStep(final double[] x, final double[] hPrev, final double[][] W,
                                       final double[][] U, final double[] b) {
    final int units = b.length;
    final double[] result = new double[units];
    for (int j = 0; j < units; ++j) {
        final double[] w = W[j], u = U[j];
        double activation = 0.0d;
        for (int k = 0; k < x.length; ++k) { activation = activation + w[k] * x[k]; }
        for (int k = 0; k < hPrev.length; ++k) { activation = activation + u[k] * hPrev[k]; }
        result[j] = java.lang.Math.tanh(activation + b[j]);
    }
    return result;
}
// answer: right-annotations
// cell: hw1-4-jordan-output
@FunctionalInterface
interface Squash { double of(double a); }
@SuppressWarnings({"unused", "unchecked"})
double[] layer(double[][] A, double[] a, double[][] B, double[] c, double[] bias, Squash squash) {
    double[] out = new double[bias.length];
    for (int j = 0; j < out.length; j++) {
        double z = bias[j];
        for (int k = 0; k < a.length; k++) z += A[j][k] * a[k];
        for (int k = 0; k < c.length; k++) z += B[j][k] * c[k];
        out[j] = squash.of(z);
    }
    return out;
}
@Deprecated
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    double[] h = layer(net.U(), s, net.W(), x, net.bh(), Math::tanh);
    return layer(net.V(), h, new double[net.by().length][0], new double[0], net.by(), a -> a);
}
// answer: right-greek-letters
// cell: hw1-4-jordan-state
double σ(double α) { return 1 / (1 + Math.exp(-α)); }
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] ŝ = new double[net.bs().length];
    for (int j = 0; j < ŝ.length; j++) {
        double Σ = net.bs()[j];
        for (int k = 0; k < sPrev.length; k++) Σ += net.Wss()[j][k] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) Σ += net.Wsy()[j][k] * yPrev[k];
        ŝ[j] = σ(Σ);
    }
    return ŝ;
}
// answer: right-much-is-printed
// cell: hw1-6-forecast
double[] forecast(double[] tmin, Elman net, Range low, Range high) {
    System.out.println("forecast of " + tmin.length + " days");
    double[] x = scale(tmin, low), y = new double[tmin.length], h = new double[net.b().length];
    for (int t = 0; t < x.length; t++) {
        h = elmanStep(new double[] {x[t]}, h, net.W(), net.U(), net.b());
        y[t] = elmanOutput(h, net.Wy(), net.by())[0];
        if (t < 2) System.out.printf("day %d: h = %s, y = %.3f%n", t, Arrays.toString(h), y[t]);
        if (t == 0) System.err.println("debug");
    }
    return unscale(y, high);
}
// answer: right-constants-above
// cell: hw1-2-elman-output
static final int FIRST = 0;
final double ONE = 1.0, TWO = 2.0;
double squashed(double a) { return ONE - TWO / (Math.exp(TWO * a) + ONE); }
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    double[] y = new double[by.length];
    for (int j = FIRST; j < y.length; j++) {
        double a = by[j];
        for (int k = FIRST; k < h.length; k++) a += Wy[j][k] * h[k];
        y[j] = squashed(a);
    }
    return y;
}
// answer: right-classes-cell-and-model-of-its-own
// cell: hw1-2-elman-step
class Cell {
    private final double[][] input, memory;
    private final double[] bias;
    Cell(double[][] input, double[][] memory, double[] bias) {
        this.input = input;
        this.memory = memory;
        this.bias = bias;
    }
    double activation(int j, double[] x, double[] h) {
        double a = bias[j];
        for (int k = 0; k < x.length; k++) a += input[j][k] * x[k];
        for (int k = 0; k < h.length; k++) a += memory[j][k] * h[k];
        return a;
    }
}
record Model(Cell cell, int units) {
    double[] step(double[] x, double[] h) {
        double[] next = new double[units];
        Arrays.setAll(next, j -> Math.tanh(cell.activation(j, x, h)));
        return next;
    }
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    return new Model(new Cell(W, U, b), b.length).step(x, hPrev);
}
