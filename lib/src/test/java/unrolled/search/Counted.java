package unrolled.search;

import java.util.List;
import unrolled.math.Parameter;
import unrolled.model.Model;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** Counts how often a model runs, and presses the stop button in one of these runs. */
final class Counted implements Model {

    int runs;
    int stopAt;
    private final Model model;

    Counted(Model model) {
        this.model = model;
    }

    @Override public List<Parameter> parameters() {
        return model.parameters();
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        runs++;
        if (runs == stopAt) Thread.currentThread().interrupt();
        return model.forward(x, initial, pass);
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        return model.backward(dy, dLast);
    }

    @Override public State lastState() {
        return model.lastState();
    }

    @Override public State initialGradient() {
        return model.initialGradient();
    }
}
