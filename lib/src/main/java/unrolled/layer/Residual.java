package unrolled.layer;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A way around one or more layers: they learn what to add to their input, and the gradient has a path without weights.
 *
 * <pre>
 *   y_t = x_t + f(x)_t                    f: the layers, one after the other; x_t and f(x)_t: D
 *   back:  dx_t = dy_t + (∂f/∂x)ᵀ dy_t
 * </pre>
 *
 * <p>Parameters and parts of the state carry the names of the layers inside: {@code lstm.U}, {@code lstm.h}.
 *
 * @see <a href="https://doi.org/10.1109/CVPR.2016.90">K. He and others, Deep Residual Learning for Image Recognition,
 *      CVPR (2016)</a>
 * @see <a href="https://arxiv.org/abs/1609.08144">Y. Wu and others, Google's Neural Machine Translation System (2016),
 *      section 3.1: residual connections between stacked LSTM layers</a>
 */
public final class Residual extends Layer {

    private final List<Layer> layers;
    private final LayerStack stack;

    /**
     * @throws IllegalArgumentException if there is no layer, one stands in it twice or reads ids, two have one name, or
     *         what comes out has not the shape of what goes in
     */
    public Residual(Layer... layers) {
        super("residual", inputs(layers), OptionalInt.empty());
        this.layers = List.of(layers);
        stack = new LayerStack(this.layers);
        expectDistinct();
        expectSameShape();
        for (var layer : layers) layer.parameters().forEach(p -> p.prefix(layer.name()));
    }

    private static OptionalInt inputs(Layer... layers) {
        return Stream.of(layers).map(Layer::inputs).filter(OptionalInt::isPresent).findFirst()
                .orElse(OptionalInt.empty());
    }

    private void expectDistinct() {
        long names = layers.stream().map(Layer::name).distinct().count();
        if (layers.isEmpty() || new HashSet<>(layers).size() != layers.size() || names != layers.size()) {
            throw new IllegalArgumentException("Residual expects one or more layers, each with its own name, got "
                    + layers);
        }
    }

    private void expectSameShape() {
        int taken = inputs().orElse(1);                  // where none says: they all put out what they take
        int features = taken;
        var steps = "T";
        for (var layer : layers) {
            if (layer.readsIds() || layer.inputs().orElse(features) != features) {
                throw new IllegalArgumentException("Residual expects layers that fit, got " + layer + " for " + features
                        + " features (in " + layers + ")");
            }
            features = layer.outputs(features);
            steps = layer.stepsWritten(steps);
        }
        if (features != taken || !steps.equals("T")) {
            throw new IllegalArgumentException("Residual expects layers that put out T×B×" + taken + ", got " + steps
                    + "×B×" + features + " (from " + layers + ")");
        }
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        expectFeatures(x);
        expectParts(initial, layers.stream().map(Layer::name).toList());
        begin(x);
        var f = stack.forward(x, initial, pass.within(name()));
        y.all().copyFrom(x.all());
        y.all().add(1, f.all());                         // y_t = x_t + f(x)_t
        y.clearPadding();
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        expectParts(dLast, layers.stream().map(Layer::name).toList());
        var d = stack.backward(dy, dLast);
        dx.all().copyFrom(dy.all());
        dx.all().add(1, d.all());                        // dx_t = dy_t + (∂f/∂x)ᵀ dy_t
        dx.clearPadding();
        return dx;
    }

    /** The layers that it goes around. */
    public List<Layer> layers() {
        return layers;
    }

    @Override public boolean readsForwards() {
        return stack.readsForwards();
    }

    @Override public List<Parameter> parameters() {
        return stack.parameters();
    }

    @Override public State lastState() {
        return stack.lastState();
    }

    @Override public State initialGradient() {
        return stack.initialGradient();
    }
}
