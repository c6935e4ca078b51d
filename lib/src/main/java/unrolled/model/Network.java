package unrolled.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;
import unrolled.layer.Layer;
import unrolled.layer.LayerStack;
import unrolled.machine.Stop;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A stack of layers, the output of each the input of the next.
 *
 * <pre>{@code
 *   var net = Network.of(42, new Recurrent(new LstmCell(1, 16)), new Dense(16, 1));
 *   var y = net.predict(x);
 * }</pre>
 *
 * <p>Layers of one kind are numbered from the second on ({@code lstm}, {@code lstm2}); parameters and states are named
 * by dotted paths ({@code lstm.U}, {@code lstm2.c}).
 */
public final class Network implements Model {

    private final List<Layer> layers;
    private final LayerStack stack;
    private final List<Parameter> parameters;
    private Sequence valid = new Sequence(1, 1, 1);      // the input, zeros in the place of its padding

    /**
     * @param seed decides how every parameter starts
     * @throws IllegalArgumentException if there is no layer, a layer or a cell stands in it twice, the first takes any
     *         number of features, or one cannot take what the one before it puts out
     */
    public static Network of(long seed, Layer... layers) {
        var net = new Network(List.of(layers));
        var rng = new Rng(seed);
        net.parameters.forEach(parameter -> parameter.initialize(rng.split()));
        return net;
    }

    private Network(List<Layer> layers) {
        this.layers = layers;
        stack = new LayerStack(layers);
        if (layers.isEmpty() || new HashSet<>(layers).size() != layers.size()) {
            throw new IllegalArgumentException("Network expects one or more layers, each its own, got " + layers);
        }
        if (layers.get(0).inputs().isEmpty()) {
            throw new IllegalArgumentException("Network expects a first layer that says how many features it takes,"
                    + " got " + layers.get(0));
        }
        expectFit();
        expectOwnParameters();
        name(layers);
        for (var layer : layers) layer.parameters().forEach(parameter -> parameter.ownedBy(layer.name()));
        parameters = stack.parameters();
    }

    /**
     * A new network for another task, with another last layer: transfer learning.
     *
     * <p>The layers before it are shared, not copied: they keep their trained values, and training one network changes
     * them in both, unless they are frozen ({@link #freeze}). Only {@code head} is initialized. This network still has
     * its own last layer.
     *
     * @param seed decides how the head starts
     * @throws IllegalArgumentException if the head already stands in this network or does not take what comes before it
     */
    public Network withHead(long seed, Layer head) {
        var all = new ArrayList<>(layers.subList(0, layers.size() - 1));
        if (layers.contains(head)) {
            throw new IllegalArgumentException("Network expects a new last layer, got " + head + ", which it has");
        }
        all.add(head);
        var net = new Network(List.copyOf(all));
        var rng = new Rng(seed);
        head.parameters().forEach(parameter -> parameter.initialize(rng.split()));
        return net;
    }

    /**
     * From now on training leaves these layers as they are.
     *
     * @return this network
     * @throws IllegalArgumentException if there is no such layer
     */
    public Network freeze(String... names) {
        return freeze(true, names);
    }

    /**
     * From now on these layers learn again.
     *
     * @return this network
     * @throws IllegalArgumentException if there is no such layer
     */
    public Network unfreeze(String... names) {
        return freeze(false, names);
    }

    private Network freeze(boolean frozen, String... names) {
        var chosen = Stream.of(names).map(this::layer).toList();
        for (var layer : chosen) layer.parameters().forEach(parameter -> parameter.freeze(frozen));
        return this;
    }

    private void expectFit() {
        int features = inputs();
        for (var layer : layers) {
            int taken = layer.inputs().orElse(features);
            if (taken != features) {
                throw new IllegalArgumentException(layer + " expects " + taken + " features, got " + features
                        + " (from the layer before it in " + layers + ")");
            }
            features = layer.outputs(features);
        }
    }

    /** A cell in two layers has one memory for both, so the way back of the first would read what the second kept. */
    private void expectOwnParameters() {
        var seen = new HashSet<Parameter>();
        for (var layer : layers) {
            for (var parameter : layer.parameters()) {
                if (seen.add(parameter)) continue;
                throw new IllegalArgumentException("Network expects layers with parameters of their own, got "
                        + parameter + " twice (in " + layer + "); does one cell stand in two layers?");
            }
        }
    }

    private static void name(List<Layer> layers) {
        var taken = new HashSet<String>();
        for (var layer : layers) {
            var name = layer.name();
            for (int k = 2; !taken.add(layer.name()); k++) layer.named(name + k);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws CancellationException when the thread was interrupted: a notebook's stop button asks so, and a training
     *        or a search, which runs a model again and again, ends here
     */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        Stop.check();
        expectKnown(initial);
        return stack.forward(withoutPadding(x), initial, pass);
    }

    /** Padding may hold anything, even NaN; layers see zeros there. */
    private Sequence withoutPadding(Sequence x) {
        if (x.lengths() == null) return x;
        if (valid.features() != x.features()) valid = new Sequence(x.steps(), x.batch(), x.features());
        valid.resizeLike(x);
        valid.all().copyFrom(x.all());
        valid.clearPadding();
        return valid;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        return stack.backward(dy, dLast);
    }

    @Override public void addGradients(Sequence dy, State dLast) {
        stack.addGradients(dy, dLast);
    }

    private void expectKnown(State state) {
        for (var part : state.names()) {
            if (layers.stream().noneMatch(layer -> part.startsWith(layer.name() + "."))) {
                throw new IllegalArgumentException("Network expects a state whose parts begin with one of its layers "
                        + layers + ", got '" + part + "'");
            }
        }
    }

    @Override public State lastState() {
        return stack.lastState();
    }

    @Override public State initialGradient() {
        return stack.initialGradient();
    }

    @Override public List<Parameter> parameters() {
        return parameters;
    }

    @Override public boolean readsIds() {
        return layers.get(0).readsIds();
    }

    @Override public boolean readsForwards() {
        return stack.readsForwards();
    }

    public List<Layer> layers() {
        return layers;
    }

    /** D, the features of the input. */
    public int inputs() {
        return layers.get(0).inputs().orElseThrow();
    }

    /** The features of the output. */
    public int outputs() {
        return stack.outputs(inputs());
    }

    /**
     * The layer with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Layer layer(String name) {
        return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("Network expects one of the layers " + layers + ", got '" + name + "'"));
    }

    /** A row a layer: its name, the shape of its output and the number of its parameters; the last row is the sum. */
    public Table summary() {
        return Summary.of(this);
    }

    @Override public String toString() {
        return "Network of " + layers;
    }
}
