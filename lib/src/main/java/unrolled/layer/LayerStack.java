package unrolled.layer;

import java.util.List;
import java.util.function.Function;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Layers one upon another, as a network and the way around some of its layers have them.
 *
 * <pre>
 *   y = f_K(… f_2(f_1(x)))
 *   back:  dy_{k−1} = (∂f_k/∂y_{k−1})ᵀ dy_k         from the last layer to the first
 * </pre>
 *
 * <p>Parts of its state begin with the name of their layer.
 */
public final class LayerStack {

    private final List<Layer> layers;

    public LayerStack(List<Layer> layers) {
        this.layers = layers;
    }

    public Sequence forward(Sequence x, State initial, Pass pass) {
        var y = x;
        for (var layer : layers) y = layer.forward(y, initial.part(layer.name()), pass);
        return y;
    }

    /** @return ∂L/∂x */
    public Sequence backward(Sequence dy, State dLast) {
        var first = layers.get(0);
        return first.backward(backToFirst(dy, dLast), dLast.part(first.name()));
    }

    /** As {@link #backward}, for who has no use for ∂L/∂x. */
    public void addGradients(Sequence dy, State dLast) {
        var first = layers.get(0);
        first.addGradients(backToFirst(dy, dLast), dLast.part(first.name()));
    }

    /** ∂L/∂ of what the first layer puts out. */
    private Sequence backToFirst(Sequence dy, State dLast) {
        var d = dy;
        for (int k = layers.size() - 1; k > 0; k--) {
            d = layers.get(k).backward(d, dLast.part(layers.get(k).name()));
        }
        return d;
    }

    public State lastState() {
        return all(Layer::lastState);
    }

    public State initialGradient() {
        return all(Layer::initialGradient);
    }

    private State all(Function<Layer, State> part) {
        var state = State.ZERO;
        for (var layer : layers) state = state.with(part.apply(layer).prefixed(layer.name()));
        return state;
    }

    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** Whether every layer does. */
    public boolean readsForwards() {
        return layers.stream().allMatch(Layer::readsForwards);
    }

    /** The number of features that the last layer puts out when the first is given {@code inputs}. */
    public int outputs(int inputs) {
        int features = inputs;
        for (var layer : layers) features = layer.outputs(features);
        return features;
    }
}
