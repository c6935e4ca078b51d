package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.layer.RepeatStep;
import unrolled.model.EncoderDecoder;
import unrolled.model.Network;
import unrolled.model.Start;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class NetworkDiagramTest {
    private static String svg(NetworkDiagram diagram) {
        var matcher = Pattern.compile("base64,([^\"]+)\"").matcher(diagram.html().markup());
        assertThat(matcher.find()).isTrue();
        return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }

    private static List<String> texts(NetworkDiagram diagram) {
        return Pattern.compile("<text[^>]*>(.*?)</text>").matcher(svg(diagram)).results()
                .map(m -> m.group(1).replaceAll("<[^>]*>", "")).toList();
    }

    @Test void theGraphShowsTheModelsOwnSizesAndWeights() {
        var net = Network.of(1, new Recurrent(new ElmanCell(3, 8)), new Dense(8, 2));

        assertThat(texts(NetworkDiagram.unrolled(net))).contains("input, 3 numbers", "elman, 8 units",
                "dense, 2 numbers",
                "W 8×3", "U 8×8", "W 2×8", "h", "x1", "xT", "h1", "h2", "y1", "yT", "…");
    }

    @Test void aManyToOneNetworkAnswersOnceAtTheEnd() {
        var net = Network.of(1, new Recurrent(new LstmCell(1, 4)), new LastStep(), new Dense(4, 1));

        assertThat(texts(NetworkDiagram.unrolled(net))).contains("h, c", "U 16×4", "yT").doesNotContain("y1", "z1");
    }

    @Test void aStackHasARowForEachLayer() {
        var net = Network.of(1, new Recurrent(new ElmanCell(2, 5)), new Recurrent(new LstmCell(5, 4)), new Dense(4, 1));

        assertThat(NetworkDiagram.unrolled(net)).hasToString("""
                Unrolled network, x_t of 2 numbers
                elman: h_t, 5 units, at every step; weights W 5×2; carries h by U 5×5
                lstm: h_t, 4 units, at every step; weights W 16×5; carries h, c by U 16×4
                dense: y_t, 1 number, at every step; weights W 1×4""");
    }

    @Test void aJordanNetworkCarriesItsState() {
        var net = Network.of(1, new Recurrent(new JordanCell(1, 3, 2, 1)));

        assertThat(NetworkDiagram.unrolled(net)).asString().contains("jordan: y_t", "W 3×1", "W_ss");
    }

    private static NetworkDiagram shape(unrolled.layer.Layer... layers) {
        return NetworkDiagram.shape(Network.of(1, layers));
    }

    @Test void theShapeIsFoundInTheModel() {
        assertThat(texts(shape(new Dense(4, 8), new Dense(8, 1)))).contains("one-to-one", "input, 4 numbers",
                "dense, 8 numbers", "output, 1 number", "x", "h", "y").doesNotContain("xT");
        assertThat(texts(shape(new Dense(3, 5), new RepeatStep(4), new Recurrent(new ElmanCell(5, 8)))))
                .contains("one-to-many", "x1", "h1", "h4", "y1", "y4").doesNotContain("x2", "…");
        assertThat(texts(shape(new Recurrent(new LstmCell(1, 16)), new LastStep(), new Dense(16, 1))))
                .contains("many-to-one", "lstm, 16 units", "x1", "xT", "yT").doesNotContain("y1");
        assertThat(texts(shape(new Recurrent(new LstmCell(2, 16)), new Dense(16, 3))))
                .contains("many-to-many, synchronized", "output, 3 numbers", "y1", "yT", "…");
        assertThat(texts(shape(new Recurrent(new LstmCell(2, 6)), new LastStep(), new RepeatStep(7),
                new Recurrent(new LstmCell(6, 5)), new Dense(5, 1))))
                .contains("many-to-many, delayed", "lstm2, 5 units", "e1", "eT", "h1", "h7", "y7");
    }

    @Test void anEncoderAndADecoderAreManyToManyWithADelay() {
        var model = new EncoderDecoder(Network.of(1, new Recurrent(new LstmCell(2, 6))),
                Network.of(2, new Recurrent(new LstmCell(1, 6)), new Dense(6, 1)), Start.zeros()).steps(4);

        assertThat(NetworkDiagram.shape(model)).hasToString("""
                many-to-many, delayed: input, 2 numbers
                  lstm, 6 units: reads every step, no answer yet
                  lstm, 6 units: reads what it answered, an answer at every step
                output, 1 number""");
        assertThat(texts(NetworkDiagram.shape(model))).contains("x1", "eS", "h1", "yT").doesNotContain("y…");
    }

    @Test void aNameNeverBecomesMarkup() {
        var recurrent = new Recurrent(new ElmanCell(1, 2));
        var net = Network.of(1, recurrent.named("<script>alert(1)</script>"));

        assertThat(svg(NetworkDiagram.shape(net))).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(svg(NetworkDiagram.cell(recurrent, ones(3, 1), 0))).doesNotContain("<script>");
        assertThat(NetworkDiagram.shape(net).html().markup()).doesNotContain("<script>");
    }

    private static Sequence ones(int steps, int features) {
        var x = new Sequence(steps, 1, features);
        x.all().fill(1);
        return x;
    }

    private static String chip(double value) {
        return CellCanvas.number(value);
    }

    @Test void theInsideOfAnLstmShowsTheValuesOfTheStep() {
        var layer = new Recurrent(new LstmCell(1, 3));
        Network.of(7, layer);

        var diagram = NetworkDiagram.cell(layer, ones(5, 1), 3);

        assertThat(texts(diagram)).contains("lstm, step t = 4 of 5", "ct−1", "ht−1", "xt", "f σ", "i σ", "g tanh",
                "o σ", "f ⊙ c", "i ⊙ g", "tanh c", "⊙", "+", "ct", "ht");
        var cell = layer.cell();
        var gates = cell.gates();
        for (int j = 0; j < 3; j++) {
            double f = gates.get("f").get(3, j);
            double c = cell.states().get(1).at(2).get(0, j);
            double i = gates.get("i").get(3, j);
            double g = gates.get("g").get(3, j);
            assertThat(texts(diagram)).contains(chip(f), chip(c), chip(f * c), chip(i * g), chip(f * c + i * g));
        }
        assertThat(diagram).asString().contains("x_t = (1.0000)", "c_{t−1} = (", "f_t = (");
    }

    @Test void theInsideOfAGruShowsWhereTheResetGateStands() {
        for (var reset : GruCell.Reset.values()) {
            var layer = new Recurrent(new GruCell(2, 2, reset));
            Network.of(7, layer);

            var texts = texts(NetworkDiagram.cell(layer, ones(4, 2), 2));

            boolean after = reset == GruCell.Reset.AFTER;
            assertThat(texts).contains("z σ", "r σ", "n tanh", "1−", "(1 − z) ⊙ h", "z ⊙ n",
                    after ? "r ⊙ U h" : "r ⊙ h");
            assertThat(texts.contains("Un")).isEqualTo(after);
        }
    }

    @Test void theInsideOfAnElmanCellAddsUp() {
        var layer = new Recurrent(new ElmanCell(2, 1));
        var net = Network.of(7, layer);
        net.parameter("elman.W").set(new DMatrixRMaj(new double[][] {{0.25, 0.5}}));
        net.parameter("elman.U").set(new DMatrixRMaj(new double[][] {{2}}));
        net.parameter("elman.b").set(new DMatrixRMaj(new double[][] {{-0.1}}));

        var texts = texts(NetworkDiagram.cell(layer, ones(3, 2), State.ZERO, 0, 0));

        assertThat(texts).contains("W 1×2", "U 1×1", "0.75", "−0.10", "0.65", chip(Math.tanh(0.65)), "tanh");
    }

    @Test void peepholesAreDashedAndManyUnitsAreCutShort() {
        var layer = new Recurrent(new PeepholeLstmCell(1, 8));
        Network.of(7, layer);

        var diagram = NetworkDiagram.cell(layer, ones(4, 1), 1);

        assertThat(svg(diagram)).contains("stroke-dasharray=\"4 3\"");
        assertThat(texts(diagram)).contains("…");
    }

    @Test void aCellWithoutADrawingAndAStepThatIsNotThereAreRefused() {
        var jordan = new Recurrent(new JordanCell(1, 3, 2, 1));
        Network.of(1, jordan);
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkDiagram.cell(jordan, ones(3, 1), 0))
                .withMessage("NetworkDiagram.cell expects an ElmanCell, LstmCell, PeepholeLstmCell or GruCell, got "
                        + "JordanCell (layer 'jordan')");
        var elman = new Recurrent(new ElmanCell(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkDiagram.cell(elman, ones(3, 1), 3))
                .withMessage("NetworkDiagram.cell expects a step from 0 to 2 and an example from 0 to 0, got step 3 "
                        + "and example 0 (sequence of T=3, B=1, D=1)");
    }
}
