package unrolled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.layer.Attention;
import unrolled.layer.AttentionGoldenTest;
import unrolled.layer.Bidirectional;
import unrolled.layer.CompositionGoldenTest;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Layer;
import unrolled.layer.LayerNorm;
import unrolled.layer.MeanOverTime;
import unrolled.layer.Recurrent;
import unrolled.layer.RepeatStep;
import unrolled.layer.Residual;
import unrolled.math.Activation;
import unrolled.math.Parameter;
import unrolled.math.Rng;
import unrolled.model.EchoStateNetwork;
import unrolled.model.EncoderDecoder;
import unrolled.model.Model;
import unrolled.model.Network;
import unrolled.model.Start;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientCheck;
import unrolled.train.Loss;

/**
 * The table of all architectures: parameters by the formula of the lecture, the worst error of the gradient check (with
 * padding, a given initial state and a training pass), the largest difference from the golden values.
 *
 * <p>Another architecture is another row: add it to one of the lists of {@link #rows}, or add a list of your own.
 */
class ArchitectureReportGoldenTest {

    private static final int STEPS = 4;
    private static final int BATCH = 3;
    private static final int[] LENGTHS = {2, 4, 3};
    private static final int D = 2;
    private static final int H = 5;

    /**
     * One architecture.
     *
     * @param formula how its parameters are counted, as text
     * @param count what the formula gives for this model
     * @param golden the largest difference from golden values; null where there is no case
     */
    record Row(String name, String formula, int count, Supplier<? extends Model> model, DoubleSupplier golden) {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(simpleCells());
        rows.addAll(longMemory());
        rows.addAll(gatedCells());
        rows.addAll(compositions());
        rows.addAll(sequenceShapes());
        return rows;
    }

    private static List<Row> simpleCells() {
        int elman = H * (H + D + 1);
        int jordan = H * (6 + D + 1) + 7 * (H + 1) + 6 * (6 + 7 + 1);
        return List.of(
                row("Elman, tanh", "H(H+D+1)", elman, () -> new ElmanCell(D, H), withReadout("elman_tanh")),
                row("Elman, sigmoid", "H(H+D+1)", elman, () -> new ElmanCell(D, H, Activation.SIGMOID),
                        withReadout("elman_sigmoid")),
                row("Elman, ReLU", "H(H+D+1)", elman, () -> new ElmanCell(D, H, Activation.RELU),
                        withReadout("elman_relu")),
                row("Elman, IRNN", "H(H+D+1)", elman, () -> ElmanCell.irnn(D, H), null),
                row("Elman, recurrent dropout", "H(H+D+1)", elman,
                        () -> new ElmanCell(D, H).recurrentDropout(0.3), null),
                row("Output feedback", "O(O+D+1)", elman, () -> new OutputFeedbackCell(D, H), golden("output_feedback",
                        g -> new OutputFeedbackCell(size(g, "I"), size(g, "O")))),
                row("Jordan", "H(S+D+1)+O(H+1)+S(S+O+1)", jordan, () -> new JordanCell(D, H, 6, 7),
                        golden("jordan", g -> jordan(g, Activation.IDENTITY, Activation.SIGMOID))),
                row("Jordan, tanh", "H(S+D+1)+O(H+1)+S(S+O+1)", jordan,
                        () -> new JordanCell(D, H, 6, 7, Activation.TANH, Activation.TANH, Activation.TANH),
                        golden("jordan_tanh_state", g -> jordan(g, Activation.TANH, Activation.TANH))),
                row("Jordan, teacher forcing", "H(S+D+1)+O(H+1)+S(S+O+1)", jordan,
                        () -> new JordanCell(D, H, 6, 7).teacherForcing(), null));
    }

    /** Long memory without gates. */
    private static List<Row> longMemory() {
        int elman = H * (H + D + 1);
        return List.of(
                row("Leaky, fixed", "H(H+D+1)", elman, () -> new LeakyCell(D, H, 0.3), golden("leaky",
                        g -> new LeakyCell(size(g, "I"), size(g, "H"), g.number("constants.a")))),
                row("Leaky, learned", "H(H+D+1)+H", elman + H, () -> LeakyCell.learned(D, H, 0.8), null),
                row("Skip connection, lag 3", "H(2H+D+1)", H * (2 * H + D + 1), () -> new SkipCell(D, H, 3),
                        golden("skip", g -> new SkipCell(size(g, "I"), size(g, "H"), lag(g)))),
                row("Elman, layer normalization", "H(H+D+2)", H * (H + D + 2), () -> new LayerNormElmanCell(D, H),
                        golden("layernorm_elman", g -> new LayerNormElmanCell(size(g, "I"), size(g, "H")))));
    }

    private static List<Row> gatedCells() {
        int elman = H * (H + D + 1);
        return List.of(
                row("LSTM", "4H(H+D+1)", 4 * elman, () -> new LstmCell(D, H),
                        golden("lstm", g -> new LstmCell(size(g, "I"), size(g, "H")))),
                row("LSTM, padded", "4H(H+D+1)", 4 * elman, () -> new LstmCell(D, H),
                        golden("masked_lstm", g -> new LstmCell(size(g, "I"), size(g, "H")))),
                row("LSTM, recurrent dropout", "4H(H+D+1)", 4 * elman,
                        () -> new LstmCell(D, H).recurrentDropout(0.3), null),
                row("LSTM, peepholes", "4H(H+D+1)+3H", 4 * elman + 3 * H, () -> new PeepholeLstmCell(D, H),
                        golden("lstm_peephole", g -> new PeepholeLstmCell(size(g, "I"), size(g, "H")))),
                row("GRU, reset before", "3H(H+D+1)", 3 * elman, () -> new GruCell(D, H),
                        golden("gru_reset_before", g -> new GruCell(size(g, "I"), size(g, "H")))),
                row("GRU, reset after", "3H(H+D+1)+H", 3 * elman + H, () -> new GruCell(D, H, GruCell.Reset.AFTER),
                        golden("gru_reset_after", g -> new GruCell(size(g, "I"), size(g, "H"), GruCell.Reset.AFTER))),
                row("GRU, recurrent dropout", "3H(H+D+1)", 3 * elman,
                        () -> new GruCell(D, H).recurrentDropout(0.3), null));
    }

    private static List<Row> compositions() {
        int elman = H * (H + D + 1);
        return List.of(
                row("Two layers of LSTM", "4H(H+D+1)+4H(2H+1)", 4 * elman + 4 * H * (2 * H + 1),
                        goldenLayer("stacked_lstm", g -> stacked(size(g, "I"), size(g, "H"))),
                        new Recurrent(new LstmCell(D, H)), new Recurrent(new LstmCell(H, H))),
                row("Bidirectional LSTM", "8H(H+D+1)", 8 * elman,
                        goldenLayer("bidirectional_lstm",
                                g -> twice(() -> new LstmCell(size(g, "I"), size(g, "H")))),
                        twice(() -> new LstmCell(D, H))),
                row("Bidirectional GRU, reset after", "6H(H+D+1)+2H", 6 * elman + 2 * H,
                        goldenLayer("bidirectional_gru",
                                g -> twice(() -> new GruCell(size(g, "I"), size(g, "H"), GruCell.Reset.AFTER))),
                        twice(() -> new GruCell(D, H, GruCell.Reset.AFTER))),
                row("Residual GRU on Elman", "H(H+D+1)+3H(2H+1)", elman + 3 * H * (2 * H + 1), null,
                        new Recurrent(new ElmanCell(D, H)), new Residual(new Recurrent(new GruCell(H, H)))),
                row("Elman, dropout", "H(H+D+1)", elman, null, new Recurrent(new ElmanCell(D, H)), new Dropout(0.3)),
                row("Elman, dropout over time", "H(H+D+1)", elman, null,
                        new Recurrent(new ElmanCell(D, H)), Dropout.sameOverTime(0.3)),
                row("Elman, then layer norm", "H(H+D+1)+2H", elman + 2 * H, null,
                        new Recurrent(new ElmanCell(D, H)), new LayerNorm(H)),
                row("Embedding, Elman", "ND+H(H+D+1)", 7 * D + elman, CompositionGoldenTest::embedding,
                        new Embedding(7, D), new Recurrent(new ElmanCell(D, H))),
                new Row("Echo state network", "H(H+D+1)+O(H+1)", H * (H + D + 1) + 3 * (H + 1),
                        () -> new EchoStateNetwork(1, D, H, 3).density(0.8).network(), null));
    }

    private static List<Row> sequenceShapes() {
        int elman = H * (H + D + 1);
        int pair = 6 * elman + D * (H + 1);
        int A = 4;
        return List.of(
                row("Many to one, last step", "H(H+D+1)", elman, null,
                        new Recurrent(new ElmanCell(D, H)), new LastStep()),
                row("Many to one, mean over time", "H(H+D+1)", elman, null,
                        new Recurrent(new ElmanCell(D, H)), new MeanOverTime()),
                row("One to many, repeated", "H(H+D+1)+3H(2H+1)", elman + 3 * H * (2 * H + 1), null,
                        new Recurrent(new ElmanCell(D, H)), new LastStep(), new RepeatStep(3),
                        new Recurrent(new GruCell(H, H))),
                row("One to many, first step", "H(H+D+1)+3H(2H+1)", elman + 3 * H * (2 * H + 1), null,
                        new Recurrent(new ElmanCell(D, H)), new LastStep(), RepeatStep.firstOnly(3),
                        new Recurrent(new GruCell(H, H))),
                new Row("GRU to GRU, forced", "6H(H+D+1)+D(H+1)", pair, () -> pair(null, 0), null),
                new Row("GRU to GRU, own outputs fed", "6H(H+D+1)+D(H+1)", pair, () -> pair(null, 0).teacherRatio(0),
                        null),
                new Row("… with attention, dot", "6H(H+D+1)+D(2H+1)", pair + D * H, () -> pair(Attention.dot(H), H),
                        () -> AttentionGoldenTest.worst("attention_dot")),
                new Row("… projected", "… +D·A+3AH", pair + D * A + 3 * A * H, () -> pair(Attention.dot(H, H, A), A),
                        () -> AttentionGoldenTest.worst("attention_dot_projected")),
                new Row("… additive", "… +D·H+A(2H+1)", pair + D * H + A * (2 * H + 1),
                        () -> pair(Attention.additive(H, H, A), H).teacherRatio(0.5),
                        () -> AttentionGoldenTest.worst("attention_additive")));
    }

    /** GRU encoder and decoder of numbers, D features in and out. */
    private static EncoderDecoder pair(Attention attention, int context) {
        var layers = new ArrayList<Layer>(List.of(new Recurrent(new GruCell(D, H))));
        if (attention != null) layers.add(attention);
        layers.add(new Dense(H + context, D));
        return new EncoderDecoder(Network.of(7, new Recurrent(new GruCell(D, H))),
                Network.of(8, layers.toArray(Layer[]::new)), Start.lastInput()).steps(3);
    }

    private static Row row(String name, String formula, int count, Supplier<Cell> cell, DoubleSupplier golden) {
        return new Row(name, formula, count, () -> Network.of(7, new Recurrent(cell.get())), golden);
    }

    private static Row row(String name, String formula, int count, DoubleSupplier golden, Layer... layers) {
        return new Row(name, formula, count, () -> Network.of(7, layers), golden);
    }

    private static Layer twice(Supplier<Cell> cell) {
        return new Bidirectional(cell.get(), cell.get());
    }

    // ---- golden values

    private interface Maker {
        Cell make(Golden golden);
    }

    private interface LayerMaker {
        Layer make(Golden golden);
    }

    private static DoubleSupplier goldenLayer(String name, LayerMaker layer) {
        return () -> {
            var golden = Golden.of(name);
            return GoldenRun.agrees(golden, layer.make(golden));
        };
    }

    private static Layer stacked(int I, int H) {
        return new NetworkLayer(Network.of(1, new Recurrent(new LstmCell(I, H)).named("layer0"),
                new Recurrent(new LstmCell(H, H)).named("layer1")));
    }

    private static DoubleSupplier golden(String name, Maker cell) {
        return () -> {
            var golden = Golden.of(name);
            return GoldenRun.agrees(golden, new Recurrent(cell.make(golden)));
        };
    }

    /** The Elman cases end with a linear output layer, V and c. */
    private static DoubleSupplier withReadout(String name) {
        return () -> {
            var golden = Golden.of(name);
            var sigma = Activation.valueOf(name.substring("elman_".length()).toUpperCase(Locale.ROOT));
            var layer = new Composed(
                    new Recurrent(new ElmanCell(size(golden, "I"), size(golden, "H"), sigma)),
                    new Dense(size(golden, "H"), size(golden, "O")).named("head"));
            return GoldenRun.agrees(golden, layer, Map.of("head.W", "V", "head.b", "c"));
        };
    }

    private static JordanCell jordan(Golden golden, Activation sigmaY, Activation sigmaS) {
        return new JordanCell(size(golden, "I"), size(golden, "H"), size(golden, "K"), size(golden, "O"),
                Activation.TANH, sigmaY, sigmaS);
    }

    private static int lag(Golden golden) {
        return golden.keys("parameters").stream().filter(name -> name.startsWith("U"))
                .mapToInt(name -> Integer.parseInt(name.substring(1))).max().orElseThrow();
    }

    private static int size(Golden golden, String letter) {
        return golden.integer("shapes." + letter);
    }

    /** A cell and an output layer, seen as one layer; the state is the cell's. */
    private static final class Composed extends Layer {

        private final Layer first;
        private final Layer second;

        Composed(Layer first, Layer second) {
            super("composed", first.inputs().orElseThrow(), second.outputs(first.outputs(1)));
            this.first = first;
            this.second = second;
            second.parameters().forEach(p -> p.ownedBy(second.name()));
        }

        @Override public Sequence forward(Sequence x, State initial, Pass pass) {
            return second.forward(first.forward(x, initial, pass), State.ZERO, pass);
        }

        @Override public Sequence backward(Sequence dy, State dLast) {
            return first.backward(second.backward(dy, State.ZERO), dLast);
        }

        @Override public List<Parameter> parameters() {
            var all = new ArrayList<>(first.parameters());
            all.addAll(second.parameters());
            return all;
        }

        @Override public State lastState() {
            return first.lastState();
        }

        @Override public State initialGradient() {
            return first.initialGradient();
        }
    }

    // ---- the report

    @Test void everyArchitectureIsCountedCheckedAndEqualToItsGoldenValues() {
        var report = new StringBuilder(String.format("%n%-31s %-26s %10s %12s %12s%n",
                "architecture", "parameters", "number", "gradient", "golden"));
        for (var row : rows()) {
            var model = row.model().get();
            double gradient = gradientError(model);
            double golden = row.golden() == null ? Double.NaN : row.golden().getAsDouble();
            report.append(String.format(Locale.ROOT, "%-31s %-26s %10d %12.1e %12s%n", row.name(), row.formula(),
                    model.parameterCount(), gradient, Double.isNaN(golden) ? "–" : String.format("%.1e", golden)));

            assertThat(model.parameterCount()).as(row.name()).isEqualTo(row.count());
            assertThat(gradient).as(row.name()).isLessThan(GradientCheck.LIMIT);
            if (row.golden() != null) assertThat(golden).as(row.name()).isLessThanOrEqualTo(GoldenRun.LIMIT);
        }
        System.out.println(report);
    }

    @Test void everyLossGoesBackThroughEveryArchitecture() {
        var losses = List.of(Loss.mse(), Loss.mae(), Loss.huber(0.7), Loss.softmaxCrossEntropy(),
                Loss.softmaxCrossEntropy(0.1), Loss.binaryCrossEntropy(), Loss.mse().summed());
        for (var row : rows()) {
            for (var loss : losses) {
                double error = gradientError(row.model().get(), loss);

                assertThat(error).as("%s with %s", row.name(), loss).isLessThan(GradientCheck.LIMIT);
            }
        }
    }

    /** The worst error of any parameter, the input and every part of the initial state. */
    private static double gradientError(Model model) {
        return gradientError(model, Loss.mse());
    }

    private static double gradientError(Model model, Loss loss) {
        var rng = new Rng(7);
        Samples.randomize(model.parameters(), rng);
        var x = (model.readsIds() ? Samples.ids(STEPS, BATCH, 7, 7) : Samples.sequence(STEPS, BATCH, D, 7))
                .withLengths(LENGTHS);
        var y = model.predict(x);
        var forced = Samples.sequence(y.steps(), y.batch(), y.features(), rng);
        var initial = model instanceof EncoderDecoder pair ? pair.encoder().lastState().prefixed("encoder")
                : model.lastState();
        var batch = new Batch(x, target(loss, y, forced, rng));
        return GradientCheck.of(model, loss, batch, Samples.state(initial, rng),
                Pass.train(11, forced)).worst().error();
    }

    /** What the loss compares with: a class for each step, zeros and ones, or any numbers. */
    private static Sequence target(Loss loss, Sequence y, Sequence numbers, Rng rng) {
        var name = loss.toString();
        if (!name.contains("cross-entropy")) return numbers;
        boolean classes = name.contains("softmax");
        var target = new Sequence(y.steps(), y.batch(), classes ? 1 : y.features());
        double[] values = target.matrix().data;
        for (int j = 0; j < values.length; j++) values[j] = rng.below(classes ? y.features() : 2);
        return target;
    }
}
