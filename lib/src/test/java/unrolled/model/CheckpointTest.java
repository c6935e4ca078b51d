package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static unrolled.math.Activation.TANH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.cell.StackedCell;
import unrolled.layer.Attention;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.LayerNorm;
import unrolled.layer.MeanOverTime;
import unrolled.layer.Recurrent;
import unrolled.layer.RepeatStep;
import unrolled.layer.Residual;
import unrolled.math.Activation;
import unrolled.math.Rng;
import unrolled.seq.Sequence;

class CheckpointTest {

    @TempDir Path folder;

    static List<Network> networks() {
        return List.of(
                Network.of(1, new Recurrent(new ElmanCell(2, 5)), new Dense(5, 3)),
                Network.of(2, new Recurrent(new ElmanCell(2, 5, Activation.RELU)), new LastStep(),
                        new Dense(5, 1, Activation.SIGMOID)),
                Network.of(3, new Recurrent(new LstmCell(2, 4)), new Recurrent(new LstmCell(4, 3)).named("second"),
                        new Dense(3, 2).named("head")),
                Network.of(4, new Recurrent(new GruCell(2, 4)), new Recurrent(new GruCell(4, 3, GruCell.Reset.AFTER))),
                Network.of(5, new Recurrent(new JordanCell(2, 5, 4, 3))),
                Network.of(6, new Recurrent(new JordanCell(2, 5, 4, 3, Activation.RELU, Activation.SIGMOID, TANH)
                        .teacherForcing())),
                Network.of(7, new Embedding(11, 4), new Bidirectional(new LstmCell(4, 3), new GruCell(4, 2)),
                        new LayerNorm(5), new Dropout(0.25), new MeanOverTime(), new Dense(5, 2)),
                Network.of(8, new Dense(2, 5), new Residual(new Recurrent(new LstmCell(5, 5).recurrentDropout(0.5)),
                        Dropout.sameOverTime(0.1), new Dense(5, 5).named("inner")), new LastStep()),
                Network.of(9, new Dense(2, 3), new LastStep(), new RepeatStep(4)),
                Network.of(10, new Dense(2, 3), new LastStep(), RepeatStep.firstOnly(3)),
                Network.of(11, new Recurrent(new OutputFeedbackCell(2, 3, Activation.SIGMOID)),
                        new Recurrent(new LeakyCell(3, 4, 0.3)), new Recurrent(LeakyCell.learned(4, 5, 0.9)),
                        new Recurrent(new SkipCell(5, 4, 24)), new Recurrent(new LayerNormElmanCell(4, 3)),
                        new Recurrent(new PeepholeLstmCell(3, 2).recurrentDropout(0.2))),
                new EchoStateNetwork(12, 2, 6, 1).leakingRate(0.4).density(0.8).network());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void predictionsAfterLoadingAreIdentical(Network net) {
        var x = net.readsIds() ? ids() : random(6, 3, net.inputs());

        Checkpoint.save(net, file());
        var loaded = Checkpoint.load(file());

        assertThat(loaded.predict(x).matrix().data).isEqualTo(net.predict(x).matrix().data);
        assertThat(loaded.summary().print()).isEqualTo(net.summary().print());
        assertThat(Architecture.writeModel(loaded).json()).isEqualTo(Architecture.writeModel(net).json());
        assertThat(names(loaded)).isEqualTo(names(net));
    }

    @Test void whatDropsInTrainingDropsTheSameAfterLoading() {
        for (var net : networks().subList(6, 8)) {
            var x = net.readsIds() ? ids() : random(6, 3, net.inputs());
            var pass = unrolled.seq.Pass.train(5, null);

            Checkpoint.save(net, file());
            var loaded = Checkpoint.load(file());

            assertThat(loaded.forward(x, unrolled.seq.State.ZERO, pass).copy().matrix().data)
                    .isEqualTo(net.forward(x, unrolled.seq.State.ZERO, pass).copy().matrix().data);
            assertThat(loaded.predict(x).matrix().data)
                    .isNotEqualTo(net.forward(x, unrolled.seq.State.ZERO, pass).copy().matrix().data);
        }
    }

    static List<EncoderDecoder> pairs() {
        return List.of(
                new EncoderDecoder(Network.of(1, new Embedding(9, 3), new Recurrent(new GruCell(3, 5))),
                        Network.of(2, new Embedding(7, 4), new Recurrent(new GruCell(4, 5)), Attention.dot(5),
                                new Dense(10, 7)), Start.token(2)).steps(4),
                new EncoderDecoder(Network.of(1, new Embedding(9, 3), new Recurrent(new LstmCell(3, 5))),
                        Network.of(2, new Embedding(7, 4), new Recurrent(new GruCell(4, 5)), Attention.dot(5, 5, 3),
                                new Dense(8, 7)), Start.token(1)).steps(3).teacherRatio(0.5),
                new EncoderDecoder(Network.of(1, new Embedding(9, 2), new Recurrent(new LstmCell(2, 5))),
                        Network.of(2, new Recurrent(new LstmCell(2, 5)), Attention.additive(5, 5, 4), new Dense(10, 2)),
                        Start.zeros()).steps(3));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void encoderAndDecoderPredictIdenticallyAfterLoading(EncoderDecoder pair) {
        pair.parameter("encoder.embedding.E").freeze(true);

        Checkpoint.save(pair, file());
        var loaded = Checkpoint.loadEncoderDecoder(file());

        assertThat(loaded.predict(ids(8)).matrix().data).isEqualTo(pair.predict(ids(8)).matrix().data);
        assertThat(Architecture.writeModel(loaded).json()).isEqualTo(Architecture.writeModel(pair).json());
        assertThat(loaded.parameter("encoder.embedding.E").frozen()).isTrue();
        assertThatThrownBy(() -> Checkpoint.load(file())).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "Checkpoint expects the kind network of version 1, got encoder_decoder of version 1; "
                        + "loadEncoderDecoder reads it (" + file() + ")");
    }

    @Test void refusesANetworkWhereAPairIsExpected() {
        Checkpoint.save(networks().get(0), file());

        assertThatThrownBy(() -> Checkpoint.loadEncoderDecoder(file())).hasMessage("Checkpoint expects the kind "
                + "encoder_decoder of version 1, got network of version 1; load reads it (" + file() + ")");
    }

    @Test void refusesAStartThatItDoesNotKnow() {
        assertThatThrownBy(() -> Start.of("moon", 0))
                .hasMessage("Start expects token, zeros or last_input, got 'moon'");
        assertThat(Start.of("last_input", 0)).hasToString("Start.lastInput()");
    }

    @Test void refusesAModelThatIsNeitherANetworkNorAPair() {
        var own = (Model) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Model.class},
                (proxy, method, args) -> method.getReturnType() == List.class ? List.of() : null);

        assertThatThrownBy(() -> Checkpoint.save(own, file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Checkpoint expects a Network or an EncoderDecoder, got ");
    }

    @Test void theArchitectureIsReadableJson() {
        Checkpoint.save(Network.of(1, new Recurrent(new GruCell(2, 4)), new Dense(4, 1).named("head")), file());

        assertThat(Safetensors.read(file()).metadata().get(Checkpoint.KEY)).isEqualTo(
                "{'kind':'network','version':1,'layers':[".replace('\'', '"')
                + "{'kind':'recurrent','name':'gru','cell':{'kind':'gru','features':2,'outputs':4,'reset':'before'}},"
                        .replace('\'', '"')
                + "{'kind':'dense','name':'head','features':4,'outputs':1,'sigma':'identity'}],'frozen':[]}"
                        .replace('\'', '"'));
    }

    /** {@code src/test/python/read_checkpoint.py} reads that file with Python's package and finds these numbers. */
    @Test void theFileIsByteForByteTheOneThatPythonReads() throws IOException {
        var net = Network.of(1, new Recurrent(new ElmanCell(2, 3)), new Dense(3, 1));
        double next = -1;
        for (var parameter : net.parameters()) {
            for (int j = 0; j < parameter.size(); j++, next += 0.125) parameter.value().data[j] = next;
        }

        Checkpoint.save(net, file());

        assertThat(Files.readAllBytes(file())).isEqualTo(Files.readAllBytes(SafetensorsTest.python("unrolled")));
    }

    @Test void whatIsFrozenStaysFrozen() {
        var net = networks().get(0);
        net.parameter("elman.U").freeze(true);

        Checkpoint.save(net, file());

        assertThat(Checkpoint.load(file()).parameters()).filteredOn(p -> p.frozen()).extracting(p -> p.name())
                .containsExactly("elman.U");
    }

    @Test void singlePrecisionIsHalfAsLargeAndAlmostTheSame() throws IOException {
        var net = Network.of(1, new Recurrent(new LstmCell(2, 40)), new Dense(40, 1));
        var x = random(5, 2, 2);
        Checkpoint.save(net, file());
        long whole = Files.size(file());

        Checkpoint.saveSingle(net, file());

        assertThat(Files.size(file())).isLessThan(whole * 6 / 10);
        assertThat(Checkpoint.load(file()).predict(x).matrix().data)
                .containsExactly(net.predict(x).matrix().data, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test void aLoadedNetworkTrainsAsTheSavedOneWould() {
        var net = networks().get(2);
        Checkpoint.save(net, file());
        var loaded = Checkpoint.load(file());
        var x = random(4, 2, 2);

        for (var model : List.of(net, loaded)) {
            model.zeroGradients();
            var y = model.forward(x, unrolled.seq.State.ZERO, unrolled.seq.Pass.train(1, null));
            model.backward(y.copy(), unrolled.seq.State.ZERO);
        }

        for (var parameter : net.parameters()) {
            assertThat(loaded.parameter(parameter.name()).gradient().data).isEqualTo(parameter.gradient().data);
        }
    }

    @Test void weightsAloneGoIntoAModelOfTheSameShape() {
        var net = networks().get(0);
        var other = Network.of(77, new Recurrent(new ElmanCell(2, 5)), new Dense(5, 3));
        var x = random(6, 3, 2);

        Checkpoint.saveWeights(net, file());
        Checkpoint.loadWeights(other, file());

        assertThat(other.predict(x).matrix().data).isEqualTo(net.predict(x).matrix().data);
    }

    @Test void savingReplacesTheOldFile() throws IOException {
        Checkpoint.save(networks().get(2), file());
        Checkpoint.save(networks().get(0), file());

        assertThat(Checkpoint.load(file())).hasToString(networks().get(0).toString());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    // ---- refusals

    @Test void refusesToSaveAStudentsCellAndLeavesTheOldFile() throws IOException {
        var own = Network.of(1, new Recurrent(new OwnCell()));
        Files.writeString(file(), "old");

        assertThatThrownBy(() -> Checkpoint.save(own, file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Checkpoint expects cells and layers of the library, [ElmanCell, JordanCell, ")
                .hasMessageContaining(", got OwnCell; ")
                .hasMessageEndingWith("saveWeights keeps its parameters without the architecture");
        assertThat(file()).hasContent("old");
        Checkpoint.saveWeights(own, file());
        Checkpoint.loadWeights(own, file());
    }

    @Test void refusesAFileWithoutArchitecture() {
        Checkpoint.saveWeights(networks().get(0), file());

        assertThatThrownBy(() -> Checkpoint.load(file()))
                .hasMessage("Checkpoint expects metadata with the key 'architecture', "
                + "got [] (" + file() + "); does the file hold weights alone?");
    }

    @Test void refusesADamagedArchitecture() {
        var dense = "{\"kind\":\"dense\",\"name\":\"d\",\"features\":2,\"outputs\":3,\"sigma\":\"tanh\"}";

        refusedArchitecture("{", "expects JSON under the key 'architecture', got ");
        refusedArchitecture("[]", "expects an object, got []");
        refusedArchitecture("{}", "expects text for 'kind', got none");
        refusedArchitecture("{\"kind\":\"network\",\"version\":2}",
                "expects the kind network of version 1, got network of version 2");
        refusedArchitecture(network("{\"kind\":\"attention\",\"name\":\"a\",\"features\":2,\"score\":\"cosine\"}"),
                "expects one of [dot, projected_dot, additive] for 'score', got 'cosine'");
        refusedArchitecture(network("7"), "expects an object, got 7");
        refusedArchitecture("{\"kind\":\"network\",\"version\":1,\"layers\":3}", "expects a list for 'layers', got 3");
        refusedArchitecture(network(dense.replace("dense", "conv")), "expects a Layer of one of the kinds [",
                "got 'conv'");
        refusedArchitecture(network(dense.replace("\"d\"", "4")), "expects text for 'name', got 4");
        refusedArchitecture(network(dense.replace("tanh", "sin")),
                "expects one of [identity, sigmoid, tanh, relu] for 'sigma', got 'sin'");
        refusedArchitecture(network(dense.replace(":2", ":2000000000")), "expects a size from 1 to 3 for 'features'",
                "got 2000000000");
        refusedArchitecture(network("{\"kind\":\"recurrent\",\"name\":\"r\",\"cell\":" + dense + "}"),
                "expects a Cell of one of the kinds [elman, ");
        refusedArchitecture("{\"kind\":\"network\",\"version\":1,\"layers\":[]}", "Network expects one or more layers");
        refusedArchitecture(network(dense).replace("[]}", "[\"no\"]}"),
                "expects one of the parameters [d.W, d.b], got 'no'");
        refusedArchitecture(network("{\"kind\":\"recurrent\",\"name\":\"r\",\"cell\":{\"kind\":\"jordan\","
                + "\"features\":2,\"hidden\":2,\"state\":2,\"outputs\":2,\"sigma_h\":\"tanh\","
                + "\"sigma_y\":\"tanh\",\"sigma_s\":\"tanh\"}}"),
                "expects true or false for 'forced_by_teacher', got none");
    }

    @Test void refusesTensorsThatDoNotFitAndChangesNothing() {
        var net = networks().get(0);

        refusedWeights(net, "elman.U", null, "Safetensors expects the tensor, got only [", "tensor 'elman.U'");
        refusedWeights(net, "dense.W", new DMatrixRMaj(5, 3), "Checkpoint expects 3×5, got 5×3 (", "tensor 'dense.W'");
        refusedWeights(net, "lstm.U", new DMatrixRMaj(5, 3), "Checkpoint expects tensors of the parameters [elman.W, ",
                "got also [lstm.U]", "is it a file of another model?");
    }

    @Test void aFileOfAnotherArchitectureIsRefusedWithBothNames() {
        var lstm = Network.of(1, new Recurrent(new LstmCell(2, 5)), new Dense(5, 3));
        var wider = Network.of(1, new Recurrent(new GruCell(2, 6)), new Dense(6, 3));
        var pair = new EncoderDecoder(Network.of(1, new Embedding(6, 2), new Recurrent(new GruCell(2, 3))),
                Network.of(2, new Embedding(6, 2), new Recurrent(new GruCell(2, 3)), new Dense(3, 6)), Start.token(2));
        var gru = Network.of(1, new Recurrent(new GruCell(2, 5)), new Dense(5, 3));
        var before = gru.snapshot();

        Checkpoint.saveSingle(lstm, file());
        refusedWithBoth(() -> Checkpoint.loadWeights(gru, file()), lstm.toString(), gru.toString());
        refusedWithBoth(() -> Checkpoint.loadEncoderDecoder(file()), "encoder_decoder", "network");
        Checkpoint.saveSingle(wider, file());
        refusedWithBoth(() -> Checkpoint.loadWeights(gru, file()), "got 18×2", wider.toString());
        Checkpoint.saveSingle(pair, file());
        refusedWithBoth(() -> Checkpoint.loadWeights(gru, file()), pair.toString(), gru.toString());
        refusedWithBoth(() -> Checkpoint.load(file()), "encoder_decoder", "network");
        assertUnchanged(gru, before);
    }

    private void refusedWithBoth(ThrowingCallable load, String file, String model) {
        assertThatThrownBy(load).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file().toString()).hasMessageContainingAll(file, model);
    }

    @Test void refusesEveryTruncatedFileAndChangesNothing() throws IOException {
        var net = networks().get(0);
        Checkpoint.save(net, file());
        var whole = Files.readAllBytes(file());
        var other = Network.of(9, new Recurrent(new ElmanCell(2, 5)), new Dense(5, 3));
        var before = other.snapshot();

        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.load(file())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Checkpoint.loadWeights(other, file()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertUnchanged(other, before);
    }

    @Test void noFlippedByteOfTheHeaderDoesMoreThanARefusal() throws IOException {
        Checkpoint.save(networks().get(1), file());
        var whole = Files.readAllBytes(file());
        int header = 8 + java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt();
        int refused = 0;

        for (int at = 0; at < header; at++) {
            var damaged = whole.clone();
            damaged[at] ^= 0x15;
            Files.write(file(), damaged);
            try {
                Checkpoint.load(file());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(file().toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(header * 9 / 10);
    }

    private void refusedArchitecture(String json, String... parts) {
        Safetensors.write(file(), Map.of("d.W", new DMatrixRMaj(3, 2)), Map.of(Checkpoint.KEY, json), DType.F64);

        assertThatThrownBy(() -> Checkpoint.load(file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file().toString()).hasMessageContainingAll(parts);
    }

    private static String network(String layer) {
        return "{\"kind\":\"network\",\"version\":1,\"layers\":[" + layer + "],\"frozen\":[]}";
    }

    private void refusedWeights(Network net, String name, DMatrixRMaj value, String... parts) {
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        net.parameters().forEach(p -> tensors.put(p.name(), new DMatrixRMaj(p.value().numRows, p.value().numCols)));
        if (value == null) tensors.remove(name);
        else tensors.put(name, value);
        Safetensors.write(file(), tensors, Map.of(), DType.F64);
        var before = net.snapshot();

        assertThatThrownBy(() -> Checkpoint.loadWeights(net, file())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file().toString()).hasMessageContainingAll(parts);
        assertUnchanged(net, before);
    }

    private static void assertUnchanged(Network net, List<DMatrixRMaj> before) {
        for (int k = 0; k < before.size(); k++) {
            assertThat(net.parameters().get(k).value().data).isEqualTo(before.get(k).data);
        }
    }

    private Path file() {
        return folder.resolve("net.safetensors");
    }

    private static List<String> names(Network net) {
        var names = new ArrayList<String>();
        net.parameters().forEach(p -> names.add(p.toString()));
        return names;
    }

    private static Sequence random(int steps, int batch, int features) {
        var rng = new Rng(7);
        var x = new Sequence(steps, batch, features);
        for (int j = 0; j < x.matrix().getNumElements(); j++) x.matrix().data[j] = rng.normal();
        return x;
    }

    private static Sequence ids() {
        return ids(10);
    }

    private static Sequence ids(int largest) {
        return Sequence.of(new double[][][] {{{3}, {largest}}, {{0}, {7}}, {{5}, {5}}});
    }

    /** What a student might write. */
    private static final class OwnCell extends StackedCell {

        OwnCell() {
            super("own", 2, 3, 1);
        }

        @Override protected void step(int t) {
            h.at(t).copyFrom(a.at(t));
        }

        @Override protected void stepBack(int t) {
            da.at(t).copyFrom(dh.at(t));
        }
    }
}
