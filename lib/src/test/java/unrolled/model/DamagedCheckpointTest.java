package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ejml.data.DMatrixRMaj;
import unrolled.Allocated;
import unrolled.Damage;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.SkipCell;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;

/** Random damage to checkpoints: the model that was saved comes back, or a refusal. */
class DamagedCheckpointTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Network NET = Network.of(1, new Recurrent(new LstmCell(2, 3)),
            new Recurrent(new LeakyCell(3, 2, 0.3)), new Recurrent(new SkipCell(2, 2, 24)), new Dropout(0.25),
            new Dense(2, 1));
    private static final List<JsonNode> HOSTILE = List.of(JSON.valueToTree(-1), JSON.valueToTree(0),
            JSON.valueToTree(1), JSON.valueToTree(50_000), JSON.valueToTree(49_999), JSON.valueToTree(1_000_000_000),
            JSON.valueToTree(Integer.MAX_VALUE), JSON.valueToTree(1L << 40), JSON.valueToTree(0.5),
            JSON.valueToTree("NaN"), JSON.valueToTree("lstm"), JSON.valueToTree(""), JSON.nullNode(),
            JSON.createArrayNode(), JSON.createObjectNode(), JSON.valueToTree(true));
    private static Path file;
    private static byte[] whole;
    private static byte[] dictionary;

    @BeforeContainer static void save() throws IOException {
        file = Files.createTempFile("damaged", ".safetensors");
        Checkpoint.save(NET, file);
        whole = Files.readAllBytes(file);
        dictionary = Files.readAllBytes(SafetensorsTest.python("elman_tanh-f64"));
    }

    @AfterContainer static void delete() throws IOException {
        Files.delete(file);
    }

    @Provide Arbitrary<List<Damage>> damages() {
        return Damage.several();
    }

    @Provide Arbitrary<JsonNode> hostile() {
        return Arbitraries.of(HOSTILE);
    }

    @Example void everyTruncationIsRefused() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.load(file)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** Without a checksum, 3 of 10 bits that flip give a model with another number. */
    @Example void aBitThatFlipsInAnyByteIsSeen() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(file, damaged);
            assertThat(isTheSavedModelOrRefused()).as("byte " + at).isTrue();
        }
    }

    @Property(tries = 10_000, seed = "6", edgeCases = EdgeCasesMode.NONE)
    void aDamagedCheckpointIsTheSavedModelOrRefused(@ForAll("damages") List<Damage> damages) throws IOException {
        Files.write(file, Damage.done(whole, damages));

        long allocated = Allocated.by(() -> assertThat(isTheSavedModelOrRefused()).isTrue());

        assertThat(allocated).isLessThan(10_000_000);
    }

    private static boolean isTheSavedModelOrRefused() {
        try {
            var loaded = Checkpoint.load(file);
            for (int k = 0; k < NET.parameters().size(); k++) {
                var saved = NET.parameters().get(k).value().data;
                if (!Arrays.equals(saved, loaded.parameters().get(k).value().data)) return false;
            }
            return Architecture.writeModel(loaded).json().equals(Architecture.writeModel(NET).json());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("expects", "got", file.toString());
            return true;
        }
    }

    /** Files from elsewhere have no checksum: what is read is what stands in the file. */
    @Property(tries = 2_000, seed = "7", edgeCases = EdgeCasesMode.NONE)
    void aDamagedStateDictionaryIsReadAsItStandsThereOrRefused(@ForAll("damages") List<Damage> damages)
            throws IOException {
        var bytes = Damage.done(dictionary, damages);
        Files.write(file, bytes);
        try {
            var tensors = Safetensors.read(file);
            for (var name : tensors.names()) expectAsInTheFile(bytes, tensors, name);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("Safetensors expects", "got", file.toString());
        }
    }

    private static void expectAsInTheFile(byte[] bytes, Safetensors tensors, String name)
            throws JsonProcessingException {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong();
        var entry = JSON.readTree(new String(bytes, 8, header, java.nio.charset.StandardCharsets.UTF_8)).path(name);
        if (!entry.path("dtype").textValue().equals("F64")) return;
        int at = 8 + header + entry.path("data_offsets").get(0).intValue();
        for (double value : tensors.values(name)) {
            assertThat(Double.doubleToRawLongBits(value)).isEqualTo(buffer.getLong(at));
            at += 8;
        }
        assertThat(at).isEqualTo(8 + header + entry.path("data_offsets").get(1).intValue());
    }

    /** Somebody's own architecture with a right checksum: one value of it is something else. */
    @Property(tries = 300, seed = "8")
    void aHostileArchitectureIsLoadedOrRefusedBeforeItAllocates(@ForAll @IntRange(max = 999) int place,
            @ForAll("hostile") JsonNode value, @ForAll @IntRange(max = 1) int model) throws IOException {
        var net = model == 0 ? NET : Network.of(1, new Embedding(50_000, 2), new Recurrent(new LstmCell(2, 3)));
        var json = (ObjectNode) JSON.readTree(Architecture.writeModel(net).json().toString());
        var places = new ArrayList<Runnable>();
        collect(json, value, places);
        places.get(place % places.size()).run();
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        net.parameters().forEach(parameter -> tensors.put(parameter.name(), parameter.value()));
        Safetensors.write(file, tensors, Map.of(Checkpoint.KEY, json.toString()), DType.F64);

        long allocated = Allocated.by(() -> loadOrRefuse(json));

        assertThat(allocated).as(json.toString()).isLessThan(50_000_000);
    }

    private static void loadOrRefuse(JsonNode json) {
        try {
            assertThat(Checkpoint.load(file).parameterCount()).isPositive();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).as(json.toString()).contains("expects", "got", file.toString());
        }
    }

    /** What puts {@code value} in the place of each value. */
    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                places.add(() -> object.set(field.getKey(), value));
                places.add(() -> object.remove(field.getKey()));
                collect(field.getValue(), value, places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int k = 0; k < array.size(); k++) {
                int index = k;
                places.add(() -> array.set(index, value));
                collect(array.get(k), value, places);
            }
        }
    }
}
