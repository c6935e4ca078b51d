package unrolled.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import unrolled.cell.Cell;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.math.Spectrum;
import unrolled.math.Trace;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * How a state depends on the one before it: J_t = ∂s_t/∂s_{t−1}, S×S, for t = 1 … T, along one example.
 *
 * <pre>
 *   ∂s_T/∂s_t = J_T J_{T−1} … J_{t+1}          ‖J‖ the largest singular value
 *   Elman:  J_t = diag(1 − h_t²) U             ‖∂h_T/∂h_t‖ ≤ Π ‖J_k‖: it vanishes where ‖J_k‖ ≤ γ &lt; 1
 * </pre>
 *
 * <p>s is everything that the next step reads, side by side: h for an Elman cell or a GRU, (h, c) for an LSTM, and
 * (h_t, h_{t−1}, …) for a cell that looks back further. The rows come from the cell's own way back: S copies of the
 * example, with the identity as the gradient at step t, answer with J_t at step t − 1.
 *
 * @see <a href="https://proceedings.mlr.press/v28/pascanu13.html">R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty
 *      of training recurrent neural networks, ICML (2013), section 2</a>
 */
public final class Jacobians {

    private final Cell cell;
    private final int size;
    private final List<String> entries = new ArrayList<>();
    private final List<DMatrixRMaj> steps = new ArrayList<>();

    /**
     * Of a recurrent layer of a network, from a state of zeros.
     *
     * @param x one example of full length, T×1×D
     * @param layer the name of a {@link Recurrent} layer
     * @throws IllegalArgumentException if there is no such layer, it is another kind, or {@code x} is not one full
     *        example
     */
    public static Jacobians of(Network net, String layer, Sequence x) {
        var recurrent = Probe.recurrent("Jacobians", net, layer);
        expectOneExample(x);
        Sequence input = x;
        for (Layer before : net.layers()) {
            if (before == recurrent) break;
            input = before.forward(input, State.ZERO, Pass.PREDICT);
        }
        return of(recurrent, input, State.ZERO);
    }

    /**
     * Of a layer by itself. Afterwards the layer has forgotten its last run; its gradients are untouched.
     *
     * @param x one example of full length, T×1×D
     * @param initial its state before the first step, 1×size each
     * @throws IllegalArgumentException if {@code x} is not one full example, or something does not fit the layer
     */
    public static Jacobians of(Recurrent layer, Sequence x, State initial) {
        expectOneExample(x);
        return new Jacobians(layer, x, initial);
    }

    private Jacobians(Recurrent layer, Sequence x, State initial) {
        cell = layer.cell();
        for (var state : cell.states()) {
            for (int lag = 0; lag < state.lag(); lag++) {
                for (int j = 0; j < state.size(); j++) entries.add(state.name() + "_" + (lag == 0 ? "t" : "t−" + lag));
            }
        }
        size = entries.size();
        layer.forward(copies(x), copies(initial), Pass.PREDICT);
        cell.startBack(null, State.ZERO);
        var gradients = cell.parameters().stream().map(p -> p.gradient().copy()).toList();
        for (int t = 0; t < x.steps(); t++) steps.add(jacobian(t));
        for (int k = 0; k < gradients.size(); k++) cell.parameters().get(k).gradient().setTo(gradients.get(k));
    }

    private Sequence copies(Sequence x) {
        var copies = new Sequence(x.steps(), size, x.features());
        for (int t = 0; t < x.steps(); t++) copies.at(t).fillRows(x.at(t));
        return copies;
    }

    private State copies(State initial) {
        for (var name : initial.names()) {
            var one = initial.get(name);
            if (one.numRows != 1) {
                throw new IllegalArgumentException("Jacobians expects the state of one example, got "
                        + one.numRows + "×" + one.numCols + " (part '" + name + "')");
            }
        }
        return initial.rows(new int[size]);
    }

    /** ds_t = I, one step back, J_t = ds_{t−1}; what only moves from lag to lag has ones of its own. */
    private DMatrixRMaj jacobian(int t) {
        int from = 0;
        for (var state : cell.states()) {
            for (int lag = 0; lag <= state.lag(); lag++) state.gradient().at(t - lag).fill(0);
            for (int j = 0; j < state.size(); j++) state.gradient().at(t).set(from + j, j, 1);
            from += state.lag() * state.size();
        }
        cell.backward(t);
        var J = new DMatrixRMaj(size, size);
        from = 0;
        for (var state : cell.states()) {
            copyGradient(state, t, from, J);
            for (int j = state.size(); j < state.lag() * state.size(); j++) J.set(from + j, from + j - state.size(), 1);
            from += state.lag() * state.size();
        }
        return J;
    }

    private void copyGradient(Trace state, int t, int from, DMatrixRMaj J) {
        for (int lag = 0; lag < state.lag(); lag++) {
            var d = state.gradient().at(t - 1 - lag);
            for (int n = 0; n < size; n++) {
                for (int j = 0; j < state.size(); j++) J.set(n, from + lag * state.size() + j, d.get(n, j));
            }
        }
    }

    /** T. */
    public int steps() {
        return steps.size();
    }

    /** What each row and column stands for: {@code h_t} H times, then {@code c_t} H times, for an LSTM. */
    public List<String> entries() {
        return List.copyOf(entries);
    }

    /**
     * J_t, S×S, as a copy.
     *
     * @throws IllegalArgumentException if t is not in 1 … T
     */
    public DMatrixRMaj at(int t) {
        if (t < 1 || t > steps()) {
            throw new IllegalArgumentException("Jacobians expects a step from 1 to " + steps() + ", got " + t);
        }
        return steps.get(t - 1).copy();
    }

    /**
     * ∂s_to/∂s_from = J_to … J_{from+1}, S×S; the identity where both are equal.
     *
     * @throws IllegalArgumentException unless 0 ≤ from ≤ to ≤ T
     */
    public DMatrixRMaj product(int from, int to) {
        if (from < 0 || to > steps() || from > to) {
            throw new IllegalArgumentException("Jacobians expects 0 ≤ from ≤ to ≤ " + steps() + ", got " + from
                    + " and " + to);
        }
        var product = CommonOps_DDRM.identity(size);
        for (int t = to; t > from; t--) product = times(product, steps.get(t - 1));
        return product;
    }

    private static DMatrixRMaj times(DMatrixRMaj A, DMatrixRMaj B) {
        return CommonOps_DDRM.mult(A, B, null);
    }

    /** ‖J_t‖ for t = 1 … T. */
    public double[] norms() {
        return steps.stream().mapToDouble(J -> Spectrum.singularValues(J)[0]).toArray();
    }

    /** ‖∂s_T/∂s_t‖ for t = 0 … T; the last is 1. */
    public double[] productNorms() {
        var norms = new double[steps() + 1];
        var product = CommonOps_DDRM.identity(size);
        for (int t = steps(); t >= 0; t--) {
            norms[t] = Spectrum.singularValues(product)[0];
            if (t > 0) product = times(product, steps.get(t - 1));
        }
        return norms;
    }

    /** A row a step, t = 1 … T: the largest and the smallest singular value of J_t, and ‖∂s_T/∂s_t‖. */
    public Table table() {
        var values = steps.stream().map(Spectrum::singularValues).toList();
        return Table.create("Jacobians",
                IntColumn.create("t", IntStream.rangeClosed(1, steps()).toArray()),
                DoubleColumn.create("largest singular value", values.stream().mapToDouble(v -> v[0]).toArray()),
                DoubleColumn.create("smallest singular value", values.stream().mapToDouble(v -> v[size - 1]).toArray()),
                DoubleColumn.create("norm of the product to T", Arrays.copyOfRange(productNorms(), 1, steps() + 1)));
    }

    private static void expectOneExample(Sequence x) {
        if (x.batch() == 1 && x.lengths() == null) return;
        throw new IllegalArgumentException("Jacobians expects one example of full length, got " + x
                + (x.lengths() == null ? "; take one with examples(n, n + 1)" : ", lengths "
                + Arrays.toString(x.lengths())));
    }
}
