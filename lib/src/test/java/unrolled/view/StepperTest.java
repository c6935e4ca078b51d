package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.GradientFlow;
import unrolled.train.Loss;

class StepperTest {
    private static final double[] WEIGHTS = {0.6, 0.9, -0.2, 0.8, 0.1};      // W, U, b, W_y, b_y
    private static final double[] X = {0.8, 0.8, 0.3};
    private static final double[] TARGET = {0.7, 0.4, 0.2};

    private static Network net() {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 1)), new Dense(1, 1));
        for (int k = 0; k < 5; k++) net.parameters().get(k).value().fill(WEIGHTS[k]);
        return net;
    }

    private static Batch batch() {
        return new Batch(Sequence.of(X), Sequence.of(TARGET));
    }

    private static Stepper walk() {
        return Stepper.backpropagation(net(), Loss.mse().summed(), batch());
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.3f", v).replace('-', '−');
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    // ---- backpropagation

    @Test void forwardsItSaysTheNumbersOfAHandCalculation() {
        double h1 = Math.tanh(0.6 * 0.8 - 0.2);
        double h2 = Math.tanh(0.6 * 0.8 + 0.9 * h1 - 0.2);
        double y2 = 0.8 * h2 + 0.1;

        var steps = walk().steps();

        assertThat(steps).hasSize(14);
        assertThat(steps.get(1)).contains("h_1 = tanh(W x_1 + U h_0 + b) = " + number(h1));
        assertThat(steps.get(3)).contains(" = " + number(h2) + ", from x_2 = 0.800 and h_1 = " + number(h1));
        assertThat(steps.get(4)).contains("y_2 = W_y h_2 + b_y = " + number(y2), "L_2 = "
                + number((y2 - 0.4) * (y2 - 0.4)));
    }

    @Test void backwardsItSaysTheErrorThatGradientFlowMeasures() {
        double[] norms = GradientFlow.of(net(), "elman", Loss.mse().summed(), batch()).norms("h");

        var steps = walk().steps();

        for (int t = 3; t >= 1; t--) {
            var said = steps.get(8 + 2 * (3 - t)).replace("−", "");
            assertThat(said).contains("Together ∂L/∂h_" + t + " = " + number(norms[t]));
        }
    }

    @Test void anEdgeShowsTheFactorOfAStepBack() {
        double h1 = Math.tanh(0.6 * 0.8 - 0.2);
        double h2 = Math.tanh(0.6 * 0.8 + 0.9 * h1 - 0.2);

        var walk = walk();

        assertThat(walk.steps().get(11)).contains("by the factor U σ′ = " + number(0.9 * (1 - h2 * h2)));
        assertThat(walk.svg(11)).contains("× " + number(0.9 * (1 - h2 * h2)));
        assertThat(walk.svg(8)).doesNotContain("× " + number(0.9 * (1 - h2 * h2)));
    }

    @Test void theSumsAreTheModelsGradientInTheEnd() {
        var net = net();
        GradientFlow.of(net, "elman", Loss.mse().summed(), batch());

        var drawn = walk().svg(13);

        for (var parameter : net.parameters()) {
            assertThat(drawn).contains(">" + number(parameter.gradient().get(0)) + "</text>");
        }
    }

    @Test void aNumberIsDrawnWhenItsStepComesAndStays() {
        var walk = walk();
        var h3 = number(Math.tanh(0.6 * 0.3 + 0.9 * Math.tanh(0.6 * 0.8 + 0.9 * Math.tanh(0.28) - 0.2) - 0.2));

        assertThat(walk.svg(4)).doesNotContain(">" + h3 + "<");
        assertThat(walk.svg(5)).contains(">" + h3 + "<");
        assertThat(walk.svg(13)).contains(">" + h3 + "<");
        assertThat(count(walk.svg(0), "<circle")).isEqualTo(13);
    }

    @Test void theGraphOfOneStepAndOfFiveCanBeWalked() {
        for (int steps : new int[] {1, 5}) {
            var batch = new Batch(Sequence.of(new double[steps]), Sequence.of(new double[steps]));

            var walk = Stepper.backpropagation(net(), Loss.mse().summed(), batch);

            assertThat(walk.steps()).hasSize(4 * steps + 2);
        }
    }

    @Test void otherNetworksLossesAndBatchesAreRefused() {
        var wide = Network.of(1, new Recurrent(new ElmanCell(1, 2)), new Dense(2, 1));
        var bent = Network.of(1, new Recurrent(new ElmanCell(1, 1)), new Dense(1, 1, Activation.TANH));
        var many = new Batch(new Sequence(6, 1, 1), new Sequence(6, 1, 1));
        for (var net : List.of(wide, bent)) {
            assertThatThrownBy(() -> Stepper.backpropagation(net, Loss.mse().summed(), batch()))
                    .hasMessageContaining("expects a network of ElmanCell(1, 1) and Dense(1, 1), got 2 layers of "
                            + net.parameterCount() + " parameters");
        }
        assertThatThrownBy(() -> Stepper.backpropagation(net(), Loss.mse().summed(), many))
                .hasMessageContaining("one example of at most 5 steps, got 1 of 6");
        assertThatThrownBy(() -> Stepper.backpropagation(net(), Loss.mse(), batch()))
                .hasMessageContaining("expects a loss that is summed over the steps, got", "add .summed()");
    }

    // ---- cells

    private static void put(Network net, String name, double... values) {
        System.arraycopy(values, 0, net.parameter(name).value().data, 0, values.length);
    }

    private static State state(String name, double value) {
        return State.ZERO.with(name, new SimpleMatrix(new double[][] {{value}}).getDDRM());
    }

    private static Recurrent lstm() {
        var lstm = new Recurrent(new LstmCell(1, 1));
        var net = Network.of(1, lstm);
        put(net, "lstm.W", 1, -2, -1, 1);
        put(net, "lstm.U", 1, 1, 0.5, -1);
        put(net, "lstm.b", 0, 1, 0, 0);
        return lstm;
    }

    @Test void anLstmForgetsStoresUpdatesAndPutsOutWithTheNumbersOfItsLecture() {
        var steps = Stepper.cell(lstm(), Sequence.of(1.0), state("h", 0.5)
                .with("c", new SimpleMatrix(new double[][] {{0.8}}).getDDRM()), 0, 0).steps();

        assertThat(steps).hasSize(6);
        assertThat(steps.get(1)).startsWith("Forget:").contains("= 0.378", "f_t ⊙ c_{t−1} = 0.302");
        assertThat(steps.get(2)).startsWith("Store:").contains("= −0.635", "= 0.818", "i_t ⊙ g_t = −0.519");
        assertThat(steps.get(3)).startsWith("Update:").contains("= −0.217");
        assertThat(steps.get(4)).startsWith("Output:").contains("= 0.622", "= −0.133");
    }

    @Test void oneRegionIsLitAtATimeAndAllInTheEnd() {
        var walk = Stepper.cell(lstm(), Sequence.of(1.0), State.ZERO, 0, 0);

        for (int k = 0; k < 6; k++) assertThat(count(walk.svg(k), "<mask")).isEqualTo(1);
        assertThat(walk.svg(1)).isNotEqualTo(walk.svg(2));
        assertThat(walk.svg(5)).contains("<path d=\"" + CellWalk.ALL + "\" fill=\"#fff\"");
    }

    @Test void aGruUpdatesResetsAndMixesWithTheNumbersOfItsLecture() {
        var gru = new Recurrent(new GruCell(1, 1));
        var net = Network.of(1, gru);
        put(net, "gru.W", 1, -1, 2);
        put(net, "gru.U", 0.5, 0.5, 1);
        put(net, "gru.b", 0, 1, 0);

        var steps = Stepper.cell(gru, Sequence.of(0.5), state("h", 0.4), 0, 0).steps();

        assertThat(steps.get(1)).startsWith("Update gate:").contains("= 0.668");
        assertThat(steps.get(2)).startsWith("Reset gate:").contains("= 0.668");
        assertThat(steps.get(3)).startsWith("Candidate:").contains("= 0.853");
        assertThat(steps.get(4)).startsWith("Mix:").contains("= 0.703");
    }

    @Test void aJordanCellSaysStateHiddenLayerAndOutputAsByHand() {
        var jordan = new Recurrent(new JordanCell(1, 1, 1, 1));
        var net = Network.of(1, jordan);
        for (var name : List.of("W", "U", "V", "W_ss", "W_sy")) put(net, "jordan." + name, 0.5);
        double s1 = 0.5;
        double y1 = 0.5 * Math.tanh(0.5 * s1 + 0.5);
        double s2 = 1 / (1 + Math.exp(-(0.5 * s1 + 0.5 * y1)));
        double h2 = Math.tanh(0.5 * s2 + 0.5 * 2);

        var steps = Stepper.cell(jordan, Sequence.of(1.0, 2.0), State.ZERO, 1, 0).steps();

        assertThat(steps.get(0)).contains("s_{t−1} = 0.500", "ŷ_{t−1} = " + number(y1), "x_t = 2.000");
        assertThat(steps.get(1)).startsWith("State:").contains("= " + number(s2));
        assertThat(steps.get(2)).startsWith("Hidden layer:").contains("= tanh(U s_t + W x_t + b_h) = " + number(h2));
        assertThat(steps.get(3)).startsWith("Output:").contains("= " + number(0.5 * h2));
    }

    @Test void theHiddenLayerOfAJordanCellGivesTheOutputThatTheModelPutsOut() {
        var jordan = new Recurrent(new JordanCell(2, 3, 2, 1));
        var net = Network.of(7, jordan);
        var x = Sequence.of(new double[][] {{0.3, -1}, {0.7, 0.2}});

        var steps = Stepper.cell(jordan, x, State.ZERO, 1, 0).steps();

        assertThat(steps.get(3)).contains("= " + number(net.predict(x).get(1, 0, 0)) + ".");
    }

    @Test void otherCellsAndStepsThatAreNotThereAreRefused() {
        var elman = new Recurrent(new ElmanCell(1, 1));
        Network.of(1, elman);
        assertThatThrownBy(() -> Stepper.cell(elman, Sequence.of(1.0), State.ZERO, 0, 0))
                .hasMessageContaining("expects an LstmCell, GruCell or JordanCell, got ElmanCell (layer 'elman')");
        assertThatThrownBy(() -> Stepper.cell(lstm(), Sequence.of(1.0), State.ZERO, 1, 0))
                .hasMessageContaining("expects a step from 0 to 0", "got step 1");
        var jordan = new Recurrent(new JordanCell(1, 1, 1, 1));
        Network.of(1, jordan);
        assertThatThrownBy(() -> Stepper.cell(jordan, Sequence.of(1.0), State.ZERO, 0, 2))
                .hasMessageContaining("got step 0 and example 2");
    }

    // ---- the page

    @Test void withoutScriptsTheLastStepIsShownAndAllStandBelowInWords() {
        var markup = walk().html().markup();

        assertThat(markup).contains("<img alt=\"Back, t = 1:", "src=\"data:image/svg+xml;base64,",
                "<ol start=\"0\"><li>",
                "<div class=\"walk\" hidden", "<button type=\"button\">first</button>");
        assertThat(count(markup, "<li>")).isEqualTo(14);
        assertThat(walk().toString()).contains("\n  1. Step t = 1: h_1 = ");
    }

    @Test void aStepperIsSmall() {
        assertThat(walk().html().markup()).hasSizeLessThan(60_000);
    }
}
