package unrolled.model;

import unrolled.math.Block;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * How a decoder is led: all steps at once where the teacher forces every one, else step by step.
 *
 * <pre>
 *   u_1 = the {@link Start}
 *   u_t = target_{t−1} with the teacher's ratio ε, drawn for each step and example; else y_{t−1}
 * </pre>
 */
final class TeacherForcing {

    private final Network decoder;
    private final Start start;
    private final Sequence u;
    private final DecoderSteps stepByStep;
    private boolean atOnce;

    /** @param outputs the features of the decoder's output */
    TeacherForcing(Network decoder, Start start, int outputs) {
        this.decoder = decoder;
        this.start = start;
        u = new Sequence(1, 1, decoder.inputs());
        stepByStep = new DecoderSteps(decoder, outputs);
    }

    /**
     * @param x the source
     * @param steps how many there are where the pass has no target
     */
    Sequence forward(Sequence x, State initial, Pass pass, double ratio, int steps) {
        fill(x, pass.target(), steps);
        atOnce = ratio == 1 || u.steps() == 1;
        var within = pass.within(EncoderDecoder.DECODER);
        if (atOnce) return decoder.forward(u, initial, within);
        return stepByStep.forward(u, forced(pass, ratio), initial, within);
    }

    /** u_1, then the target one step later; what is not forced is overwritten when it is fed. */
    private void fill(Sequence x, Sequence target, int steps) {
        u.resize(target == null ? steps : target.steps(), x.batch(), target == null ? null : target.lengths());
        u.all().fill(0);
        start.fill(x, u.at(0));
        for (int t = 1; t < u.steps() && target != null; t++) u.at(t).copyFrom(target.at(t - 1));
        u.clearPadding();
    }

    private boolean[][] forced(Pass pass, double ratio) {
        var forced = new boolean[u.steps()][u.batch()];
        var rng = pass.random("teacher");
        for (int t = 1; t < u.steps() && ratio > 0; t++) {
            for (int n = 0; n < u.batch(); n++) forced[t][n] = rng.uniform() < ratio;
        }
        return forced;
    }

    /**
     * @param dLast ∂L/∂h_T; parts may be missing
     * @param dFirst ∂L/∂u_1, set
     * @return ∂L/∂h_0
     */
    State backward(Sequence dy, State dLast, Block dFirst) {
        if (!atOnce) return stepByStep.backward(dy, dLast, dFirst);
        dFirst.copyFrom(decoder.backward(dy, dLast).at(0));
        return decoder.initialGradient();
    }

    State lastState() {
        return atOnce ? decoder.lastState() : stepByStep.lastState();
    }
}
