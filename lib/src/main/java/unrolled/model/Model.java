package unrolled.model;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** What can be trained: parameters, a way forward and a way back. */
public interface Model {

    /** What learns, frozen parameters included, always in the same order. */
    List<Parameter> parameters();

    /**
     * The outputs for {@code x}: a buffer, valid until the model runs again.
     *
     * @throws IllegalArgumentException if the features or the state do not fit
     */
    Sequence forward(Sequence x, State initial, Pass pass);

    /**
     * The chain rule of the last {@link #forward}: adds to the gradients of the parameters.
     *
     * @param dy ∂L/∂y, shaped as the output
     * @param dLast ∂L/∂ of the final state; {@link State#ZERO} where the loss does not see it
     * @return ∂L/∂x, a buffer
     */
    Sequence backward(Sequence dy, State dLast);

    /** As {@link #backward}, for who has no use for ∂L/∂x: it may be left out. */
    default void addGradients(Sequence dy, State dLast) {
        backward(dy, dLast);
    }

    /** The state after the last valid step of the last run, as a copy. */
    State lastState();

    /** ∂L/∂ of the initial state after the last way back, as a copy. */
    State initialGradient();

    /** Whether the input holds ids, whole numbers, which have no gradient. */
    default boolean readsIds() {
        return false;
    }

    /** Whether a run may stop at any step and go on from its state, as truncated BPTT does. */
    default boolean readsForwards() {
        return true;
    }

    /** The outputs for {@code x}, from a state of zeros, as a sequence of the caller's own. */
    default Sequence predict(Sequence x) {
        return predict(x, State.ZERO);
    }

    /** The outputs for {@code x} from a given state, as the caller's own; {@link #lastState} follows it. */
    default Sequence predict(Sequence x, State initial) {
        return forward(x, initial, Pass.PREDICT).copy();
    }

    /** How many numbers learn. */
    default int parameterCount() {
        return parameters().stream().mapToInt(Parameter::size).sum();
    }

    /**
     * The parameter with a dotted path, such as {@code lstm.U}.
     *
     * @throws IllegalArgumentException if there is none
     */
    default Parameter parameter(String name) {
        return parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException(this + " expects one of the parameters "
                        + parameters().stream().map(Parameter::name).toList() + ", got '" + name + "'"));
    }

    /** Empties the gradient of every parameter. */
    default void zeroGradients() {
        parameters().forEach(Parameter::zeroGradient);
    }

    /** A copy of the values of all parameters, in their order. */
    default List<DMatrixRMaj> snapshot() {
        var values = new ArrayList<DMatrixRMaj>();
        for (var parameter : parameters()) values.add(parameter.value().copy());
        return values;
    }

    /**
     * Takes the values of a {@link #snapshot}.
     *
     * @throws IllegalArgumentException if it is another model's
     */
    default void restore(List<DMatrixRMaj> snapshot) {
        if (snapshot.size() != parameters().size()) {
            throw new IllegalArgumentException(this + " expects a snapshot of " + parameters().size()
                    + " parameters, got " + snapshot.size() + "; is it of another model?");
        }
        for (int k = 0; k < snapshot.size(); k++) parameters().get(k).set(snapshot.get(k));
    }
}
