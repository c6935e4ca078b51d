package unrolled.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Block;
import unrolled.model.Network;
import unrolled.seq.Sequence;

/**
 * What goes on inside a recurrent layer: its states and gates at every step, for heat maps.
 *
 * <p>The names are those of the cell's equations: h for an Elman cell; h, c, i, f, g, o for an LSTM; h, z, r, n for a
 * GRU.
 */
public final class Activity {

    /** A unit whose tanh lies beyond this is saturated: its slope 1 − tanh² is below 0.06. */
    public static final double SATURATED = 0.97;

    private final Map<String, Sequence> traces = new LinkedHashMap<>();

    /**
     * Runs the network on {@code x} from a state of zeros.
     *
     * @param layer the name of a {@link unrolled.layer.Recurrent} layer
     * @throws IllegalArgumentException if there is no such layer, or it is another kind
     */
    public static Activity of(Network net, String layer, Sequence x) {
        var cell = Probe.recurrent("Activity", net, layer).cell();
        net.predict(x);
        var activity = new Activity();
        for (var state : cell.states()) activity.traces.put(state.name(), copy(state.all(0), x));
        cell.gates().forEach((name, gate) -> activity.traces.put(name, copy(gate, x)));
        return activity;
    }

    private Activity() {}

    private static Sequence copy(Block values, Sequence x) {
        var copy = new Sequence(x.steps(), x.batch(), values.cols).withLengths(x.lengths());
        copy.all().copyFrom(values);
        copy.clearPadding();
        return copy;
    }

    /** The parts of the state, then the gates. */
    public Set<String> names() {
        return traces.keySet();
    }

    /**
     * A state or a gate after each step, T×B×H; 0 at padding.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Sequence get(String name) {
        var trace = traces.get(name);
        if (trace == null) {
            throw new IllegalArgumentException("Activity expects one of the names " + names() + ", got '" + name + "'");
        }
        return trace;
    }

    /**
     * One example as a table: a row for each of its valid steps, t = 1 … T, and a column for each unit.
     *
     * @throws IllegalArgumentException if there is no such trace or example
     */
    public Table table(String name, int example) {
        var trace = get(name);
        if (example < 0 || example >= trace.batch()) {
            throw new IllegalArgumentException("Activity expects an example from 0 to " + (trace.batch() - 1) + ", got "
                    + example);
        }
        var table = Table.create(name,
                IntColumn.create("t", IntStream.rangeClosed(1, trace.length(example)).toArray()));
        for (int j = 0; j < trace.features(); j++) {
            table.addColumns(DoubleColumn.create(name + " " + (j + 1), trace.series(example, j)));
        }
        return table;
    }

    /**
     * The share of numbers beyond ±{@value #SATURATED}, over all valid steps, examples and units. It is meant for what
     * comes out of a tanh: h of an Elman cell, g of an LSTM, n of a GRU.
     *
     * @throws IllegalArgumentException if there is no such trace
     */
    public double saturation(String name) {
        var trace = get(name);
        double saturated = 0;
        for (int t = 0; t < trace.steps(); t++) saturated += saturated(trace, t);
        return saturated / ((double) trace.validSteps() * trace.features());
    }

    private static int saturated(Sequence trace, int t) {
        int count = 0;
        for (int n = 0; n < trace.batch(); n++) {
            for (int j = 0; j < trace.features(); j++) {
                if (Math.abs(trace.get(t, n, j)) > SATURATED) count++;      // padding holds 0
            }
        }
        return count;
    }
}
