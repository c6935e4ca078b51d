package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Attention;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.math.Rng;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

class EncoderDecoderGradientTest {

    private static final int SOURCE_STEPS = 5;
    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int HIDDEN = 6;
    private static final int IDS = 7;

    static Stream<Arguments> models() {
        var rows = new ArrayList<Arguments>();
        for (var attention : List.of("none", "dot", "projected", "additive")) {
            for (double ratio : new double[] {1, 0.5, 0}) {
                for (boolean padded : new boolean[] {false, true}) {
                    rows.add(Arguments.of("tokens", attention, ratio, padded));
                    rows.add(Arguments.of("numbers", attention, ratio, padded));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}, attention {1}, teacher {2}, padded {3}") @MethodSource("models")
    void theWayBackBelongsToTheWayForward(String kind, String attention, double ratio, boolean padded) {
        var model = kind.equals("tokens") ? tokens(attention) : numbers(attention);
        model.teacherRatio(ratio);

        assertRight(model, padded);
    }

    @Test void aBidirectionalEncoderIsHeardThroughTheAttention() {
        var encoder = Network.of(1, new Bidirectional(new GruCell(2, 3), new GruCell(2, 4)));
        var decoder = Network.of(2, new Recurrent(new GruCell(2, HIDDEN)), Attention.additive(HIDDEN, 7, 3),
                new Dense(HIDDEN + 7, 2));

        assertRight(new EncoderDecoder(encoder, decoder, Start.lastInput()).teacherRatio(0.5), true);
    }

    @Test void dropoutTwoLayersAndTwoAttentionsKeepTheWayBackRight() {
        var encoder = Network.of(1, new Recurrent(new ElmanCell(2, HIDDEN)), new Dropout(0.3),
                new Recurrent(new LstmCell(HIDDEN, 4)));
        var decoder = Network.of(2, new Recurrent(new ElmanCell(3, HIDDEN)), Attention.dot(HIDDEN, 4, 5),
                new Dropout(0.3), new Recurrent(new LstmCell(11, 4)), Attention.additive(4, 4, 5), new Dense(8, 3));

        assertRight(new EncoderDecoder(encoder, decoder, Start.zeros()).teacherRatio(0.5), true);
        assertRight(new EncoderDecoder(encoder, decoder, Start.zeros()), true);
    }

    private static EncoderDecoder tokens(String attention) {
        var encoder = Network.of(1, new Embedding(IDS, 3), new Recurrent(new GruCell(3, HIDDEN)));
        var layers = new ArrayList<Layer>(List.of(new Embedding(8, 5), new Recurrent(new GruCell(5, HIDDEN))));
        return new EncoderDecoder(encoder, decoder(layers, attention, 8), Start.token(2));
    }

    private static EncoderDecoder numbers(String attention) {
        var encoder = Network.of(1, new Recurrent(new LstmCell(3, HIDDEN)));
        var layers = new ArrayList<Layer>(List.of(new Recurrent(new LstmCell(2, HIDDEN))));
        return new EncoderDecoder(encoder, decoder(layers, attention, 2), Start.lastInput());
    }

    private static Network decoder(List<Layer> layers, String attention, int outputs) {
        int context = attention.equals("none") ? 0 : attention.equals("projected") ? 5 : HIDDEN;
        switch (attention) {
            case "dot" -> layers.add(Attention.dot(HIDDEN));
            case "projected" -> layers.add(Attention.dot(HIDDEN, HIDDEN, 5));
            case "additive" -> layers.add(Attention.additive(HIDDEN, HIDDEN, 5));
            default -> { }
        }
        layers.add(new Dense(HIDDEN + context, outputs));
        return Network.of(2, layers.toArray(Layer[]::new));
    }

    private static void assertRight(EncoderDecoder model, boolean padded) {
        Samples.randomize(model.parameters(), 7);
        boolean ids = model.readsIds();
        int features = model.decoder().inputs();
        var x = ids ? Samples.ids(SOURCE_STEPS, BATCH, IDS, 1)
                : Samples.sequence(SOURCE_STEPS, BATCH, model.encoder().inputs(), 1);
        var target = ids ? Samples.ids(STEPS, BATCH, 8, 2) : Samples.sequence(STEPS, BATCH, features, 2);
        if (padded) {
            x = x.withLengths(new int[] {2, 5, 3});
            target = target.withLengths(new int[] {4, 1, 2});
        }
        var pass = Pass.train(11, target);
        model.encoder().predict(x);
        var initial = Samples.state(model.encoder().lastState(), new Rng(6)).prefixed("encoder");
        var loss = ids ? Loss.softmaxCrossEntropy() : Loss.mse();

        var check = GradientCheck.of(model, loss, new Batch(x, target), initial, pass);

        assertThat(check.worst().error()).as(check.toString()).isLessThan(GradientCheck.LIMIT);
        assertThat(check.rows()).hasSize(model.parameters().size() + initial.names().size() + (ids ? 0 : 1));
        assertThat(check.rows()).filteredOn(row -> row.name().startsWith("encoder."))
                .allMatch(row -> !row.worst().contains("by the chain rule 0.0,"));
    }
}
