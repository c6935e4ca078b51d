package unrolled.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;

class CellGoldenTest {

    @Test void lstmAgrees() {
        var golden = Golden.of("lstm");

        double worst = GoldenRun.agrees(golden, new Recurrent(new LstmCell(size(golden, "I"), size(golden, "H"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void maskedLstmAgrees() {
        var golden = Golden.of("masked_lstm");

        double worst = GoldenRun.agrees(golden, new Recurrent(new LstmCell(size(golden, "I"), size(golden, "H"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"gru_reset_before, BEFORE", "gru_reset_after, AFTER"})
    void gruAgrees(String name, GruCell.Reset reset) {
        var golden = Golden.of(name);

        double worst = GoldenRun.agrees(golden,
                new Recurrent(new GruCell(size(golden, "I"), size(golden, "H"), reset)));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"jordan, IDENTITY, SIGMOID", "jordan_tanh_state, TANH, TANH"})
    void jordanAgrees(String name, Activation sigmaY, Activation sigmaS) {
        var golden = Golden.of(name);

        double worst = GoldenRun.agrees(golden, new Recurrent(new JordanCell(size(golden, "I"), size(golden, "H"),
                size(golden, "K"), size(golden, "O"), Activation.TANH, sigmaY, sigmaS)));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void outputFeedbackAgrees() {
        var golden = Golden.of("output_feedback");

        double worst = GoldenRun.agrees(golden,
                new Recurrent(new OutputFeedbackCell(size(golden, "I"), size(golden, "O"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void leakyAgrees() {
        var golden = Golden.of("leaky");

        double worst = GoldenRun.agrees(golden,
                new Recurrent(new LeakyCell(size(golden, "I"), size(golden, "H"), golden.number("constants.a"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void skipAgrees() {
        var golden = Golden.of("skip");
        int lag = golden.keys("parameters").stream().filter(name -> name.startsWith("U"))
                .mapToInt(name -> Integer.parseInt(name.substring(1))).max().orElseThrow();

        double worst = GoldenRun.agrees(golden, new Recurrent(new SkipCell(size(golden, "I"), size(golden, "H"), lag)));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    @Test void layerNormElmanAgrees() {
        var golden = Golden.of("layernorm_elman");

        double worst = GoldenRun.agrees(golden,
                new Recurrent(new LayerNormElmanCell(size(golden, "I"), size(golden, "H"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
        assertThat(golden.number("constants.eps")).isEqualTo(LayerNormElmanCell.EPSILON);
    }

    @Test void peepholeLstmAgrees() {
        var golden = Golden.of("lstm_peephole");

        double worst = GoldenRun.agrees(golden,
                new Recurrent(new PeepholeLstmCell(size(golden, "I"), size(golden, "H"))));

        assertThat(worst).isLessThan(GoldenRun.LIMIT);
    }

    private static int size(Golden golden, String letter) {
        return golden.integer("shapes." + letter);
    }
}
