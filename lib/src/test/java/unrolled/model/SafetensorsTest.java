package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir Path folder;

    /** A file written by the safetensors package for Python. */
    static Path python(String name) {
        try {
            return Path.of(SafetensorsTest.class.getResource("/safetensors/" + name + ".safetensors").toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "single", "double"})
    void readsFloatingPointNumbersThatPythonWrote(String name) {
        var file = Safetensors.read(python("dtypes"));

        assertThat(file.matrix(name).data)
                .containsExactly(new double[] {0, -1.5, 0x1p-24, (float) 6.097555160522461e-05, -65504,
                        Double.POSITIVE_INFINITY}, within(name));
        assertThat(file.shape(name)).containsExactly(6);
    }

    private static org.assertj.core.data.Offset<Double> within(String name) {
        return org.assertj.core.data.Offset.offset(name.equals("double") ? 1e-20 : 0.0);
    }

    @Test void readsTensorsOfAnyRank() {
        var file = Safetensors.read(python("dtypes"));

        assertThat(file.names()).contains("whole", "claims", "one", "none", "cube");
        assertThat(file.shape("one")).isEmpty();
        assertThat(file.values("one")).containsExactly(0.25);
        assertThat(file.shape("none")).containsExactly(0, 3);
        assertThat(file.values("none")).isEmpty();
        assertThat(file.shape("cube")).containsExactly(2, 3, 4);
        assertThat(file.values("cube")).startsWith(0, 1, 2, 3, 4).hasSize(24);
    }

    @ParameterizedTest
    @CsvSource({"0x3f80, 1", "0xc049, -3.140625", "0x0001, 9.183549615799121e-41", "0x7f80, Infinity"})
    void readsBrainFloats(String bits, double expected) throws IOException {
        var data = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) (int) Integer.decode(bits))
                .array();
        var file = file("{\"x\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", data);

        assertThat(Safetensors.read(file).values("x")).containsExactly(expected);
    }

    @Test void readsWhatItWrote() {
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        tensors.put("b", new DMatrixRMaj(new double[][] {{1, Math.PI, -0.0}, {Double.MIN_VALUE, Double.NaN, 1e308}}));
        tensors.put("a", new DMatrixRMaj(new double[][] {{42}}));
        var file = folder.resolve("new.safetensors");

        Safetensors.write(file, tensors, Map.of("who", "ΔW \"quoted\""), DType.F64);
        var read = Safetensors.read(file);

        assertThat(read.names()).containsExactly("b", "a");
        assertThat(read.metadata()).isEqualTo(Map.of("who", "ΔW \"quoted\""));
        assertThat(read.matrix("b").data).isEqualTo(tensors.get("b").data);
        assertThat(read.shape("b")).containsExactly(2, 3);
        assertThat(read.matrix("a").get(0, 0)).isEqualTo(42);
    }

    @Test void theNumbersBeginAtAMultipleOfEightBytes() throws IOException {
        for (int length = 1; length <= 9; length++) {
            var file = folder.resolve("x.safetensors");
            Safetensors.write(file, Map.of("n".repeat(length), new DMatrixRMaj(1, 1)), Map.of(), DType.F64);

            long header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();

            assertThat(header % 8).isZero();
            assertThat(Files.size(file)).isEqualTo(8 + header + 8);
        }
    }

    @Test void singlePrecisionKeepsSevenDigits() {
        var file = folder.resolve("x.safetensors");
        Safetensors.write(file, Map.of("x", new DMatrixRMaj(new double[][] {{Math.PI, 1}})), Map.of(), DType.F32);

        assertThat(Safetensors.read(file).matrix("x").data).containsExactly((float) Math.PI, 1);
    }

    @Test void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        var target = Files.createDirectory(folder.resolve("x.safetensors"));
        Files.writeString(target.resolve("inside"), "kept");

        assertThatThrownBy(() -> Safetensors.write(target, Map.of("x", new DMatrixRMaj(1, 1)), Map.of(), DType.F64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Safetensors expects a file that can be written, got ");
        assertThatThrownBy(() -> Safetensors.write(folder.resolve("no/x"), Map.of(), Map.of(), DType.F64))
                .hasMessageContaining("NoSuchFileException");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
        assertThat(target.resolve("inside")).hasContent("kept");
    }

    @Test void twoThreadsThatWriteOneFileDoNotMixTheirNumbers() throws Exception {
        var file = folder.resolve("x.safetensors");
        var failed = new AtomicReference<Throwable>();
        var threads = new ArrayList<Thread>();
        for (double value : new double[] {1, 2}) {
            var x = new DMatrixRMaj(100, 100);
            x.fill(value);
            threads.add(new Thread(() -> {
                for (int k = 0; k < 50; k++) Safetensors.write(file, Map.of("x", x), Map.of(), DType.F64);
            }));
        }
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> failed.set(e)));
        threads.forEach(Thread::start);
        for (var thread : threads) thread.join();

        assertThat(failed.get()).isNull();
        assertThat(Arrays.stream(Safetensors.read(file).values("x")).distinct()).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test void refusesAMissingFile() {
        refused(folder.resolve("no"), "Safetensors expects a file, got none (" + folder.resolve("no") + ")");
        refused(folder, "Safetensors expects a file, got a folder");
    }

    @Test void refusesATruncatedFile() throws IOException {
        var whole = Files.readAllBytes(python("lstm-f64"));
        for (int length = 0; length < whole.length; length += 7) {
            var file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Safetensors expects ").hasMessageContaining(file.toString());
        }
        refused(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 5)),
                "expects 8 bytes for the length of the header, got 5 bytes");
        refused(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 100)), "got 92; is the file truncated?");
        refused(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 1)), "is the file truncated?");
    }

    @Test void refusesAppendedBytes() throws IOException {
        var whole = Files.readAllBytes(python("lstm-f64"));

        refused(Files.write(folder.resolve("long"), Arrays.copyOf(whole, whole.length + 1)),
                "is something appended to the file?");
    }

    @ParameterizedTest
    @CsvSource({"100000001, 100000001", "-1, 18446744073709551615"})
    void refusesAnOversizedHeader(long length, String said) throws IOException {
        var bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();

        refused(Files.write(folder.resolve("big"), bytes), "expects a header of at most 100000000 bytes, got " + said);
    }

    @Test void refusesAHeaderThatIsNotJson() throws IOException {
        refused(file("", ""), "expects a header that is a JSON object, got nothing");
        refused(file("[]", ""), "got one that begins with '['");
        refused(file(" {}", ""), "got one that begins with ' '");
        refused(file("{\"x\":", ""), "expects a header of JSON, got ");
        refused(file("{} {}", ""), "expects a header of JSON, got ");
        refused(file("{\"__metadata__\":{},\"__metadata__\":{}}", ""), "Duplicate field");
        var bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(2)
                .put((byte) '{').put((byte) 0xff).array();
        refused(Files.write(folder.resolve("bytes"), bytes), "expects a header in UTF-8, got other bytes");
    }

    @Test void refusesMetadataThatIsNotText() throws IOException {
        refused(file("{\"__metadata__\":{\"epoch\":3}}", ""),
                "expects text for each key of __metadata__, got number for 'epoch'");
        refused(file("{\"__metadata__\":3}", ""), "expects __metadata__ to be an object, got number");
    }

    @Test void refusesDamagedDescriptionsOfATensor() throws IOException {
        refused(tensor("\"Q8\"", "[1]", "[0,8]"),
                "expects a dtype that safetensors knows, such as F64 or F32, got \"Q8\" (",
                "tensor 'x'");
        refused(tensor("\"F64\"", "3", "[0,8]"), "expects shape to be a list, got number");
        refused(tensor("\"F64\"", "[-1]", "[0,8]"), "expects whole numbers in shape, got -1");
        refused(tensor("\"F64\"", "[1.5]", "[0,8]"), "expects whole numbers in shape, got 1.5");
        refused(tensor("\"F64\"", "[1]", "[0]"), "expects data_offsets [begin, end] with begin ≤ end, got [0]");
        refused(tensor("\"F64\"", "[1]", "[8,0]"), "got [8, 0]");
        refused(tensor("\"F64\"", "[2]", "[0,8]"), "expects 16 bytes for F64 [2], got 8 bytes");
        refused(tensor("\"F32\"", "[4294967296,4294967296]", "[0,8]"), "expects a shape whose size fits 64 bits");
        refused(tensor("\"F4\"", "[1]", "[0,8]"), "expects a whole number of bytes, got 4 bits");
        refused(file("{\"x\":7}", ""), "expects a dtype that safetensors knows, such as F64 or F32, got none");
    }

    @Test void refusesOverlapsAndHoles() throws IOException {
        var first = "{\"x\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},";

        refused(file(first + "\"y\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[8,24]}}", "n".repeat(24)),
                "expects data from byte 16 on, without holes or overlaps, got data from byte 8 on", "tensor 'y'");
        refused(file(first + "\"y\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[24,32]}}", "n".repeat(32)),
                "expects data from byte 16 on, without holes or overlaps, got data from byte 24 on", "tensor 'y'");
    }

    /** The names of safetensors 0.8.0. */
    @ParameterizedTest
    @ValueSource(strings = {"BOOL", "F4", "F6_E2M3", "F6_E3M2", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0",
            "F8_E4M3FNUZ", "F8_E5M2FNUZ", "I16", "U16", "I32", "U32", "C64", "I64", "U64"})
    void aTensorThatCannotBeReadIsRefusedOnlyWhenItIsAskedFor(String dtype) throws IOException {
        int bytes = 8 * DType.valueOf(dtype).bits / 8;
        var file = Safetensors.read(file("{\"x\":{\"dtype\":\"" + dtype + "\",\"shape\":[8],\"data_offsets\":[0,"
                + bytes + "]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + bytes + "," + (bytes + 4)
                + "]}}", new byte[bytes + 4]));

        assertThat(file.shape("x")).containsExactly(8);
        assertThat(file.values("y")).containsExactly(0);
        assertThatThrownBy(() -> file.values("x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Safetensors expects dtype F64, F32, F16 or BF16, got " + dtype + " (");
    }

    @Test void refusesTensorsThatAreNotWhatIsAskedFor() {
        var file = Safetensors.read(python("dtypes"));

        assertThatThrownBy(() -> file.matrix("whole")).hasMessage(
                "Safetensors expects dtype F64, F32, F16 or BF16, got I64 (" + python("dtypes") + ", tensor 'whole')");
        assertThatThrownBy(() -> file.values("claims")).hasMessageContaining("got BOOL");
        assertThatThrownBy(() -> file.matrix("cube"))
                .hasMessageContaining("expects one or two sizes, none of them 0, got [2, 3, 4]");
        assertThatThrownBy(() -> file.matrix("none")).hasMessageContaining("got [0, 3]");
        assertThatThrownBy(() -> file.matrix("one")).hasMessageContaining("got []");
        assertThatThrownBy(() -> file.shape("lstm.U")).hasMessageContaining("expects the tensor, got only [")
                .hasMessageContaining("tensor 'lstm.U'");
    }

    private static void refused(Path file, String... parts) {
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Safetensors expects ").hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts);
    }

    private Path tensor(String dtype, String shape, String offsets) throws IOException {
        return file("{\"x\":{\"dtype\":" + dtype + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}",
                "n".repeat(8));
    }

    private Path file(String header, String data) throws IOException {
        return file(header, data.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).put(data).array();
        return Files.write(folder.resolve("made.safetensors"), bytes);
    }
}
