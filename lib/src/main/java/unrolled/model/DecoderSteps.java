package unrolled.model;

import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A decoder, one step at a time, where an input may be the output before it.
 *
 * <pre>
 *   y_t, h_t = decoder(x_t, h_{t−1})
 *   x_t = target_{t−1} where the teacher forces; else y_{t−1}, or the id of its largest entry
 *
 *   back:  dy_{t−1} += dx_t where y_{t−1} was fed back; an id has no gradient
 * </pre>
 *
 * <p>Only the states and inputs of the steps are kept: the way back runs each step forward once more.
 *
 * @see <a href="https://arxiv.org/abs/1604.06174">T. Chen, B. Xu, C. Zhang, C. Guestrin, Training Deep Nets with
 *      Sublinear Memory Cost (2016): to compute again instead of keeping</a>
 */
final class DecoderSteps {

    private final Network decoder;
    private final Sequence one;              // x_t
    private final Sequence dOne;             // ∂L/∂y_t
    private final Sequence dy;               // ∂L/∂y of all steps, with what comes through the feedback
    private final Sequence y;
    private Sequence inputs;
    private boolean[][] forced;
    private State[] states;                  // h_0 … h_T
    private Pass pass;

    DecoderSteps(Network decoder, int outputs) {
        this.decoder = decoder;
        one = new Sequence(1, 1, decoder.inputs());
        dOne = new Sequence(1, 1, outputs);
        dy = new Sequence(1, 1, outputs);
        y = new Sequence(1, 1, outputs);
    }

    /**
     * @param inputs T×B×I: x_1, and x_t wherever the teacher forces; the rest is written here
     * @param forced [t][n], whether the teacher forces; false for x_1
     */
    Sequence forward(Sequence inputs, boolean[][] forced, State initial, Pass pass) {
        this.inputs = inputs;
        this.forced = forced;
        this.pass = pass;
        y.resizeLike(inputs);
        states = new State[inputs.steps() + 1];
        states[0] = initial;
        for (int t = 0; t < inputs.steps(); t++) {
            if (t > 0) feed(t);
            y.at(t).copyFrom(step(t).at(0));
            states[t + 1] = merge(decoder.lastState(), states[t], t);
        }
        y.clearPadding();
        return y;
    }

    private Sequence step(int t) {
        one.resize(1, inputs.batch(), null);
        one.at(0).copyFrom(inputs.at(t));
        return decoder.forward(one, states[t], pass.from(t));
    }

    /** x_t from y_{t−1}. */
    private void feed(int t) {
        for (int n = 0; n < inputs.batch(); n++) {
            if (forced[t][n] || !inputs.valid(t, n)) continue;
            var x = inputs.at(t).rows(n, n + 1);
            if (decoder.readsIds()) x.set(0, 0, largest(y.at(t - 1), n));
            else x.copyFrom(y.at(t - 1).rows(n, n + 1));
        }
    }

    /** The column of the largest entry of row {@code n}; the first of equals. */
    static int largest(Block y, int n) {
        int best = 0;
        for (int j = 1; j < y.cols; j++) {
            if (y.get(n, j) > y.get(n, best)) best = j;
        }
        return best;
    }

    /**
     * @param dLast ∂L/∂h_T; parts may be missing
     * @param dFirst ∂L/∂x_1, set
     * @return ∂L/∂h_0
     */
    State backward(Sequence given, State dLast, Block dFirst) {
        dy.resizeLike(y);
        dy.all().copyFrom(given.all());
        dy.clearPadding();
        var dh = dLast;
        for (int t = inputs.steps() - 1; t >= 0; t--) {
            step(t);
            dOne.resize(1, inputs.batch(), null);
            dOne.at(0).copyFrom(dy.at(t));
            var dx = decoder.backward(dOne, merge(dh, State.ZERO, t));
            dh = merge(decoder.initialGradient(), dh, t);
            if (t == 0) dFirst.copyFrom(dx.at(0));
            else if (!decoder.readsIds()) feedBack(dx.at(0), t);
        }
        return dh;
    }

    /** dy_{t−1} += dx_t where y_{t−1} was x_t. */
    private void feedBack(Block dx, int t) {
        for (int n = 0; n < dx.rows; n++) {
            if (!forced[t][n] && inputs.valid(t, n)) dy.at(t - 1).rows(n, n + 1).add(1, dx.rows(n, n + 1));
        }
    }

    /** The state after the last valid step of each example. */
    State lastState() {
        return states[states.length - 1];
    }

    /** {@code valid} for the examples that step {@code t} belongs to, {@code ended} for those that have ended. */
    private State merge(State valid, State ended, int t) {
        if (inputs.lengths() == null) return valid;
        var merged = State.ZERO;
        for (var name : valid.names()) {
            var part = valid.get(name).copy();
            boolean known = ended.names().contains(name);
            for (int n = 0; n < part.numRows; n++) {
                if (!inputs.valid(t, n)) setRow(part, n, known ? ended.get(name) : null);
            }
            merged = merged.with(name, part);
        }
        return merged;
    }

    private static void setRow(DMatrixRMaj part, int n, DMatrixRMaj from) {
        for (int j = 0; j < part.numCols; j++) part.set(n, j, from == null ? 0 : from.get(n, j));
    }
}
