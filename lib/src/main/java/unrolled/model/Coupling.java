package unrolled.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import unrolled.layer.Attention;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * What a decoder hears of its encoder: the parts of the state that both networks name alike, and the encoder's steps
 * through its attentions. Refuses networks that do not fit, before they run.
 */
final class Coupling {

    private final Network encoder;
    private final Network decoder;
    private final Start start;
    private final int outputs;
    private final List<Attention> attentions;
    private final List<String> sharedNames = new ArrayList<>();

    Coupling(Network encoder, Network decoder, Start start) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.start = start;
        outputs = decoder.outputs();
        attentions = decoder.layers().stream().filter(Attention.class::isInstance).map(Attention.class::cast).toList();
        expectApart();
        expectStepByStep();
        expectFeedback();
        tryOut();
    }

    /** The parts of {@code state} that both networks have. */
    State shared(State state) {
        var some = State.ZERO;
        for (var name : sharedNames) some = some.with(name, state.get(name));
        return some;
    }

    void attendTo(Sequence encoded, Pass pass) {
        attentions.forEach(attention -> attention.attendTo(encoded, pass));
    }

    void startBack() {
        attentions.forEach(Attention::startBack);
    }

    /** Sets ∂L/∂e to the sum of what comes from every attention. */
    void finish(Sequence de) {
        de.all().fill(0);
        for (var attention : attentions) de.all().add(1, attention.finish().all());
    }

    /**
     * The decoder's first attention.
     *
     * @throws IllegalStateException if there is none
     */
    Attention attention() {
        return attentions.stream().findFirst().orElseThrow(() -> new IllegalStateException(
                "EncoderDecoder expects an Attention layer in its decoder, got " + decoder.layers()));
    }

    /** The features of the decoder's output. */
    int outputs() {
        return outputs;
    }

    /**
     * Refuses a state or a target that does not fit, and a run that has neither a target nor a number of steps.
     *
     * @param x the source
     * @param initial parts of the encoder's state
     * @param target may be null
     * @param steps 0 where none were asked for
     */
    void expectFit(Sequence x, State initial, Sequence target, int steps) {
        for (var name : initial.names()) {
            if (name.startsWith(EncoderDecoder.ENCODER + ".")) continue;
            throw new IllegalArgumentException("EncoderDecoder expects a state whose parts begin with 'encoder.',"
                    + " got '" + name + "'");
        }
        if (target == null) {
            if (steps > 0) return;
            throw new IllegalStateException("EncoderDecoder expects steps(n) before a run without a target, got none");
        }
        int features = decoder.readsIds() ? 1 : outputs;
        if (target.batch() != x.batch() || target.features() != features) {
            throw new IllegalArgumentException("EncoderDecoder expects a target of B=" + x.batch() + ", D=" + features
                    + ", got " + target + " (source " + x + ")");
        }
    }

    /** A layer in both halves has one memory for both, so the encoder's way back would read what the decoder kept. */
    private void expectApart() {
        var layer = decoder.layers().stream().filter(encoder.layers()::contains).map(Object::toString);
        var parameter = decoder.parameters().stream().filter(encoder.parameters()::contains).map(Object::toString);
        var shared = Stream.concat(layer, parameter).findFirst();
        if (shared.isEmpty()) return;
        throw new IllegalArgumentException("EncoderDecoder expects an encoder and a decoder with layers of their own,"
                + " got " + shared.get() + " in both");
    }

    private void expectStepByStep() {
        for (var layer : decoder.layers()) {
            if (layer.answersStepByStep()) continue;
            throw new IllegalArgumentException("EncoderDecoder expects a decoder that answers step by step, got "
                    + layer + " (in " + decoder.layers() + ")");
        }
    }

    private void expectFeedback() {
        if (start.isToken() != decoder.readsIds()) {
            throw new IllegalArgumentException("EncoderDecoder expects Start.token for a decoder that begins with an "
                    + "Embedding, and only there, got " + start + " (decoder " + decoder.layers() + ")");
        }
        if (!decoder.readsIds() && decoder.inputs() != outputs) {
            throw new IllegalArgumentException("EncoderDecoder expects a decoder that can read what it puts out, got "
                    + decoder.inputs() + " features in and " + outputs + " out (decoder " + decoder.layers() + ")");
        }
        if (start.sourceFeatures(outputs) > encoder.inputs()) {
            throw new IllegalArgumentException("EncoderDecoder expects a source of " + outputs
                    + " or more features for Start.lastInput, got " + encoder.inputs() + " (the decoder puts out "
                    + outputs + ")");
        }
    }

    /** One step through both networks shows which parts of the state they share, and that every id can be read. */
    private void tryOut() {
        var encoded = encoder.predict(new Sequence(1, 1, encoder.inputs()));
        attendTo(encoded, Pass.PREDICT);
        var first = new Sequence(1, 1, decoder.inputs());
        for (int id : start.isToken() ? new int[] {start.id(), outputs - 1} : new int[] {0}) {
            first.all().fill(id);
            decoder.predict(first);
        }
        expectShared(encoder.lastState(), decoder.lastState());
    }

    private void expectShared(State encoded, State decoded) {
        for (var name : decoded.names()) {
            if (!encoded.names().contains(name)) continue;
            sharedNames.add(name);
            int size = encoded.get(name).numCols;
            if (size != decoded.get(name).numCols) {
                throw new IllegalArgumentException("EncoderDecoder expects states of one size, got " + size + " and "
                        + decoded.get(name).numCols + " (part '" + name + "' of the encoder and of the decoder)");
            }
        }
        if (sharedNames.isEmpty() && attentions.isEmpty()) {
            throw new IllegalArgumentException("EncoderDecoder expects a decoder that hears of the encoder, got states "
                    + encoded.names() + " and " + decoded.names() + " and no Attention; have the layers one name?");
        }
    }
}
