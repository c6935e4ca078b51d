package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.LayerNorm;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** The files were written by the safetensors package for Python; {@code src/test/python/torch_state_dicts.py}. */
class TorchImportTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"elman_tanh, TANH, f64, 1e-10", "elman_tanh, TANH, f32, 1e-5", "elman_relu, RELU, f64, 1e-10",
            "elman_relu, RELU, f32, 1e-5"})
    void rnnAndLinearGiveTheOutputsOfPyTorch(String name, Activation sigma, String precision, double limit) {
        var file = file(name, precision);
        var net = Network.of(1, new Recurrent(new ElmanCell(size(file, 1), hidden(file), sigma)),
                new Dense(hidden(file), rows(file, "fc.weight")));

        TorchImport.read(path(name, precision)).module("rnn", net.layer("elman")).module("fc", net.layer("dense"))
                .apply();

        assertThat(difference(net, file, Map.of("h", "elman.h"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void lstmGivesTheOutputsOfPyTorch(String precision, double limit) {
        var file = file("lstm", precision);
        var net = Network.of(1, new Recurrent(new LstmCell(size(file, 1), hidden(file))));

        TorchImport.read(path("lstm", precision)).module("rnn", net.layer("lstm")).apply();

        assertThat(difference(net, file, Map.of("h", "lstm.h", "c", "lstm.c"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void gruGivesTheOutputsOfPyTorch(String precision, double limit) {
        var file = file("gru_reset_after", precision);
        var net = Network.of(1, new Recurrent(new GruCell(size(file, 1), hidden(file), GruCell.Reset.AFTER)));

        TorchImport.read(path("gru_reset_after", precision)).module("rnn.", net.layer("gru")).apply();

        assertThat(difference(net, file, Map.of("h", "gru.h"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void stackedLayersGiveTheOutputsOfPyTorch(String precision, double limit) {
        var file = file("stacked_lstm", precision);
        var net = Network.of(1, new Recurrent(new LstmCell(size(file, 1), hidden(file))),
                new Recurrent(new LstmCell(hidden(file), hidden(file))));

        TorchImport.read(path("stacked_lstm", precision)).module("rnn", net.layer("lstm"), net.layer("lstm2")).apply();

        assertThat(difference(net, file, Map.of("layer0.h", "lstm.h", "layer0.c", "lstm.c", "layer1.h", "lstm2.h",
                "layer1.c", "lstm2.c"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void bidirectionalLstmGivesTheOutputsOfPyTorch(String precision, double limit) {
        var file = file("bidirectional_lstm", precision);
        var net = Network.of(1, new Bidirectional(new LstmCell(size(file, 1), hidden(file)),
                new LstmCell(size(file, 1), hidden(file))));

        TorchImport.read(path("bidirectional_lstm", precision)).module("rnn", net.layer("bidirectional")).apply();

        assertThat(difference(net, file, Map.of("forward.h", "bidirectional.forward.h", "forward.c",
                "bidirectional.forward.c", "backward.h", "bidirectional.backward.h", "backward.c",
                "bidirectional.backward.c"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void bidirectionalGruGivesTheOutputsOfPyTorch(String precision, double limit) {
        var file = file("bidirectional_gru", precision);
        var net = Network.of(1, new Bidirectional(new GruCell(size(file, 1), hidden(file), GruCell.Reset.AFTER),
                new GruCell(size(file, 1), hidden(file), GruCell.Reset.AFTER)));

        TorchImport.read(path("bidirectional_gru", precision)).module("rnn", net.layer("bidirectional")).apply();

        assertThat(difference(net, file, Map.of("forward.h", "bidirectional.forward.h", "backward.h",
                "bidirectional.backward.h"))).isLessThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1e-10", "f32, 1e-5"})
    void embeddingGivesTheVectorsOfPyTorch(String precision, double limit) {
        var file = file("embedding", precision);
        var net = Network.of(1, new Embedding(rows(file, "embed.weight"), (int) file.shape("embed.weight")[1]));

        TorchImport.read(path("embedding", precision)).module("embed", net.layer("embedding")).apply();

        assertThat(difference(net, file, Map.of())).isLessThan(limit);
    }

    @Test void layerNormTakesWeightAndBias() {
        var net = Network.of(1, new LayerNorm(3));
        var weight = new DMatrixRMaj(3, 1, true, 1, 2, 3);
        var file = changed(new LinkedHashMap<>(Map.of("ln.weight", weight, "ln.bias", filled(3, 1))), tensors -> { });

        TorchImport.read(file).module("ln", net.layer("norm")).apply();

        assertThat(net.parameter("norm.gain").value().data).containsExactly(1, 2, 3);
        assertThat(net.parameter("norm.shift").value().data).containsOnly(0.5);
    }

    @Test void refusesASecondDirectionThatNobodyTakes() {
        var torch = TorchImport.read(path("bidirectional_lstm", "f64"));

        assertThatThrownBy(() -> torch.module("rnn", new Recurrent(new LstmCell(3, 5))))
                .hasMessageContaining("got also [rnn.bias_hh_l0_reverse, ");
    }

    @Test void tellsWhichTensorsNobodyTook() {
        var net = Network.of(1, new Recurrent(new ElmanCell(3, 6)));

        var torch = TorchImport.read(path("elman_tanh", "f64")).module("rnn", net.layer("elman"));

        assertThat(torch.unused()).containsExactlyInAnyOrder("fc.weight", "fc.bias", "input", "output", "initial.h");
    }

    @Test void aModuleWithoutBiasesGivesZeros() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 3)));
        var file = changed(lstm(2, 3), tensors -> tensors.keySet().removeIf(name -> name.startsWith("bias")));

        TorchImport.read(file).module("", net.layer("lstm")).apply();

        assertThat(net.parameter("lstm.b").value().data).containsOnly(0);
        assertThat(net.parameter("lstm.W").value().data).containsOnly(0.5);
    }

    @Test void nothingChangesBeforeApply() {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 3)));
        var before = net.snapshot();

        TorchImport.read(changed(lstm(2, 3), tensors -> { })).module("", net.layer("lstm"));

        assertUnchanged(net, before);
    }

    @Test void refusesAMissingTensor() {
        refused(tensors -> tensors.remove("weight_hh_l0"), "expects the tensor, got only [", "tensor 'weight_hh_l0'");
        refused(tensors -> tensors.remove("bias_hh_l0"), "expects the tensor, got only [", "tensor 'bias_hh_l0'");
    }

    @Test void refusesAnotherShape() {
        refused(tensors -> tensors.put("weight_ih_l0", new DMatrixRMaj(12, 4)),
                "TorchImport expects 12×2 for lstm.W, got 12×4 (", "tensor 'weight_ih_l0'");
    }

    @Test void refusesAModuleWithMoreThanTheLayersTake() {
        refused(tensors -> tensors.put("weight_hr_l0", new DMatrixRMaj(2, 3)),
                "TorchImport expects a module whose weights all find a place, got also [weight_hr_l0] (",
                "does it have more layers, a second direction or a projection?");
    }

    @Test void refusesADamagedFile() {
        assertThatThrownBy(() -> TorchImport.read(folder.resolve("none")))
                .hasMessageContaining("expects a file, got none");
    }

    @Test void refusesLayersThatPyTorchHasNot() {
        var torch = TorchImport.read(path("lstm", "f64"));

        assertThatThrownBy(() -> torch.module("rnn", new Recurrent(new GruCell(4, 6))))
                .hasMessageContaining("got GruCell with Reset.BEFORE; PyTorch resets after the product (")
                .hasMessageContaining("(Recurrent 'gru')");
        assertThatThrownBy(() -> torch.module("rnn", new Recurrent(new ElmanCell(4, 6, Activation.SIGMOID))))
                .hasMessageContaining("got ElmanCell with SIGMOID (Recurrent 'elman')");
        assertThatThrownBy(() -> torch.module("rnn", new Recurrent(new JordanCell(4, 6, 3, 2))))
                .hasMessageContaining("TorchImport expects a cell that torch.nn has")
                .hasMessageContaining("got JordanCell");
        assertThatThrownBy(() -> torch.module("rnn", new LastStep())).hasMessageContaining("got LastStep 'last'");
        assertThatThrownBy(() -> torch.module("rnn", new Dense(4, 6), new Dense(6, 2)))
                .hasMessageContaining("TorchImport expects recurrent layers for a stacked module, got Dense 'dense' "
                        + "(module 'rnn.')");
    }

    // ---- files of our own

    private static Map<String, DMatrixRMaj> lstm(int features, int hidden) {
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        tensors.put("weight_ih_l0", filled(4 * hidden, features));
        tensors.put("weight_hh_l0", filled(4 * hidden, hidden));
        tensors.put("bias_ih_l0", filled(4 * hidden, 1));
        tensors.put("bias_hh_l0", filled(4 * hidden, 1));
        return tensors;
    }

    private static DMatrixRMaj filled(int rows, int cols) {
        var matrix = new DMatrixRMaj(rows, cols);
        matrix.fill(0.5);
        return matrix;
    }

    private Path changed(Map<String, DMatrixRMaj> tensors, Consumer<Map<String, DMatrixRMaj>> change) {
        change.accept(tensors);
        var file = folder.resolve("torch.safetensors");
        Safetensors.write(file, tensors, Map.of(), DType.F32);
        return file;
    }

    private void refused(Consumer<Map<String, DMatrixRMaj>> change, String... parts) {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 3)));
        var before = net.snapshot();
        var torch = TorchImport.read(changed(lstm(2, 3), change));

        assertThatThrownBy(() -> torch.module("", net.layer("lstm"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
        torch.apply();
        assertUnchanged(net, before);
    }

    private static void assertUnchanged(Network net, java.util.List<DMatrixRMaj> before) {
        for (int k = 0; k < before.size(); k++) {
            assertThat(net.parameters().get(k).value().data).isEqualTo(before.get(k).data);
        }
    }

    // ---- files of Python

    private static Path path(String name, String precision) {
        return SafetensorsTest.python(name + "-" + precision);
    }

    private static Safetensors file(String name, String precision) {
        return Safetensors.read(path(name, precision));
    }

    private static int rows(Safetensors file, String name) {
        return (int) file.shape(name)[0];
    }

    private static int hidden(Safetensors file) {
        return (int) file.shape("rnn.weight_hh_l0")[1];
    }

    private static int size(Safetensors file, int dimension) {
        return (int) file.shape("rnn.weight_ih_l0")[dimension];
    }

    /**
     * The largest |ours − PyTorch's| of the outputs; the parts of the file's initial state have our names as values.
     */
    private static double difference(Network net, Safetensors file, Map<String, String> parts) {
        var initial = State.ZERO;
        for (var part : parts.entrySet()) {
            initial = initial.with(part.getValue(), file.matrix("initial." + part.getKey()));
        }
        var y = net.predict(sequence(file, "input"), initial);
        var expected = sequence(file, "output");
        assertThat(y).hasToString(expected.toString());
        double worst = 0;
        for (int j = 0; j < expected.matrix().getNumElements(); j++) {
            worst = Math.max(worst, Math.abs(y.matrix().data[j] - expected.matrix().data[j]));
        }
        return worst;
    }

    /** [T][B][D]; [T][B] for ids. */
    private static Sequence sequence(Safetensors file, String name) {
        var shape = file.shape(name);
        var s = new Sequence((int) shape[0], (int) shape[1], shape.length == 2 ? 1 : (int) shape[2]);
        System.arraycopy(file.values(name), 0, s.matrix().data, 0, s.matrix().getNumElements());
        return s;
    }
}
