package unrolled.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Block;
import unrolled.math.Norm;
import unrolled.math.Trace;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.State;

/**
 * How much of the error arrives at each step: ‖∂L/∂h_t‖ for t = 0 … T, where h_0 is the initial state.
 *
 * <pre>
 *   ∂L/∂h_t = Σ_{k ≥ t} ∂L/∂y_k ∂y_k/∂h_k · J_k … J_{t+1}        J_k = ∂h_k/∂h_{k−1}, see {@link Jacobians}
 * </pre>
 *
 * <p>The norm is Euclidean over all examples and units. A cell with a state of several parts has a norm for each, such
 * as h and c of an LSTM: ∂L/∂c_t is then that through c_{t+1} alone, as h_t is a part of its own. For the state s_t of
 * a Jordan cell, and c_t of an LSTM with peepholes, it contains what they do to the other part within step t.
 *
 * @see <a href="https://doi.org/10.1109/72.279181">Y. Bengio, P. Simard, P. Frasconi, Learning Long-Term Dependencies
 *      with Gradient Descent is Difficult, IEEE Transactions on Neural Networks 5 (1994), 157–166</a>
 */
public final class GradientFlow {

    private final Map<String, double[]> norms = new LinkedHashMap<>();

    /**
     * Runs the network forward and back, from a state of zeros. Afterwards its gradients are those of this batch.
     *
     * @param layer the name of a {@link unrolled.layer.Recurrent} layer
     * @throws IllegalArgumentException if there is no such layer, or it is another kind
     */
    public static GradientFlow of(Network net, String layer, Loss loss, Batch batch) {
        var cell = Probe.recurrent("GradientFlow", net, layer).cell();
        var output = new OutputGradient(net, loss);
        output.at(batch, State.ZERO, Pass.PREDICT);
        net.backward(output.dy(), State.ZERO);
        var flow = new GradientFlow();
        for (var state : cell.states()) flow.norms.put(state.name(), norms(state.gradient()));
        return flow;
    }

    private GradientFlow() {}

    private static double[] norms(Trace gradient) {
        return IntStream.rangeClosed(0, gradient.steps()).mapToDouble(t -> norm(gradient.at(t - 1))).toArray();
    }

    private static double norm(Block d) {
        return Norm.of(d.rows * d.cols, k -> d.get(k / d.cols, k % d.cols));
    }

    /** The parts of the state, such as h and c. */
    public Set<String> parts() {
        return norms.keySet();
    }

    /**
     * ‖∂L/∂part_t‖ for t = 0 … T.
     *
     * @throws IllegalArgumentException if the state has no such part
     */
    public double[] norms(String part) {
        var found = norms.get(part);
        if (found == null) {
            throw new IllegalArgumentException("GradientFlow expects one of the parts " + parts() + ", got '"
                    + part + "'");
        }
        return found.clone();
    }

    /** A row a step, t = 0 … T, and a column for each part of the state. */
    public Table table() {
        int steps = norms.values().iterator().next().length;
        var table = Table.create("gradient flow", IntColumn.create("t", IntStream.range(0, steps).toArray()));
        norms.forEach((part, values) -> table.addColumns(DoubleColumn.create("‖∂L/∂" + part + "_t‖", values)));
        return table;
    }
}
