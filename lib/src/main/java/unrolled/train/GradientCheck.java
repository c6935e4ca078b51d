package unrolled.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Norm;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.State;

/**
 * Holds the gradients of a way back against central differences of the way forward.
 *
 * <pre>
 *   n_j = (L(θ + ε e_j) − L(θ − ε e_j)) / 2ε           ε = 1e-5
 *   error of a parameter = ‖a − n‖ / (‖a‖ + ‖n‖)        a: by the chain rule
 * </pre>
 *
 * <p>To reach every path, a fixed random sum of the final state is added to the loss, and the gradients of the input
 * (unless it holds ids) and of the initial state are checked with those of the parameters. A right way back stays below
 * {@value #LIMIT}.
 */
public final class GradientCheck {

    /** The largest error that a right way back may have. */
    public static final double LIMIT = 1e-6;

    private static final double EPSILON = 1e-5;

    /**
     * One checked quantity.
     *
     * @param name a parameter, {@code input} or a part of the initial state
     * @param error ‖a − n‖ / (‖a‖ + ‖n‖); 0 where both are 0
     * @param worst the entry that differs most, with both values
     */
    public record Row(String name, double error, String worst) {}

    private final Model model;
    private final Loss loss;
    private final Batch batch;
    private final Pass pass;
    private final State initial;
    private final State dLast;
    private final List<Row> rows = new ArrayList<>();

    /**
     * Runs the check.
     *
     * @param initial the state to start from
     * @param pass a fixed one, so that what is random stays the same
     */
    public static GradientCheck of(Model model, Loss loss, Batch batch, State initial, Pass pass) {
        return new GradientCheck(model, loss, batch, initial, pass);
    }

    /** From a state of zeros, without dropout or teachers. */
    public static GradientCheck of(Model model, Loss loss, Batch batch) {
        return of(model, loss, batch, State.ZERO, Pass.PREDICT);
    }

    private GradientCheck(Model model, Loss loss, Batch batch, State initial, Pass pass) {
        this.model = model;
        this.loss = loss;
        this.batch = new Batch(batch.input().copy(), batch.target());
        this.pass = pass;
        this.initial = initial;
        model.forward(batch.input(), initial, pass);
        dLast = weights(model.lastState());
        check();
    }

    private void check() {
        var output = new OutputGradient(model, loss);
        output.at(batch, initial, pass);
        var dx = model.backward(output.dy(), dLast).matrix().copy();
        var dInitial = model.initialGradient();

        for (var parameter : model.parameters()) {
            rows.add(row(parameter.name(), parameter.value(), parameter.gradient().copy(), () -> value(initial)));
        }
        if (!model.readsIds()) rows.add(row("input", batch.input().matrix(), dx, () -> value(initial)));
        for (var name : initial.names()) {
            var moved = initial.get(name).copy();
            rows.add(row("initial " + name, moved, dInitial.get(name), () -> value(initial.with(name, moved))));
        }
    }

    /** The loss and the weighted final state. */
    private double value(State from) {
        double value = loss.value(model.forward(batch.input(), from, pass), batch.target());
        var last = model.lastState();
        for (var name : last.names()) {
            double[] weight = dLast.get(name).data;
            double[] state = last.get(name).data;
            for (int j = 0; j < state.length; j++) value += weight[j] * state[j];
        }
        return value;
    }

    private static Row row(String name, DMatrixRMaj x, DMatrixRMaj analytic, DoubleSupplier value) {
        int size = x.getNumElements();
        var differences = new double[size];
        var numeric = new double[size];
        double worst = -1;
        var text = "";
        for (int j = 0; j < size; j++) {
            double a = analytic.data[j];
            double n = centralDifference(x, j, value);
            differences[j] = a - n;
            numeric[j] = n;
            if (!(Math.abs(a - n) <= worst) && !Double.isNaN(worst)) {      // the first NaN stays the worst
                worst = Math.abs(a - n);
                text = "[" + j / x.numCols + ", " + j % x.numCols + "] by the chain rule " + a
                        + ", by differences " + n;
            }
        }
        double norms = Norm.of(size, j -> analytic.data[j]) + Norm.of(numeric);
        return new Row(name, norms == 0 ? 0 : Norm.of(differences) / norms, text);
    }

    private static double centralDifference(DMatrixRMaj x, int j, DoubleSupplier value) {
        double kept = x.data[j];
        x.data[j] = kept + EPSILON;
        double up = value.getAsDouble();
        x.data[j] = kept - EPSILON;
        double down = value.getAsDouble();
        x.data[j] = kept;
        return (up - down) / (2 * EPSILON);
    }

    private static State weights(State last) {
        var rng = new Rng(4711);
        var weights = State.ZERO;
        for (var name : last.names()) {
            var weight = new DMatrixRMaj(last.get(name).numRows, last.get(name).numCols);
            for (int j = 0; j < weight.data.length; j++) weight.data[j] = rng.normal();
            weights = weights.with(name, weight);
        }
        return weights;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The row with the largest error. */
    public Row worst() {
        return rows.stream().max(Comparator.comparingDouble(Row::error)).orElseThrow();
    }

    /** A row a quantity. */
    public Table table() {
        return Table.create("gradient check",
                StringColumn.create("quantity", rows.stream().map(Row::name).toList()),
                DoubleColumn.create("relative error", rows.stream().mapToDouble(Row::error).toArray()));
    }

    @Override public String toString() {
        return rows.toString();
    }
}
