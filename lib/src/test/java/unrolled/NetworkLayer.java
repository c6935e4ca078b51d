package unrolled;

import java.util.List;
import unrolled.layer.Layer;
import unrolled.math.Parameter;
import unrolled.model.Network;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** A network as one layer, for the golden run. */
public final class NetworkLayer extends Layer {

    private final Network net;

    public NetworkLayer(Network net) {
        super("whole", net.inputs(), net.inputs());
        this.net = net;
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        return net.forward(x, initial, pass);
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        return net.backward(dy, dLast);
    }

    @Override public List<Parameter> parameters() {
        return net.parameters();
    }

    @Override public State lastState() {
        return net.lastState();
    }

    @Override public State initialGradient() {
        return net.initialGradient();
    }
}
